/**
 * What a command of the session does to the world: status of replicas, links, messages on their way, clients.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Message } from '../kernel/message.ts';
import type { Envelope, SimCommand } from '../kernel/trace.ts';
import { positionOf, scheduleNext } from './client-turns.ts';
import { append } from './clients.ts';
import type { Instant } from './instant.ts';
import { applyToMessage } from './mailbox.ts';
import { setTimers } from './perform.ts';
import type { Core, ReplicaWorld } from './state.ts';

export interface CommandOutcome {
  readonly refused: string | null;
  readonly sent: readonly Envelope[];
}

const done: CommandOutcome = { refused: null, sent: [] };

/**
 * Carries out a command that was not refused; `index` is the event it becomes, `message` what the host made
 * of an altered one.
 */
export function applyCommand(
  core: Core,
  instant: Instant,
  command: SimCommand,
  index: number,
  message?: Message,
): CommandOutcome {
  const { network } = core.state;
  switch (command.do) {
    case 'crash':
    case 'lose-disk':
      return crash(core, instant, command.replica);
    case 'recover':
      setWorld(core, command.replica, { status: 'up' });
      instant.add({ kind: 'recover', replica: command.replica, cause: index });
      return done;
    case 'pause':
      setWorld(core, command.replica, { status: 'paused' });
      return done;
    case 'resume':
      return release(core, instant, command.replica, 'up');
    case 'behave':
      setWorld(core, command.replica, { behaviour: command.as });
      return done;
    case 'partition':
      network.partition(command.groups);
      return done;
    case 'heal':
      network.heal();
      return done;
    case 'cut':
    case 'mend':
      network.change(command.from, command.to, { cut: command.do === 'cut' });
      return done;
    case 'link': {
      const { delay, lossRate, duplicateRate } = command;
      network.change(command.from, command.to, {
        ...(delay && { delay }),
        ...(lossRate !== undefined && { lossRate }),
        ...(duplicateRate !== undefined && { duplicateRate }),
      });
      return done;
    }
    case 'drop':
    case 'deliver':
    case 'duplicate':
    case 'delay':
    case 'alter':
      return { refused: null, sent: applyToMessage(core, instant, command, message) };
    case 'submit':
      return submit(core, instant, command);
    case 'corrupt':
      return done;
  }
}

function submit(
  core: Core,
  instant: Instant,
  { client: id, operation }: SimCommand & { do: 'submit' },
): CommandOutcome {
  const position = positionOf(core, id);
  const client = core.state.clients[position];
  if (client === undefined) return { refused: `there is no client ${id}`, sent: [] };
  core.state.clients[position] = append(client, operation, instant.at);
  scheduleNext(core, instant, id);
  return done;
}

/** What it held while paused is lost like anything else that arrives now; its timers are gone. */
function crash(core: Core, instant: Instant, replica: ReplicaId): CommandOutcome {
  setTimers(core, replica, (timers) => timers.clear());
  return release(core, instant, replica, 'crashed');
}

function release(core: Core, instant: Instant, replica: ReplicaId, status: 'up' | 'crashed'): CommandOutcome {
  const held = core.state.replicas[replica]?.held ?? [];
  setWorld(core, replica, { status, held: [] });
  for (const item of held) instant.add(item);
  return done;
}

function setWorld(core: Core, replica: ReplicaId, changes: Partial<ReplicaWorld>): void {
  core.state.replicas[replica] = { ...(core.state.replicas[replica] as ReplicaWorld), ...changes };
}
