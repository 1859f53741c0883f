/**
 * What stands on a lane of the space-time diagram: states reached, executions, views entered, crashes,
 * timers, faults.
 */
import type { Endpoint, TimeUs } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { ReplicaEvent, TraceEvent } from '../kernel/trace.ts';
import { describeCommand } from '../projection/explain.ts';

export const laneMarkKinds = [
  'state',
  'executed',
  'view',
  'armed',
  'fired',
  'disarmed',
  'down',
  'up',
  'fault',
  'submitted',
  'accepted',
] as const;

export interface LaneMark {
  readonly kind: (typeof laneMarkKinds)[number];
  /** Null: it concerns all lanes. */
  readonly lane: Endpoint | null;
  /** Cursor just after the event. */
  readonly cursor: number;
  readonly at: TimeUs;
  readonly step: number;
  /** A word for it: "prepared", "view 1". */
  readonly text: string;
  /** The slot, or the view. */
  readonly number: number | null;
  /** Of a timer that was armed: when it is due. */
  readonly until: TimeUs | null;
}

export function laneMarksOf(
  event: TraceEvent,
  step: number,
  manifest: Manifest,
  /** View of the replica before and after the event, where they differ. */
  entered: number | null,
): readonly LaneMark[] {
  const base = { cursor: event.index + 1, at: event.at, step, number: null, until: null };
  switch (event.kind) {
    case 'replica':
      return replicaMarks(event, { ...base, lane: event.replica }, manifest, entered);
    case 'client': {
      const { action } = event;
      if (action.kind === 'submitted')
        return [{ ...base, lane: event.client, kind: 'submitted', text: 'asks' }];
      if (action.kind !== 'received' || action.accepted === null) return [];
      return [{ ...base, lane: event.client, kind: 'accepted', text: 'accepts' }];
    }
    case 'command': {
      if (event.refused !== null) return [];
      const { command } = event;
      const lane = 'replica' in command ? command.replica : null;
      const down = command.do === 'crash' || command.do === 'lose-disk';
      const kind = down ? 'down' : command.do === 'recover' ? 'up' : 'fault';
      return [{ ...base, lane, kind, text: describeCommand(command, () => 'one more request') }];
    }
    case 'lost':
      return [];
  }
}

type Base = Omit<LaneMark, 'kind' | 'text'>;

function replicaMarks(
  event: ReplicaEvent,
  base: Base,
  manifest: Manifest,
  entered: number | null,
): readonly LaneMark[] {
  const marks: LaneMark[] = [];
  const idle = new Set(manifest.idleTimers);
  const { input } = event;
  if (input.kind === 'timer' && !idle.has(input.timer))
    marks.push({ ...base, kind: 'fired', text: input.timer });
  if (entered !== null) marks.push({ ...base, kind: 'view', number: entered, text: `view ${entered}` });
  for (const effect of event.effects) {
    if (effect.kind === 'commit')
      marks.push({ ...base, kind: 'executed', number: effect.slot, text: 'executed' });
    else if (effect.kind === 'arm' && !idle.has(effect.timer)) {
      marks.push({ ...base, kind: 'armed', text: effect.timer, until: event.at + effect.after });
    } else if (effect.kind === 'disarm' && !idle.has(effect.timer)) {
      marks.push({ ...base, kind: 'disarmed', text: effect.timer });
    } else if (effect.kind === 'cite') {
      const state = manifest.rules[effect.rule]?.state;
      const slot = effect.because.slot;
      if (state !== undefined) {
        marks.push({ ...base, kind: 'state', text: state, number: typeof slot === 'number' ? slot : null });
      }
    }
  }
  return marks;
}
