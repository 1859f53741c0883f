/**
 * The ledger against the fact pack's published numbers (test/vectors/commitments.json): encoding,
 * transactions with real Ed25519 signatures, RFC 6962 trees and the compact sparse tree. These tests never
 * skip.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { hexToBytes } from '../../../src/kernel/hash.ts';
import { createLedger } from '../../../src/ledger/application.ts';
import { codes } from '../../../src/ledger/codes.ts';
import { map, option } from '../../../src/ledger/composites.ts';
import { type Codec, decode, i128, str, u32, u64, u128 } from '../../../src/ledger/encoding.ts';
import { sha256Of } from '../../../src/ledger/hashing.ts';
import type { SignatureVerifier } from '../../../src/ledger/keys.ts';
import { decodeReceipt, writeReceipt } from '../../../src/ledger/receipt.ts';
import {
  checkConsistency,
  checkInclusion,
  consistencyProof,
  inclusionProof,
  treeLeaf,
  treeNode,
  treeRoot,
} from '../../../src/ledger/rfc6962.ts';
import {
  envelopeCodec,
  readTransaction,
  signHash,
  writeTransaction,
} from '../../../src/ledger/transaction.ts';
import { emptyTrie, put, remove, type Trie } from '../../../src/ledger/trie.ts';
import { checkProof, prove } from '../../../src/ledger/trie-proof.ts';
import { recomputeRoot } from '../../../src/ledger/trie-verify.ts';
import { commitments } from '../../support/vectors.ts';

const vectors = commitments();

/** Checks a signature against the public key that the account's record holds. */
const realVerifier: SignatureVerifier = {
  verify: ({ scheme, key, digest, signature }) =>
    scheme === 1 &&
    ed25519.verify(hexToBytes(signature), hexToBytes(digest), hexToBytes(key), { zip215: false }),
};

describe('encoding samples', () => {
  const readers: Record<string, (value: string) => { codec: Codec<unknown>; value: unknown }> = {
    i128: (value) => ({ codec: i128, value: BigInt(value) }),
    u128: (value) => ({ codec: u128, value: BigInt(value) }),
    str: (value) => ({ codec: str, value }),
    'option none': () => ({ codec: option(u32), value: null }),
    'map{2:5,1:9} u32->u64 sorted': () => ({
      codec: map(u32, u64),
      value: [
        [1, 9n],
        [2, 5n],
      ],
    }),
  };
  it.each(vectors.encoding_samples)('$type $value', ({ type, value, hex }) => {
    const sample = readers[type]?.(value ?? '');
    expect(sample, `a reader for ${type}`).toBeDefined();
    expect(sample?.codec.write(sample.value)).toBe(hex);
    expect(sample && decode(sample.codec, hex)).toEqual({ ok: sample?.value });
  });
});

describe('transactions', () => {
  it.each(vectors.transactions)('$name', (vector) => {
    const decoded = readTransaction(vector.raw_hex);
    if ('refused' in decoded) throw new Error(decoded.refused);
    const { envelope, authorisations, signHash: hash, txId } = decoded.ok;
    expect(vector.raw_hex.length / 2).toBe(vector.raw_len);
    expect(envelopeCodec.write(envelope)).toBe(vector.envelope_hex);
    expect(writeTransaction(envelope, authorisations)).toBe(vector.raw_hex);
    expect(hash).toBe(vector.sign_hash);
    expect(signHash(envelope)).toBe(vector.sign_hash);
    expect(txId).toBe(vector.tx_id);
    expect(authorisations).toEqual(
      vector.auth.map(({ account, scheme, sig }) => ({ account, scheme, signature: sig })),
    );
    for (const { account, scheme, pub, sig } of vector.auth) {
      const statement = { account, scheme, key: pub, digest: hash, signature: sig };
      expect(realVerifier.verify(statement)).toBe(true);
      expect(realVerifier.verify({ ...statement, digest: sha256Of(hash) })).toBe(false);
    }
  });

  const [transfer, trade] = vectors.transactions;
  const key = transfer?.auth[0]?.pub ?? '';
  const ledger = createLedger(
    {
      chainId: 77,
      accounts: [
        { account: 1001, scheme: 1, key },
        { account: 1002, scheme: 1, key: '0'.repeat(64) },
      ],
      balances: [{ account: 1001, asset: 'USD', amount: '30000000' }],
    },
    realVerifier,
  );

  it('the transfer is authorised by its real signature, and refused for its nonce 7 alone', () => {
    const { receipts } = ledger.execute(ledger.genesis, 1, [transfer?.raw_hex ?? '']);
    expect(ledger.readReceipt(receipts[0] ?? '')).toEqual({ code: codes.E_NONCE, name: 'E_NONCE' });
  });

  it('the same bytes with another signature are refused for that', () => {
    const forged = `${transfer?.raw_hex.slice(0, -2)}0d`;
    const { receipts } = ledger.execute(ledger.genesis, 1, [forged]);
    expect(ledger.readReceipt(receipts[0] ?? '')?.name).toBe('E_AUTH');
  });

  it('a trade can be read but not yet executed', () => {
    const { receipts, state } = ledger.execute(ledger.genesis, 1, [trade?.raw_hex ?? '']);
    expect(ledger.readReceipt(receipts[0] ?? '')?.name).toBe('E_DECODE');
    expect(ledger.root(state)).toBe(ledger.root(ledger.genesis));
    expect(ledger.describeOperation(trade?.raw_hex ?? '')).toBe(
      'account 1001 buys 10 of series 7 from account 1004 at 2,033.873926 USD each (nonce 8)',
    );
  });

  it('is described for the reader', () => {
    expect(ledger.describeOperation(transfer?.raw_hex ?? '')).toBe(
      'account 1001 pays account 1002 25.00 USD (nonce 7)',
    );
  });
});

describe('RFC 6962', () => {
  const { leaves, leaf_hashes, roots, inclusion, consistency, empty_root, node_vector } = vectors.rfc6962;
  const hashes = leaves.map(treeLeaf);
  const rootAt = (size: number) => roots[size - 1] ?? '';

  it('hashes leaves, nodes and nothing', () => {
    expect(hashes).toEqual(leaf_hashes);
    expect(treeNode(node_vector.left, node_vector.right)).toBe(node_vector.hash);
    expect(treeRoot([])).toBe(empty_root);
  });

  it('has the published root at every size', () => {
    expect(roots.map((_, i) => treeRoot(hashes.slice(0, i + 1)))).toEqual(roots);
  });

  it.each(inclusion)('inclusion of $index in $size', ({ index, size, proof }) => {
    expect(inclusionProof(hashes.slice(0, size), index)).toEqual(proof);
    expect(checkInclusion(hashes[index] ?? '', index, size, rootAt(size), proof)).toBe(true);
  });

  it.each(consistency)('consistency of $old with $new', ({ old, new: size, proof }) => {
    expect(consistencyProof(hashes.slice(0, size), old)).toEqual(proof);
    expect(checkConsistency(old, size, rootAt(old), rootAt(size), proof)).toBe(true);
  });

  it('the receipts of the checkpoint vector have its receipt root', () => {
    const { receipts_hex, header_hex } = vectors.checkpoint;
    // u8 version, u32 chainId, u64 height, u64 view, h32 prev, h32 txRoot, then h32 receiptRoot
    const at = (1 + 4 + 8 + 8 + 32 + 32) * 2;
    expect(treeRoot(receipts_hex.map(treeLeaf))).toBe(header_hex.slice(at, at + 64));
    for (const [index, hex] of receipts_hex.entries()) {
      const decoded = decodeReceipt(hex);
      const txId = vectors.transactions[index]?.tx_id;
      expect(decoded).toEqual({ ok: { index, txId, code: 0, events: [] } });
      if ('ok' in decoded) expect(writeReceipt(decoded.ok)).toBe(hex);
    }
  });
});

describe('compact sparse tree', () => {
  const steps = vectors.compact_smt.sequence;
  const states: Trie[] = [];
  for (const step of steps) {
    const before = states.at(-1) ?? emptyTrie;
    if (step.op === 'put') states.push(put(before, step.key ?? '', step.value ?? ''));
    else if (step.op === 'delete') states.push(remove(before, step.key ?? ''));
    else states.push(emptyTrie);
  }

  it('has the published root after every step', () => {
    expect(states.map(({ hash }) => hash)).toEqual(steps.map(({ root }) => root));
    expect(states.map((state) => recomputeRoot(state))).toEqual(steps.map(({ root }) => root));
  });

  const last = states.at(-1) ?? emptyTrie;
  it.each(vectors.compact_smt.final_state_proofs)(
    'proof for $key',
    ({ key, siblings_top_down, terminal }) => {
      const renamed =
        terminal.kind === 'other'
          ? { kind: 'other', keyHash: terminal.keyhash, valueHash: terminal.valuehash }
          : terminal;
      const proof = { siblings: siblings_top_down, terminal: renamed };
      expect(prove(last, key)).toEqual(proof);
      expect(checkProof(last.hash, key, proof)).toEqual({ value: terminal.value ?? null });
    },
  );

  it('the trader’s account record is included in the certified state root', () => {
    const { trader_bundle, header_hex } = vectors.checkpoint;
    const at = (1 + 4 + 8 + 8 + 32 + 32 + 32) * 2;
    const proof = {
      siblings: trader_bundle.smt_proof.siblings_top_down,
      terminal: trader_bundle.smt_proof.terminal,
    };
    const shown = checkProof(header_hex.slice(at, at + 64), '01000003ec', proof);
    expect(shown).toEqual({ value: trader_bundle.state_value });
  });
});
