/** Links that lock a challenge. */
import { expect, it } from 'vitest';
import { challengeHash, readChallengeHash } from '../../src/ui/challenges/challenge-link.ts';

it('comes back as it was written', () => {
  for (const link of [
    { id: 'fork-with-two', seed: 42 },
    { id: 'name-the-liar', seed: 4_294_967_295 },
  ])
    expect(readChallengeHash(challengeHash(link))).toEqual(link);
});

it.each([
  '#/challenge/',
  '#/challenge/Fork',
  '#/challenge/a?seed=x',
  '#/lesson/a/1',
  '#/challenge/a?seed=1&b=2',
])('%s is none', (hash) => expect(readChallengeHash(hash)).toBeNull());
