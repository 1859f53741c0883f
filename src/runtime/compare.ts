/**
 * Two branches held against each other: how far they are the same, where their traces part, and which
 * milestones differ from then on (executions, views, results, interventions), so that one can walk from
 * difference to difference.
 */
import type { Endpoint, TimeUs } from '../kernel/ids.ts';
import { inMs } from '../kernel/time-text.ts';
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
  return recording.log.index.timeOf(recording.length - 1);
}

/** A run that has ended has nothing to come; another one knows all before the instant it is in. */
function knownUntil({ ended, assembly }: PageRun): TimeUs {
  if (ended !== null) return Number.MAX_SAFE_INTEGER;
  const { atRest, state } = assembly.engine;
  return atRest ? state.now : state.now - 1;
}

function partingOf(here: PageRun, there: PageRun, shared: number): Difference | null {
  const ours = here.recording.event(shared);
  const theirs = there.recording.event(shared);
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
  return inMs(at);
}

/** The first of each kind counts: a replica executes a slot once, enters a view once. */
function milestonesFrom(run: PageRun, { shared, until }: Stretch): Map<string, Milestone> {
  const found = new Map<string, Milestone>();
  for (const milestone of milestonesOf(run, shared).sort((a, b) => a.cursor - b.cursor)) {
    if (milestone.at > until) break;
    if (!found.has(milestone.key)) found.set(milestone.key, milestone);
  }
  return found;
}

/** Executions, results and views after `shared` events. */
function milestonesOf({ recording: { log } }: PageRun, shared: number): Milestone[] {
  const { work, viewChanges } = log;
  const at = (cursor: number) => ({ cursor, at: log.index.timeOf(cursor - 1) });
  const executed = work.executions.slice(work.executionsUpTo(shared)).flatMap((execution) => {
    const { replica, slot, digest, cursor } = execution;
    if (digest === undefined) return [];
    const outcome = digest === null ? 'null' : `${digest.slice(0, 4)}…`;
    const what = `R${replica} executes slot ${slot}`;
    return [{ ...at(cursor), key: `executed ${replica} ${slot}`, where: replica, what, outcome }];
  });
  const accepted = work.acceptances.slice(work.acceptancesUpTo(shared)).map((acceptance) => {
    const { client, timestamp, cursor } = acceptance;
    const what = `${client} accepts a result for request ${timestamp}`;
    return { ...at(cursor), key: `accepted ${client} ${timestamp}`, where: client, what, outcome: '' };
  });
  const entered = viewChanges
    .slice(viewChanges.countUpTo((change) => change.cursor, shared))
    .map(({ replica, view, cursor }) => {
      const what = `R${replica} enters view ${view}`;
      return { ...at(cursor), key: `view ${replica} ${view}`, where: replica, what, outcome: '' };
    });
  return [...executed, ...accepted, ...entered];
}
