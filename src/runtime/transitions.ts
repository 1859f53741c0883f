/**
 * What the statecharts of one replica went through before a moment: the moves of the whole replica and of
 * each slot, newest first, each with the event that made it. Read off the replica's own memory before and
 * after its events; a move is named only where the chart has one way from here to there.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { ChartGraph, ChartMove } from '../kernel/present.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { Transition } from './api.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

export function transitionsOf(run: PageRun, cursor: number, replica: ReplicaId): readonly Transition[] {
  const { manifest } = run.assembly;
  const found: Transition[] = [];
  let before: Phases | null = null;
  // Forwards: a version is made out of the one before it.
  for (const event of eventsOf(run, cursor, replica)) {
    before ??= phasesAt(run, event.index, replica);
    const now = phasesAt(run, event.index + 1, replica);
    if (before !== null && now !== null) found.push(...movesBetween(before, now, event, manifest));
    before = now;
  }
  return found.slice(-limits.transitions).reverse();
}

/** Its last events at or before the cursor, in order; commands too, which change it from outside. */
function eventsOf({ recording }: PageRun, cursor: number, replica: ReplicaId): readonly TraceEvent[] {
  const found: TraceEvent[] = [];
  const end = Math.max(0, cursor - limits.transitionsWithin);
  for (let at = cursor - 1; at >= end && found.length < limits.transitionEvents; at--) {
    const event = recording.glance(at);
    if (event !== undefined && concerns(event, replica)) found.push(event);
  }
  return found.reverse();
}

function concerns(event: TraceEvent, replica: ReplicaId): boolean {
  if (event.kind === 'replica') return event.replica === replica;
  return event.kind === 'command' && 'replica' in event.command && event.command.replica === replica;
}

/** Active states by region of the chart, and phases by slot. */
interface Phases {
  readonly whole: readonly string[];
  readonly slots: ReadonlyMap<number, string>;
}

/** Null while the replica is down. */
function phasesAt(run: PageRun, cursor: number, self: ReplicaId): Phases | null {
  const { manifest, plan } = run.assembly;
  const state = run.recording.stateAt(self, cursor);
  if (state === null) return null;
  const { replicas, faults, options } = plan;
  const context = { self, replicas, faults, options };
  const { slots } = manifest.glyph(state.protocol, context);
  return {
    whole: manifest.describe(state.protocol, context).chart.split(' + '),
    slots: new Map(slots.map(({ slot, phase }) => [slot, phase])),
  };
}

function movesBetween(before: Phases, now: Phases, event: TraceEvent, manifest: Manifest): Transition[] {
  const base = { cursor: event.index + 1, at: event.at };
  const byTimer = event.kind === 'replica' && event.input.kind === 'timer';
  const graphOf = (of: ChartGraph['of']) => manifest.charts?.find((chart) => chart.of === of);
  const moved = (of: ChartGraph['of'], slot: number | null, from: string, to: string): Transition[] =>
    from === to ? [] : [{ ...base, slot, from, to, ...namedMove(graphOf(of), from, to, byTimer) }];
  const start = graphOf('slot')?.states.find(({ initial, parent }) => initial && parent === null)?.path;
  return [
    ...now.whole.flatMap((to, region) => moved('replica', null, before.whole[region] ?? to, to)),
    ...[...now.slots].flatMap(([slot, to]) => moved('slot', slot, before.slots.get(slot) ?? start ?? to, to)),
  ];
}

/** The signal or timer, and what it means, if one move alone leads there. */
function namedMove(
  graph: ChartGraph | undefined,
  from: string,
  to: string,
  byTimer: boolean,
): Pick<Transition, 'on' | 'says'> {
  const ways = (graph?.moves ?? []).filter(
    (move) => within(from, move.from) && (to === move.to || to.startsWith(`${move.to}.`)),
  );
  const timed = ways.filter(({ timer }) => timer === byTimer);
  const [only, ...others] = nearestOf(timed.length > 0 ? timed : ways);
  return only === undefined || others.length > 0
    ? { on: null, says: '' }
    : { on: only.timer ? `timer ${only.on}` : only.on, says: only.says };
}

function within(path: string, outer: string | null): boolean {
  return outer === null || path === outer || path.startsWith(`${outer}.`);
}

/** A chart's innermost state that knows a signal is the one that answers it. */
function nearestOf(moves: readonly ChartMove[]): readonly ChartMove[] {
  const depth = ({ from, to }: ChartMove) => [from?.length ?? 0, to.length] as const;
  const deepest = Math.max(...moves.map((move) => depth(move)[1]));
  const reached = moves.filter((move) => depth(move)[1] === deepest);
  const inner = Math.max(...reached.map((move) => depth(move)[0]));
  return reached.filter((move) => depth(move)[0] === inner);
}
