/** What the scrubber is painted with: the events that a person looks for. */
import type { Verdict } from '../kernel/property.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { describeCommand } from '../projection/explain.ts';
import type { TimelineMark } from './api.ts';
import type { Assembly } from './assemble.ts';
import type { RunLog } from './history/run-log.ts';

/**
 * The mark of the event just recorded, if it deserves one; the first commit of a slot, the first to enter a
 * view. `state` is the protocol's at the event's replica since then.
 */
export function markOf(
  event: TraceEvent,
  state: unknown,
  log: RunLog,
  assembly: Assembly,
): TimelineMark | null {
  const head = { cursor: event.index + 1, at: event.at };
  const violated = violationAt(event.index, assembly);
  if (violated !== null) return { ...head, kind: 'violation', text: `${violated.property} is violated` };
  switch (event.kind) {
    case 'command': {
      if (event.refused !== null) return null;
      const text = describeCommand(event.command, (operation) =>
        assembly.application.describeOperation(operation),
      );
      return { ...head, kind: 'fault', text };
    }
    case 'client':
      if (event.action.kind !== 'received' || event.action.accepted === null) return null;
      return { ...head, kind: 'accepted', text: `${event.client} accepts a result` };
    case 'replica': {
      const commit = event.effects.find((effect) => effect.kind === 'commit');
      if (commit !== undefined && log.isNewSlot(commit.slot)) {
        return { ...head, kind: 'commit', number: commit.slot, text: `slot ${commit.slot} is committed` };
      }
      return viewMark(event, state, log, assembly);
    }
    case 'lost':
      return null;
  }
}

/** The first of the verdicts that this event, the latest, violated. */
function violationAt(index: number, { engine }: Assembly): Verdict | null {
  const { monitor } = engine.state;
  if (monitor.firstViolation() === null) return null;
  return monitor.verdicts(() => null).find(({ event }) => event === index) ?? null;
}

/** Only an event with effects can enter a view. */
function viewMark(
  event: TraceEvent & { kind: 'replica' },
  state: unknown,
  log: RunLog,
  { manifest, plan }: Assembly,
): TimelineMark | null {
  if (event.effects.length === 0 || state === null) return null;
  const view = manifest.view(state);
  if (!log.isNewView(view)) return null;
  const { replicas, faults, options } = plan;
  const { leader } = manifest.glyph(state, { replicas, faults, options, self: event.replica });
  return {
    cursor: event.index + 1,
    at: event.at,
    kind: 'view',
    number: view,
    text: `view ${view}, led by R${leader}`,
  };
}
