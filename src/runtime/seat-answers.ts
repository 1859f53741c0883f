/** The engine's answers as one replica can have them: what it cannot know is left out, or said so. */
import { digestText } from '../kernel/hash.ts';
import type { ReplicaId } from '../kernel/ids.ts';
import { name } from '../projection/explain.ts';
import type { FeedLine } from '../projection/frame.ts';
import { microseconds } from '../scenarios/types.ts';
import type { MessageInspection, Moved, ReplicaInspection, RunInfo } from './api.ts';
import { brokenOnTheWay } from './broken-on-the-way.ts';
import type { PageRun } from './page-run.ts';

const UNKNOWN_HERE = 'what stops it is not known from this seat';

/** No replica can tell that a promise to all was broken, neither here nor at the end. */
export function movedFromSeat(moved: Moved, seat: ReplicaId, run: PageRun): Moved {
  const { frame, info, stopped } = moved;
  const ending = run.assembly.engine.ended === 'violation' ? info.ended : null;
  const isTold = stopped !== null && (stopped === ending || brokenOnTheWay(run, frame.cursor - 1) !== null);
  const ended = ending === null ? info.ended : UNKNOWN_HERE;
  return {
    ...moved,
    info: { ...infoFromSeat(info, seat, run), ended },
    stopped: isTold ? UNKNOWN_HERE : stopped,
  };
}

/** What was done to the run, and what it came to, would tell what no replica knows. */
function infoFromSeat(info: RunInfo, seat: ReplicaId, { session }: PageRun): RunInfo {
  return {
    ...info,
    seat,
    // Only what the page did itself, and only told apart: another past is another run, whoever looks.
    interventions: session.interventions.map((act) => ({
      at: microseconds(act.atMs),
      cursor: 0,
      text: digestText(JSON.stringify(act)),
    })),
    marks: [],
    undoes: info.canUndo ? 'the last act' : null,
    redoes: info.canRedo ? 'the act taken back last' : null,
    branches: info.branches.map((branch) => ({ ...branch, differs: 'Not known from this seat.' })),
  };
}

/** Who else holds a block for what is seen only by comparing. */
export function withoutHolders(found: ReplicaInspection): ReplicaInspection {
  const { detail } = found;
  if (detail?.tree === undefined) return found;
  const nodes = detail.tree.nodes.map((node) => ({ ...node, holders: [] }));
  return { ...found, detail: { ...detail, tree: { ...detail.tree, nodes } } };
}

/** A sender knows no fate, unless what came back shows that somebody took it in. */
export function sentWords(
  { from, to }: Pick<MessageInspection, 'from' | 'to'>,
  answers: readonly FeedLine[],
  cursor: number,
): string {
  return answers.some(({ event }) => event < cursor)
    ? `Sent by ${name(from)}; an answer shows that ${name(to)} took it in`
    : `Sent by ${name(from)}; what became of it is not known there`;
}

export function veiled(line: FeedLine): FeedLine {
  const sentence = 'Something happened elsewhere: not known here.';
  return { ...line, where: 'session', weight: 'quiet', sentence, rule: null, message: null, slot: null };
}
