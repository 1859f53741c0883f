/**
 * Two branches held against each other: how far they are the same, where their traces part, and which milestones differ
 * from then on (executions, views, results, interventions), so that one can walk from difference to difference.
 */

import { fingerprint } from '../kernel/hash.ts';
import type { TimeUs } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { explain } from '../projection/explain.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

export interface Comparison {
  /** Events that both have in common, from the start. */
  readonly shared: number;
  /** By time; the first one is where the traces part. Bounded. */
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly at: TimeUs;
  /** Cursors just after the event on either side; null where it did not happen. */
  readonly here: number | null;
  readonly there: number | null;
  /** "R2 executes slot 3 at 280 ms here, at 720 ms there." */
  readonly sentence: string;
}

export function compareRuns(here: PageRun, there: PageRun): Comparison {
  const shared = sharedEvents(here.recording.events, there.recording.events);
  const parting = partingOf(here, there, shared);
  const milestones = milestoneDifferences(here, there, shared);
  const all = [...(parting === null ? [] : [parting]), ...milestones];
  return { shared, differences: all.slice(0, limits.differences) };
}

/** Traces of one scenario are equal up to some event and never after. */
function sharedEvents(here: readonly TraceEvent[], there: readonly TraceEvent[]): number {
  let low = 0;
  let high = Math.min(here.length, there.length);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isSameEvent(here[middle - 1], there[middle - 1]) && isSamePrefix(here, there, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Branches share the very objects of their common events, so comparing a few backwards is enough. */
function isSamePrefix(here: readonly TraceEvent[], there: readonly TraceEvent[], length: number): boolean {
  for (let index = length - 1; index >= 0; index--) {
    if (here[index] === there[index]) return true;
    if (!isSameEvent(here[index], there[index])) return false;
  }
  return true;
}

function isSameEvent(a: TraceEvent | undefined, b: TraceEvent | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.kind !== b.kind || a.at !== b.at || a.cause !== b.cause)
    return false;
  return signature(a) === signature(b);
}

function signature(event: TraceEvent): string {
  switch (event.kind) {
    case 'replica': {
      const { replica, input, sent, root } = event;
      const what =
        input.kind === 'message' ? fingerprint(input.envelope.message).digest : JSON.stringify(input);
      return `${replica} ${what} ${sent.length} ${root}`;
    }
    case 'client':
      return `${event.client} ${event.action.kind}`;
    case 'command':
      return JSON.stringify([event.command, event.refused]);
    case 'lost':
      return fingerprint(event.envelope.message).digest;
  }
}

function partingOf(here: PageRun, there: PageRun, shared: number): Difference | null {
  const ours = here.recording.events[shared];
  const theirs = there.recording.events[shared];
  if (ours === undefined || theirs === undefined) return null;
  const words = (event: TraceEvent, run: PageRun): string => explain(event, run.wording).sentence;
  const sentence = `Here the traces part. Here: ${words(ours, here)} There: ${words(theirs, there)}`;
  return { at: Math.min(ours.at, theirs.at), here: shared + 1, there: shared + 1, sentence };
}

interface Milestone {
  readonly key: string;
  readonly what: string;
  readonly outcome: string;
  readonly at: TimeUs;
  readonly cursor: number;
}

function milestoneDifferences(here: PageRun, there: PageRun, shared: number): Difference[] {
  const ours = milestonesFrom(here, shared);
  const theirs = milestonesFrom(there, shared);
  const differences: Difference[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const difference = differenceOf(ours.get(key), theirs.get(key));
    if (difference !== null) differences.push(difference);
  }
  return differences.sort((a, b) => a.at - b.at);
}

function differenceOf(ours: Milestone | undefined, theirs: Milestone | undefined): Difference | null {
  const known = ours ?? theirs;
  if (known === undefined) return null;
  if (ours !== undefined && theirs !== undefined) {
    if (ours.at === theirs.at && ours.outcome === theirs.outcome) return null;
    const outcomes =
      ours.outcome === theirs.outcome ? ['', ''] : [` (${ours.outcome})`, ` (${theirs.outcome})`];
    const sentence = `${ours.what} at ${ms(ours)} here${outcomes[0]}, at ${ms(theirs)} there${outcomes[1]}.`;
    return { at: Math.min(ours.at, theirs.at), here: ours.cursor, there: theirs.cursor, sentence };
  }
  const side = ours === undefined ? 'there' : 'here';
  const sentence = `${known.what} at ${ms(known)} ${side}, and not on the other side.`;
  return { at: known.at, here: ours?.cursor ?? null, there: theirs?.cursor ?? null, sentence };
}

function ms({ at }: Milestone): string {
  return `${at / 1000} ms`;
}

/** The first of each kind counts: a replica executes a slot once, enters a view once. */
function milestonesFrom(run: PageRun, shared: number): Map<string, Milestone> {
  const found = new Map<string, Milestone>();
  for (const event of run.recording.events.slice(shared)) {
    for (const milestone of milestonesOf(event))
      if (!found.has(milestone.key)) found.set(milestone.key, milestone);
  }
  for (const mark of run.recording.diagram.laneMarks) {
    if (mark.kind !== 'view' || mark.cursor <= shared) continue;
    const key = `view ${mark.lane} ${mark.number}`;
    const what = `R${mark.lane} enters view ${mark.number}`;
    if (!found.has(key)) found.set(key, { key, what, outcome: '', at: mark.at, cursor: mark.cursor });
  }
  return found;
}

function milestonesOf(event: TraceEvent): readonly Milestone[] {
  const place = { at: event.at, cursor: event.index + 1 };
  if (event.kind === 'client') {
    if (event.action.kind !== 'received' || event.action.accepted === null) return [];
    const { timestamp } = event.action.envelope.message as unknown as { timestamp: number };
    const what = `${event.client} accepts a result for request ${timestamp}`;
    return [{ ...place, key: `accepted ${event.client} ${timestamp}`, what, outcome: '' }];
  }
  if (event.kind !== 'replica') return [];
  return event.effects.flatMap((effect) => {
    if (effect.kind !== 'commit') return [];
    const what = `R${event.replica} executes slot ${effect.slot}`;
    const outcome = effect.digest === null ? 'null' : `${effect.digest.slice(0, 4)}…`;
    return [{ ...place, key: `executed ${event.replica} ${effect.slot}`, what, outcome }];
  });
}
