/** The proof of one account: its steps lead from the record to the state root, and to no other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountProof } from '../../../src/kernel/application.ts';
import { innerHash } from '../../../src/ledger/trie.ts';
import { ledger } from '../../support/ledger.ts';

/** What somebody else makes of the steps, who has the leaf and the hashes beside the path. */
function climb({ leaf, steps }: AccountProof): string {
  return steps.reduce(
    (hash, { side, sibling }) => (side === 'left' ? innerHash(sibling, hash) : innerHash(hash, sibling)),
    leaf,
  );
}

describe('the proof of one account', () => {
  it('leads to the state root, of whichever account, those that do not exist included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (account) => {
        const proof = ledger.prove(ledger.genesis, account);
        expect(climb(proof)).toBe(ledger.root(ledger.genesis));
        expect(proof.root).toBe(ledger.root(ledger.genesis));
        expect(proof.ends === 'record').toBe([0, 1, 2, 3].includes(account));
      }),
    );
  });

  it('of a damaged state leads to the damaged root, and not to the sound one', () => {
    const damaged = ledger.corrupt(ledger.genesis, 2, '5000');
    if (damaged === null) throw new Error('account 2 can be damaged');
    const proof = ledger.prove(damaged.state, 2);
    expect(proof.leaf).not.toBe(ledger.prove(ledger.genesis, 2).leaf);
    expect(climb(proof)).toBe(ledger.root(damaged.state));
    expect(climb(proof)).not.toBe(ledger.root(ledger.genesis));
  });
});
