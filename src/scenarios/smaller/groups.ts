/**
 * Commands that make sense only together, so that minimising tries to leave them out together first: a crash
 * with its recovery, a pause with its end, a partition with its healing, a cut with its mending, a lie with
 * its end, and one change of many links.
 */
import type { ScenarioCommand } from '../types.ts';

/** Every command in exactly one group, in order; the groups by their first command. */
export function groupsOf(commands: readonly ScenarioCommand[]): readonly (readonly ScenarioCommand[])[] {
  const groups: ScenarioCommand[][] = [];
  const open = new Map<string, ScenarioCommand[]>();
  for (const command of commands) {
    const { subject, opens } = roleOf(command);
    const group = subject === null || opens === 'always' ? undefined : open.get(subject);
    if (group === undefined) {
      const begun = [command];
      groups.push(begun);
      if (subject !== null && opens !== 'never') open.set(subject, begun);
      continue;
    }
    group.push(command);
    if (opens === 'never') open.delete(subject ?? '');
  }
  return groups;
}

interface Role {
  /** What it is about; commands about one thing may belong together. Null: it stands alone. */
  readonly subject: string | null;
  /** Whether it begins a group: always, never (it ends one), or only when none is open. */
  readonly opens: 'always' | 'never' | 'if-none';
}

const alone: Role = { subject: null, opens: 'always' };

function roleOf(command: ScenarioCommand): Role {
  switch (command.do) {
    case 'crash':
    case 'lose-disk':
      return { subject: `up ${command.replica}`, opens: 'if-none' };
    case 'recover':
      return { subject: `up ${command.replica}`, opens: 'never' };
    case 'pause':
      return { subject: `runs ${command.replica}`, opens: 'if-none' };
    case 'resume':
      return { subject: `runs ${command.replica}`, opens: 'never' };
    case 'partition':
      return { subject: 'partition', opens: 'if-none' };
    case 'heal':
      return { subject: 'partition', opens: 'never' };
    case 'cut':
      return { subject: `cut ${command.from}>${command.to}`, opens: 'if-none' };
    case 'mend':
      return { subject: `cut ${command.from}>${command.to}`, opens: 'never' };
    case 'behave':
      return { subject: `lies ${command.replica}`, opens: command.as === 'honest' ? 'never' : 'if-none' };
    case 'link': {
      const { from: _from, to: _to, ...change } = command;
      return { subject: `link ${JSON.stringify(change)}`, opens: 'if-none' };
    }
    default:
      return alone;
  }
}
