/** What two sets of q out of n share, and whether that proves anything when f may lie (fact pack §0). */

export interface Share {
  /** f = floor((n − 1) / 3). */
  readonly faults: number;
  /** 2q − n: members that two sets of q have in common at least. */
  readonly least: number;
  /** More than f in common, so an honest one among them. */
  readonly safe: boolean;
  /** q ≤ n − f: reached without the faulty ones. */
  readonly live: boolean;
}

export function shareOf(replicas: number, quorum: number): Share {
  const faults = Math.floor((replicas - 1) / 3);
  const least = Math.max(0, 2 * quorum - replicas);
  return { faults, least, safe: least >= faults + 1, live: quorum <= replicas - faults };
}

/** One sentence on any two sets of this size. */
export function shareSentence(replicas: number, quorum: number): string {
  const { faults, least, safe, live } = shareOf(replicas, quorum);
  const sum = `2 × ${quorum} − ${replicas} = ${2 * quorum - replicas}`;
  if (!safe) {
    const few = least === 0 ? 'nobody at all' : `only ${least}, who may lie`;
    return `${sum} < f + 1 = ${faults + 1}: two quorums may share ${few}. This forks.`;
  }
  const honest = `${sum} ≥ f + 1 = ${faults + 1}: any two share an honest replica.`;
  return live
    ? honest
    : `${honest} But ${faults} silent ones leave ${replicas - faults}: it may never be reached.`;
}
