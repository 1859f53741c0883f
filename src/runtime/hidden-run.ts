/**
 * A run that hides a liar, until a challenge has named it: whose seat is shown, what is refused, and which
 * run a hand-in is about.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Frame } from '../projection/frame.ts';
import { checkHandIn } from '../scenarios/challenges/hand-in.ts';
import type { Scenario } from '../scenarios/types.ts';
import type { Arrows } from './arrows.ts';
import type { Problem } from './court-api.ts';
import { known } from './known.ts';
import type { LaneMark } from './lane-marks.ts';
import type { PageRun } from './page-run.ts';

export const SEALED: Problem = {
  problem: 'One replica lies in this run, and nobody is told which before a challenge has named it',
};

/** Of a run with a hidden liar: not the first leader's, who is told least by others. */
export function firstSeat({ firstView }: PageRun): ReplicaId {
  return firstView.leader === 0 ? 1 : 0;
}

/** The run whose liar a hand-in names; null where that is not its goal. */
export function namedIn(handIn: unknown): string | null {
  const checked = checkHandIn(handIn, known);
  if (!checked.ok || checked.value.challenge.goal.goal !== 'name-liar') return null;
  const run = checked.value.runs.at(-1);
  return run === undefined ? null : liarKey(run);
}

/** Who lies hangs on seed and size: of one seed another size is another liar. */
export function liarKey({ id, protocol, seed }: Pick<Scenario, 'id' | 'protocol' | 'seed'>): string {
  return `${id}/${protocol.replicas}/${seed}`;
}

/** The end of an arrow or a mark that is not known from the seat: no replica, and no client. */
const NOBODY = 0x7fff;
const noType = 255;
const noValue = 255;

/**
 * Of the diagram what one replica took in or sent, without what became of that and without letters, which
 * compare. All other rows keep their places and times and say nothing.
 */
export function arrowsOf(rows: Arrows, seat: ReplicaId): Arrows {
  const { sender, receiver, type, slot, value, fate, number } = rows;
  for (let row = 0; row < rows.count; row++) {
    value[row] = noValue;
    if (receiver[row] === seat) continue;
    fate[row] = 0;
    if (sender[row] === seat) continue;
    sender[row] = NOBODY;
    receiver[row] = NOBODY;
    type[row] = noType;
    slot[row] = 0;
    number[row] = 0;
  }
  return rows;
}

/** The same of what stands on the lanes. */
export function laneMarksOf(marks: readonly LaneMark[], seat: ReplicaId): readonly LaneMark[] {
  return marks.map((mark) =>
    mark.lane === seat && mark.kind !== 'fault'
      ? mark
      : { ...mark, kind: 'state', lane: NOBODY, text: '', number: null, until: null },
  );
}

/** While a liar is hidden, nobody's own words are shown: a liar's would be two. */
export function withoutWay(frame: Frame): Frame {
  return { ...frame, inFlight: [], wayHidden: true };
}
