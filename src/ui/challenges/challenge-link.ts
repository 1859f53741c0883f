/**
 * A challenge in the address: `#/challenge/fork-with-two`, with `?seed=7` for one liar and not another. Such
 * a link opens the challenge's own session and nothing else, so that everybody begins alike.
 */
export interface ChallengeLink {
  readonly id: string;
  readonly seed: number;
}

const DEFAULT_SEED = 42;

export function challengeHash({ id, seed }: ChallengeLink): string {
  return `#/challenge/${id}${seed === DEFAULT_SEED ? '' : `?seed=${seed}`}`;
}

/** Null for a hash that asks for no challenge; whether there is such a one is for the engine to say. */
export function readChallengeHash(hash: string): ChallengeLink | null {
  const match = /^#?\/challenge\/([a-z0-9-]{1,60})\/?(?:\?seed=(\d{1,10}))?$/.exec(hash);
  if (match === null) return null;
  const [, id = '', seed] = match;
  return { id, seed: seed === undefined ? DEFAULT_SEED : Number(seed) };
}
