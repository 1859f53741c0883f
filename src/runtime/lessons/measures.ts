/**
 * Reads what a lesson asks for off a run: counts over its stretch here, the rest in two files beside this
 * one.
 */
import type { Amount, Measure } from '../../scenarios/lessons/conditions.ts';
import { verdictsAt } from '../verdicts-at.ts';
import { wanted } from './conditions.ts';
import { measureLastEvent } from './measure-event.ts';
import { measureWorld } from './measure-world.ts';
import { type Fits, fitting, replicasOf, sentIn, takenInto } from './messages.ts';
import type { Value } from './value.ts';
import { eventsIn, glyphAt, replicaIds, type Window } from './window.ts';

export function measure(given: Measure, window: Window): Value {
  switch (given.measure) {
    case 'sent':
      return sentIn(window, fitOf(given, window)).length;
    case 'taken':
    case 'refused':
      return takenInto(window, fitOf(given, window), given.measure === 'refused');
    case 'senders':
      return replicasOf(sentIn(window, fitOf(given, window)).map(({ from }) => from));
    case 'count':
      return count(measure(given.of, window));
    case 'sum':
      return given.of.reduce<number>((sum, each) => sum + numberOf(each, window), 0);
    case 'executions':
      return executions(window, amountAt(window)(given.slot));
    case 'violations':
      return violations(window, given.property);
    case 'voters':
      return voters(window);
    case 'in-phase':
      return inPhase(window, given.phase, numberOf(given.slot, window));
    case 'span':
      return span(window, given);
    case 'recipients':
    case 'signers':
    case 'where':
    case 'cited':
    case 'slot':
      return measureLastEvent(given, window);
    default:
      return measureWorld(given, window);
  }
}

/** A number over the window's own events; what cannot be measured is not a number. */
export function numberOf(amount: Amount, window: Window): number {
  if (typeof amount === 'number') return amount;
  const value = measure(amount, window);
  return typeof value === 'number' ? value : Number.NaN;
}

/** Measures amounts where the step begins. */
export function amountAt({ run, start }: Window): (amount: Amount) => number {
  const before: Window = { run, start, from: 0, to: start };
  return (amount) => numberOf(amount, before);
}

function fitOf(filter: Parameters<typeof fitting>[0], window: Window): Fits {
  return fitting(filter, window, amountAt(window));
}

function count(value: Value): number | null {
  return Array.isArray(value) ? value.length : null;
}

function executions(window: Window, slot: number): number {
  return eventsIn(window).filter(
    (event) =>
      event.kind === 'replica' &&
      event.effects.some(
        (effect) => effect.kind === 'commit' && effect.slot === slot && effect.execute.length > 0,
      ),
  ).length;
}

function violations({ run, to }: Window, property: string | undefined): number {
  return verdictsAt(run, to).filter(
    (verdict) => verdict.verdict === 'violated' && (property === undefined || verdict.property === property),
  ).length;
}

function voters({ run, to }: Window): Value {
  for (let index = to - 1; index >= 0; index--) {
    const event = run.recording.event(index);
    if (event?.kind === 'client' && event.action.kind === 'received' && event.action.accepted !== null)
      return [...event.action.accepted.voters].sort((a, b) => a - b);
  }
  return null;
}

function inPhase({ run, to }: Window, phase: string, slot: number): Value {
  return replicaIds(run).filter(
    (id) => glyphAt(run, id, to)?.slots.find((entry) => entry.slot === slot)?.phase === phase,
  );
}

/** Over the whole run up to the window's end. */
function span(window: Window, { from, to }: Measure & { readonly measure: 'span' }): number | null {
  const { run } = window;
  const amount = amountAt(window);
  const [begins, ends] = [wanted(from, run, amount), wanted(to, run, amount)];
  const events = run.recording.slice(0, window.to);
  for (let first = events.length - 1; first >= 0; first--) {
    const begin = events[first];
    if (begin === undefined || !begins(begin)) continue;
    const end = events.slice(first + 1).find(ends);
    if (end !== undefined) return (end.at - begin.at) / 1000;
  }
  return null;
}
