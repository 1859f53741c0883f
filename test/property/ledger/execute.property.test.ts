/**
 * Random days of deposits, transfers, replays and nonsense: money is conserved, nonces never fall, every
 * operation has a receipt, the root kept along the way is the root of the content, and where the state came
 * from does not matter.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/kernel/application.ts';
import type { Hex } from '../../../src/kernel/ids.ts';
import { trieOf } from '../../../src/ledger/application.ts';
import { conservationFault } from '../../../src/ledger/conservation.ts';
import { nonceFault, rangeFault } from '../../../src/ledger/invariants.ts';
import { emptyTrie, entries, put } from '../../../src/ledger/trie.ts';
import { signEnvelope } from '../../../src/ledger/wallet.ts';
import { authenticator, depositId, ledger } from '../../support/ledger.ts';

const account = fc.integer({ min: 0, max: 4 });
const amount = fc.oneof(
  fc.bigInt(0n, 200_000_000n),
  fc.constantFrom(1n, (1n << 96n) - 1n, 1n << 96n, (1n << 128n) - 1n),
);
const asset = fc.integer({ min: 0, max: 3 });
const body = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), to: account, asset, amount }),
  fc.record({
    kind: fc.constant('deposit' as const),
    account,
    asset,
    amount,
    depositId: fc.constantFrom(...['a', 'b', 'c'].map(depositId)),
  }),
);
/** Mostly valid: the right chain, no expiry, small nonces that often are the next one. */
const operation: fc.Arbitrary<Hex> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ account, nonce: fc.bigInt(0n, 4n), body }).map(sign) },
  { weight: 1, arbitrary: fc.constantFrom('', '00', 'ff'.repeat(60)) },
);
const slots = fc.array(fc.array(operation, { maxLength: 6 }), { maxLength: 12 });

function sign(parts: {
  account: number;
  nonce: bigint;
  body: Parameters<typeof signEnvelope>[1]['body'];
}): Hex {
  return signEnvelope(authenticator, { version: 1, chainId: 77, expiryHeight: 9n, ...parts });
}

/** States after every slot, the genesis first. */
function run(all: readonly (readonly Hex[])[]): readonly Snapshot[] {
  const states: Snapshot[] = [ledger.genesis];
  for (const [index, operations] of all.entries()) {
    const { state, receipts } = ledger.execute(states.at(-1) as Snapshot, index + 1, operations);
    expect(receipts.map((receipt) => ledger.readReceipt(receipt)).filter((read) => read === null)).toEqual(
      [],
    );
    expect(receipts).toHaveLength(operations.length);
    states.push(state);
  }
  return states;
}

describe('whatever is submitted', () => {
  it('money is conserved, amounts stay in range, nonces never fall', () => {
    let moved = 0;
    fc.assert(
      fc.property(slots, (all) => {
        const states = run(all);
        for (const [index, state] of states.entries()) {
          expect(conservationFault(state)).toBeNull();
          expect(rangeFault(state)).toBeNull();
          expect(nonceFault(states[Math.max(0, index - 1)] as Snapshot, state)).toBeNull();
        }
        moved += states.at(-1) === ledger.genesis ? 0 : 1;
      }),
    );
    expect(moved).toBeGreaterThan(50);
  });

  it('the root kept along the way is the root rebuilt from the content', () => {
    fc.assert(
      fc.property(slots, (all) => {
        const last = run(all).at(-1) as Snapshot;
        const rebuilt = entries(trieOf(last)).reduce(
          (trie, leaf) => put(trie, leaf.key, leaf.value),
          emptyTrie,
        );
        expect(rebuilt.hash).toBe(ledger.root(last));
        expect(ledger.verify(last)).toBe(ledger.root(last));
      }),
    );
  });

  it('a replica that goes on from a copied snapshot ends where the others end', () => {
    fc.assert(
      fc.property(slots, fc.nat(), (all, cut) => {
        const states = run(all);
        const from = cut % states.length;
        let copy = JSON.parse(JSON.stringify(states[from])) as Snapshot;
        for (const [index, operations] of all.entries()) {
          if (index >= from) copy = ledger.execute(copy, index + 1, operations).state;
        }
        expect(copy).toEqual(states.at(-1));
      }),
    );
  });

  it('how operations fall into slots changes numbers of receipts, not the state', () => {
    fc.assert(
      fc.property(slots, (all) => {
        const flat = all.flat();
        const together = ledger.execute(ledger.genesis, 1, flat).state;
        const single = flat.reduce((state, one) => ledger.execute(state, 1, [one]).state, ledger.genesis);
        expect(single).toEqual(together);
      }),
    );
  });

  it('arbitrary values get a receipt too, and change nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string()), (junk) => {
        const { state, receipts } = ledger.execute(ledger.genesis, 1, [junk as Hex]);
        expect(state).toBe(ledger.genesis);
        expect(ledger.readReceipt(receipts[0] ?? '')?.name).toBe('E_DECODE');
        expect(ledger.describeOperation(junk as Hex)).toBe('unreadable operation');
      }),
    );
  });

  it('replaying a whole day changes nothing but what had been refused for its nonce', () => {
    fc.assert(
      fc.property(slots, (all) => {
        const once = run(all).at(-1) as Snapshot;
        const used = new Set<string>();
        for (const operations of [...all, ...all]) for (const one of operations) used.add(one);
        const again = [...used].reduce((state, one) => ledger.execute(state, 1, [one]).state, once);
        expect(conservationFault(again)).toBeNull();
        expect(nonceFault(once, again)).toBeNull();
      }),
    );
  });
});
