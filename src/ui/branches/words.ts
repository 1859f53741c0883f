/** Branches and their differences in words. */
import type { TimeUs } from '../../kernel/ids.ts';
import type { Branch, Difference, RunInfo } from '../../runtime/api.ts';
import { counted, inMs } from '../panels/words.ts';
import type { Beside } from '../tools.ts';

export function branchName({ id }: Pick<Branch, 'id'>): string {
  return `branch ${id}`;
}

/** "leaves branch 1 at 120 ms, event 50" */
export function forkWords({ from, forkedAt, forkedCursor }: Branch): string {
  return from === null
    ? 'from the start'
    : `leaves branch ${from} at ${inMs(forkedAt)}, event ${forkedCursor}`;
}

/** What a comparison comes to, in one sentence. */
export function comparedWords({ comparison }: Beside): string {
  if (comparison === null) return 'Comparing …';
  const { differences, shared, until } = comparison;
  const far = untilWords(until);
  if (differences.length === 0) return `No difference${far}.`;
  return `The same up to event ${shared}; then ${counted(differences.length, 'difference')}${far}.`;
}

/** For the live region, when a branch comes to stand beside the open one. */
export function standingWords(info: RunInfo, beside: Beside): string {
  const open = info.branches.find(({ current }) => current);
  return `Branch ${beside.branch} stands beside branch ${open?.id ?? 1}. ${comparedWords(beside)}`;
}

/** Where a walk has come to; null when there is nothing further in that direction. */
export function walkedWords(
  differences: readonly Difference[],
  reached: Difference | null,
  until: TimeUs,
): string {
  if (reached !== null) {
    return `Difference ${differences.indexOf(reached) + 1} of ${differences.length}: ${reached.sentence}`;
  }
  if (differences.length === 0) return 'The two branches do not differ yet.';
  const far = until === 0 ? '' : untilWords(until);
  return far === '' ? 'No further difference.' : `No further difference${far}; go on to look further.`;
}

/** " up to 200 ms"; one microsecond less is said as it is meant; nothing when all is known. */
function untilWords(until: TimeUs): string {
  if (until >= Number.MAX_SAFE_INTEGER) return '';
  return until % 1000 === 999 ? ` before ${inMs(until + 1)}` : ` up to ${inMs(until)}`;
}
