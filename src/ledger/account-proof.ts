/**
 * The proof of one account, step by step for the reader (LEDGER §5.2): what is hashed with what on the way
 * from the record up to the state root. The steps are computed from the proof alone, as its receiver would.
 */
import type { AccountProof } from '../kernel/application.ts';
import { invariant } from '../kernel/assert.ts';
import type { Digest } from '../kernel/ids.ts';
import { sha256Of } from './hashing.ts';
import { accountKey } from './state-keys.ts';
import { bitAt, emptyHash, innerHash, keyHashOf, leafHash, type Trie } from './trie.ts';
import { checkProof, prove, type Terminal } from './trie-proof.ts';

export function proveAccount(trie: Trie, account: number): AccountProof {
  const key = accountKey(account);
  const path = keyHashOf(key);
  const proof = prove(trie, key);
  const leaf = hashOfEnd(path, proof.terminal);
  let hash = leaf;
  const deepest = proof.siblings.length - 1;
  const steps = proof.siblings.toReversed().map((sibling, above): AccountProof['steps'][number] => {
    const side = bitAt(path, deepest - above) === 1 ? 'left' : 'right';
    hash = side === 'left' ? innerHash(sibling, hash) : innerHash(hash, sibling);
    return { side, sibling, hash };
  });
  invariant(checkProof(hash, key, proof) !== null, 'a proof that leads to the root it was made under');
  const ends =
    proof.terminal.kind === 'leaf' ? 'record' : proof.terminal.kind === 'other' ? 'other' : 'nothing';
  return { account, leaf, ends, steps, root: hash };
}

function hashOfEnd(path: Digest, terminal: Terminal): Digest {
  if (terminal.kind === 'leaf') return leafHash(path, sha256Of(terminal.value));
  return terminal.kind === 'empty' ? emptyHash : leafHash(terminal.keyHash, terminal.valueHash);
}
