/**
 * Two branches held against each other: how far they are the same, where their traces part, and which
 * milestones differ from then on (executions, views, results, interventions), so that one can walk from
 * difference to difference.
 */
import type { Endpoint, TimeUs } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { explain } from '../projection/explain.ts';
import { sharedEvents } from './common-events.ts';
import type { Comparison, Difference } from './findings.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

/**
 * Simulates the shorter one on first, within limits, so that "did not happen there" is never said too early.
 */
export async function compareRuns(here: PageRun, there: PageRun, upTo: TimeUs): Promise<Comparison> {
  await reachSameTime(here, there, upTo);
  const until = Math.min(knownUntil(here), knownUntil(there));
  const shared = sharedEvents(here, there);
  const parting = partingOf(here, there, shared);
  const milestones = milestoneDifferences(here, there, { shared, until });
  const all = [...(parting === null ? [] : [parting]), ...milestones];
  return { shared, until, differences: all.slice(0, limits.differences) };
}

async function reachSameTime(here: PageRun, there: PageRun, upTo: TimeUs): Promise<void> {
  const goal = Math.max(endOf(here), endOf(there), upTo);
  for (const run of [here, there]) {
    const begun = run.length;
    await run.extendInline(
      () => run.assembly.engine.state.now > goal || run.length - begun >= limits.eventsToCompare,
    );
  }
}

function endOf({ recording }: PageRun): TimeUs {
  return recording.events.at(-1)?.at ?? 0;
}

/** A run that has ended has nothing to come; another one knows all before the instant it is in. */
function knownUntil({ ended, assembly }: PageRun): TimeUs {
  if (ended !== null) return Number.MAX_SAFE_INTEGER;
  const { atRest, state } = assembly.engine;
  return atRest ? state.now : state.now - 1;
}

function partingOf(here: PageRun, there: PageRun, shared: number): Difference | null {
  const ours = here.recording.events[shared];
  const theirs = there.recording.events[shared];
  if (ours === undefined || theirs === undefined) return null;
  const words = (event: TraceEvent, run: PageRun): string => explain(event, run.wording).sentence;
  const sentence = `The traces part. Here: ${words(ours, here)} There: ${words(theirs, there)}`;
  const where = placeOf(ours) ?? placeOf(theirs);
  return { ...firstOf(ours, theirs), here: shared + 1, there: shared + 1, where, sentence };
}

function firstOf(ours: { readonly at: TimeUs }, theirs: { readonly at: TimeUs }) {
  const side = ours.at === theirs.at ? 'both' : ours.at < theirs.at ? 'here' : 'there';
  return { at: Math.min(ours.at, theirs.at), side } as const;
}

function placeOf(event: TraceEvent): Endpoint | null {
  if (event.kind === 'replica') return event.replica;
  if (event.kind === 'client') return event.client;
  if (event.kind === 'lost') return event.envelope.to;
  return 'replica' in event.command ? event.command.replica : null;
}

interface Milestone {
  readonly key: string;
  readonly where: Endpoint | null;
  readonly what: string;
  readonly outcome: string;
  readonly at: TimeUs;
  readonly cursor: number;
}

/** After the shared events, up to the time that both know. */
interface Stretch {
  readonly shared: number;
  readonly until: TimeUs;
}

function milestoneDifferences(here: PageRun, there: PageRun, stretch: Stretch): Difference[] {
  const ours = milestonesFrom(here, stretch);
  const theirs = milestonesFrom(there, stretch);
  const differences: Difference[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const difference = differenceOf(ours.get(key), theirs.get(key));
    if (difference !== null) differences.push(difference);
  }
  const place = ({ here, there }: Difference): number => here ?? there ?? 0;
  return differences.sort((a, b) => a.at - b.at || place(a) - place(b));
}

function differenceOf(ours: Milestone | undefined, theirs: Milestone | undefined): Difference | null {
  const known = ours ?? theirs;
  if (known === undefined) return null;
  if (ours !== undefined && theirs !== undefined) {
    if (ours.at === theirs.at && ours.outcome === theirs.outcome) return null;
    const outcomes =
      ours.outcome === theirs.outcome ? ['', ''] : [` (${ours.outcome})`, ` (${theirs.outcome})`];
    const sentence = `${ours.what} at ${ms(ours)} here${outcomes[0]}, at ${ms(theirs)} there${outcomes[1]}.`;
    return {
      ...firstOf(ours, theirs),
      here: ours.cursor,
      there: theirs.cursor,
      where: known.where,
      sentence,
    };
  }
  const [side, other] = ours === undefined ? (['there', 'here'] as const) : (['here', 'there'] as const);
  const sentence = `${known.what} at ${ms(known)} ${side}, and not ${other}.`;
  return {
    at: known.at,
    side,
    here: ours?.cursor ?? null,
    there: theirs?.cursor ?? null,
    where: known.where,
    sentence,
  };
}

function ms({ at }: Milestone): string {
  return `${at / 1000} ms`;
}

/** The first of each kind counts: a replica executes a slot once, enters a view once. */
function milestonesFrom(run: PageRun, { shared, until }: Stretch): Map<string, Milestone> {
  const found = new Map<string, Milestone>();
  for (const event of run.recording.events.slice(shared)) {
    if (event.at > until) break;
    for (const milestone of milestonesOf(event))
      if (!found.has(milestone.key)) found.set(milestone.key, milestone);
  }
  for (const mark of run.recording.diagram.laneMarks) {
    if (mark.kind !== 'view' || mark.cursor <= shared || mark.at > until) continue;
    const key = `view ${mark.lane} ${mark.number}`;
    const what = `R${mark.lane} enters view ${mark.number}`;
    const { lane: where, at, cursor } = mark;
    if (!found.has(key)) found.set(key, { key, where, what, outcome: '', at, cursor });
  }
  return found;
}

function milestonesOf(event: TraceEvent): readonly Milestone[] {
  const place = { at: event.at, cursor: event.index + 1 };
  if (event.kind === 'client') {
    if (event.action.kind !== 'received' || event.action.accepted === null) return [];
    const { timestamp } = event.action.envelope.message as unknown as { timestamp: number };
    const what = `${event.client} accepts a result for request ${timestamp}`;
    const key = `accepted ${event.client} ${timestamp}`;
    return [{ ...place, key, where: event.client, what, outcome: '' }];
  }
  if (event.kind !== 'replica') return [];
  return event.effects.flatMap((effect) => {
    if (effect.kind !== 'commit') return [];
    const what = `R${event.replica} executes slot ${effect.slot}`;
    const outcome = effect.digest === null ? 'null' : `${effect.digest.slice(0, 4)}…`;
    const key = `executed ${event.replica} ${effect.slot}`;
    return [{ ...place, key, where: event.replica, what, outcome }];
  });
}
