/**
 * The ledger as the application that replicas replicate (src/kernel/application.ts). A snapshot is the state
 * trie itself, so taking one costs nothing and comparing two goes down only where they differ.
 */
import type { Application, Snapshot } from '../kernel/application.ts';
import { proveAccount } from './account-proof.ts';
import { shortAmount } from './assets.ts';
import { receiptCode } from './codes.ts';
import { damage } from './corrupt.ts';
import { describeOperation, describeState } from './describe.ts';
import { executeSlot } from './execute.ts';
import { genesisTrie } from './genesis.ts';
import type { LedgerGenesis, SignatureVerifier } from './keys.ts';
import { decodeReceipt } from './receipt.ts';
import type { Trie } from './trie.ts';
import { recomputeRoot } from './trie-verify.ts';

/** A ledger that begins with `genesis` and asks `verifier` about signatures. */
export function createLedger(genesis: LedgerGenesis, verifier: SignatureVerifier): Application {
  const setting = { chainId: genesis.chainId, verifier };
  return {
    genesis: snapshotOf(genesisTrie(genesis)),
    execute(state, slot, operations) {
      const { trie, receipts } = executeSlot(trieOf(state), slot, operations, setting);
      return { state: snapshotOf(trie), receipts };
    },
    root: (state) => trieOf(state).hash,
    verify: (snapshot) => recomputeRoot(snapshot),
    corrupt(state, account, delta) {
      const done = damage(trieOf(state), account, delta);
      return (
        done && {
          state: snapshotOf(done.trie),
          account: done.account,
          asset: 'USD',
          before: shortAmount(done.before, 'USD'),
          after: shortAmount(done.after, 'USD'),
        }
      );
    },
    readReceipt(receipt) {
      const decoded = decodeReceipt(receipt);
      const known = 'ok' in decoded ? receiptCode(decoded.ok.code) : null;
      return known && { code: known.code, name: known.name };
    },
    describeOperation,
    describe: (state) => describeState(trieOf(state)),
    prove: (state, account) => proveAccount(trieOf(state), account),
  };
}

/** The trie behind a snapshot of this ledger: for proofs, differences and invariants. */
export function trieOf(snapshot: Snapshot): Trie {
  // Snapshots are opaque outside; whoever holds one of this ledger got it from `snapshotOf`, or verified it.
  return snapshot as unknown as Trie;
}

function snapshotOf(trie: Trie): Snapshot {
  // The contract hides what a snapshot is; see `trieOf`.
  return trie as unknown as Snapshot;
}
