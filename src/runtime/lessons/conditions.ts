/** Whether an event is the one that a lesson waits for. */
import { unreachable } from '../../kernel/assert.ts';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import type { Amount, Until } from '../../scenarios/lessons/conditions.ts';
import type { PageRun } from '../page-run.ts';
import { takenIn } from '../taken-in.ts';
import { activeView, glyphAt, isRefused, otherRoot } from './window.ts';

/** Conditions on one event; `round` and `quiet` are goals of a whole run and never true of an event. */
export type Wanted = (event: TraceEvent) => boolean;

/** @param amount measures what stands for a number, where the step begins */
export function wanted(until: Until, run: PageRun, amount: (given: Amount) => number): Wanted {
  switch (until.until) {
    case 'round':
    case 'quiet':
      return () => false;
    case 'any': {
      const all = until.of.map((each) => wanted(each, run, amount));
      return (event) => all.some((one) => one(event));
    }
    case 'message':
      return (event) => takesIn(event, until.type, until.to);
    case 'sends':
      return (event) => isAt(event, until.replica) && sends(event, until.type);
    case 'command':
      return (event) => event.kind === 'command' && event.refused === null && event.command.do === until.do;
    case 'submitted':
    case 'retried':
      return (event) => event.kind === 'client' && event.action.kind === until.until;
    case 'accepted':
      return (event) => accepts(event, until.voter);
    case 'timer':
      return (event) => isAt(event, until.replica) && firesTimer(event, until.timer);
    case 'rule':
      return (event) => isAt(event, until.replica) && cites(event, until.rule);
    case 'commit':
    case 'stable': {
      const slot = until.slot === undefined ? null : amount(until.slot);
      return (event) => isAt(event, until.replica) && hasEffect(event, until.until, slot);
    }
    case 'phase': {
      const slot = until.slot === undefined ? null : amount(until.slot);
      return (event) => isAt(event, until.replica) && entersPhase(event, run, until.phase, slot);
    }
    case 'view': {
      const view = until.view === undefined ? null : amount(until.view);
      return (event) => isAt(event, until.replica) && entersView(event, run, view);
    }
    case 'root-differs':
      return ({ index }) => otherRoot(run, until.replica, index + 1).root !== null;
    case 'root-equal':
      return ({ index }) => {
        const { known, root } = otherRoot(run, until.replica, index + 1);
        return known && root === null;
      };
    default:
      return unreachable(until);
  }
}

function isAt(event: TraceEvent, replica: ReplicaId | undefined): boolean {
  return event.kind === 'replica' && (replica === undefined || event.replica === replica);
}

function takesIn(event: TraceEvent, type: string, to: ReplicaId | undefined): boolean {
  const envelope = event.kind === 'lost' || isRefused(event) ? null : takenIn(event);
  return envelope?.message.type === type && (to === undefined || envelope.to === to);
}

function sends(event: TraceEvent, type: string): boolean {
  return event.sent.some(({ message }) => message.type === type);
}

function accepts(event: TraceEvent, voter: ReplicaId | undefined): boolean {
  if (event.kind !== 'client' || event.action.kind !== 'received') return false;
  const { accepted } = event.action;
  return accepted !== null && (voter === undefined || accepted.voters.includes(voter));
}

function firesTimer(event: TraceEvent, timer: string): boolean {
  return event.kind === 'replica' && event.input.kind === 'timer' && event.input.timer === timer;
}

function cites(event: TraceEvent, rule: string): boolean {
  return (
    event.kind === 'replica' && event.effects.some((effect) => effect.kind === 'cite' && effect.rule === rule)
  );
}

function hasEffect(event: TraceEvent, kind: 'commit' | 'stable', slot: number | null): boolean {
  return (
    event.kind === 'replica' &&
    event.effects.some((effect) => effect.kind === kind && (slot === null || effect.slot === slot))
  );
}

function entersPhase(event: TraceEvent, run: PageRun, phase: string, slot: number | null): boolean {
  if (event.kind !== 'replica' || event.effects.length === 0) return false;
  const slotsIn = (cursor: number) =>
    (glyphAt(run, event.replica, cursor)?.slots ?? [])
      .filter((entry) => entry.phase === phase && (slot === null || entry.slot === slot))
      .map((entry) => entry.slot);
  const before = slotsIn(event.index);
  return slotsIn(event.index + 1).some((entered) => !before.includes(entered));
}

function entersView(event: TraceEvent, run: PageRun, view: number | null): boolean {
  if (event.kind !== 'replica' || event.effects.length === 0) return false;
  const before = activeView(run, event.replica, event.index);
  const now = activeView(run, event.replica, event.index + 1);
  // A replica's first event puts it into view 0, which nobody calls a change.
  return now !== null && now > 0 && now !== before && (view === null || now === view);
}
