/**
 * Why the state root vouches for one account: the hashes beside its path, and what each makes together with
 * what was there before, up to the root. Whoever knows the root alone can check it (LEDGER 5.2).
 */
import type { AccountProof } from '../../kernel/application.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useUi } from '../hooks/use-store.ts';
import { runKey } from './feed-window.ts';
import { counted, seatName, seatNames, shortDigest } from './words.ts';

interface AccountProofProps {
  readonly replica: number;
  readonly account: number;
  readonly onClose: () => void;
}

export function AccountProofCard({ replica, account, onClose }: AccountProofProps) {
  const cursor = useUi((state) => state.cursor);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const frame = useUi((state) => state.frame);
  const asked = useAsk(`${replica} ${account}@${cursor}|${run}`, (engine) =>
    engine.replica(cursor, replica, { account }),
  );
  const proof = asked.value?.proof;
  if (proof?.account !== account) return null;
  const others = frame?.replicas.filter(({ id, root }) => id !== replica && root === proof.root) ?? [];
  return (
    <section className="insp-proof" aria-label={`Proof of account ${account}`}>
      <p>
        Account {account} {endWords(proof)} its hash and {counted(proof.steps.length, 'hash', 'hashes')}{' '}
        beside the path make the state root of {seatName(replica)}, <code>{shortDigest(proof.root)}</code>
        {others.length === 0
          ? '; nobody else has that root now.'
          : `, and of ${seatNames(others.map(({ id }) => id))}.`}
      </p>
      <ol>
        <li>
          <code>{shortDigest(proof.leaf)}</code>
          <span className="hint">{LEAF_WORDS[proof.ends]}</span>
        </li>
        {proof.steps.map(({ side, sibling, hash }) => (
          <li key={hash}>
            <code title={hash}>{shortDigest(hash)}</code>
            <span className="hint">
              with <code title={sibling}>{shortDigest(sibling)}</code> on the {side}
            </span>
          </li>
        ))}
      </ol>
      <button type="button" className="link" onClick={onClose}>
        Close the proof
      </button>
    </section>
  );
}

function endWords({ ends }: AccountProof): string {
  return ends === 'record'
    ? 'is in the state:'
    : 'is not in the state: where it would have to be stands another end;';
}

const LEAF_WORDS: Readonly<Record<AccountProof['ends'], string>> = {
  record: 'hash of its record, where its path ends',
  other: 'hash of another record, where its path ends',
  nothing: 'hash of nothing, where its path ends',
};
