/**
 * Verdicts for reading: broken ones first, then what is still open, each part in the order the engine gives.
 */
import type { Verdict } from '../../kernel/property.ts';

export interface VerdictGroup {
  readonly title: string;
  readonly hint: string;
  readonly verdicts: readonly Verdict[];
}

const rank: Readonly<Record<Verdict['verdict'], number>> = { violated: 0, pending: 1, holds: 2 };

/** Safety and liveness apart (they promise different things), each sorted by urgency. */
export function groupVerdicts(verdicts: readonly Verdict[]): readonly VerdictGroup[] {
  const of = (kind: Verdict['kind']) =>
    verdicts.filter((verdict) => verdict.kind === kind).toSorted((a, b) => rank[a.verdict] - rank[b.verdict]);
  const groups = [
    { title: 'Always', hint: 'Safety: no event may ever break it.', verdicts: of('always') },
    { title: 'Eventually', hint: 'Liveness: promised once the network is good.', verdicts: of('eventually') },
  ];
  return groups.filter((group) => group.verdicts.length > 0);
}

/** "1 violated, 2 pending, 9 hold" */
export function verdictCounts(verdicts: readonly Verdict[]): string {
  const count = (kind: Verdict['verdict']) => verdicts.filter((verdict) => verdict.verdict === kind).length;
  const parts = [`${count('holds')} hold`];
  if (count('pending') > 0) parts.unshift(`${count('pending')} pending`);
  if (count('violated') > 0) parts.unshift(`${count('violated')} violated`);
  return parts.join(', ');
}
