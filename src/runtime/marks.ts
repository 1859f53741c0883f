/** What the scrubber is painted with: the events that a person looks for. */
import type { Slot } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { describeCommand } from '../projection/explain.ts';
import type { Broken } from '../projection/frame.ts';
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
  if (violated !== null) {
    const broken = brokenBy(event, violated, assembly);
    return { ...head, kind: 'violation', text: `${violated.property} is violated`, broken };
  }
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

/** Of the verdicts that this event, the latest, violated: the one that the run waits for, else the first. */
function violationAt(index: number, { engine, plan }: Assembly): Verdict | null {
  const { monitor } = engine.state;
  if (monitor.firstViolation() === null) return null;
  const here = monitor.verdicts(() => null).filter(({ event }) => event === index);
  return here.find(({ property }) => property === plan.until.violated) ?? here[0] ?? null;
}

function brokenBy(event: TraceEvent, verdict: Verdict, { manifest, plan }: Assembly): Broken {
  const { property, kind, replicas, slot, because } = verdict;
  // A property says what it promises as long as nobody has broken it.
  const own = manifest.properties(plan).find(({ id }) => id === property);
  const promise = own?.verdict().because ?? null;
  const place = slot ?? slotOf(event, manifest);
  return { property, kind, promise, because, replicas, event: event.index, slot: place };
}

/** Where the verdict does not say: of the message that the event took in, else of what it committed. */
function slotOf(event: TraceEvent, manifest: Manifest): Slot | null {
  if (event.kind !== 'replica') return null;
  const { input, effects } = event;
  const said = input.kind === 'message' ? manifest.summary(input.envelope.message).slot : null;
  return said ?? effects.find((effect) => effect.kind === 'commit')?.slot ?? null;
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
    leader,
    text: `${manifest.viewWord ?? 'view'} ${view}, led by R${leader}`,
  };
}
