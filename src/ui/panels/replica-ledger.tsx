/**
 * What the replica has executed: its state root against the others', accounts with balances, and the last
 * receipts.
 */
import { useState } from 'react';
import type { AccountView } from '../../kernel/application.ts';
import type { ReceiptLine, ReplicaInspection } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { AccountProofCard } from './account-proof.tsx';
import type { Changes, Differences } from './differences.ts';
import { keyed } from './keyed.ts';
import { LedgerBeside } from './ledger-beside.tsx';
import { Was } from './replica-log.tsx';
import { rootSentence } from './roots.ts';
import { plainAmount, shortDigest } from './words.ts';

interface ReplicaLedgerProps {
  readonly inspection: ReplicaInspection;
  readonly changes: Differences;
  readonly versus: string;
  /** Another replica at the same moment, to stand beside it; null for none. */
  readonly beside: ReplicaInspection | null;
}

export function ReplicaLedger({ inspection, changes, versus, beside }: ReplicaLedgerProps) {
  const frame = useUi((state) => state.frame);
  const { root, accounts, receipts } = inspection;
  return (
    <section className="insp-section">
      <h3>Ledger</h3>
      <p className={changes.root ? 'is-changed' : ''}>
        <span className="hint">state root </span>
        <code title={root ?? ''}>{shortDigest(root)}</code>
        <span className="hint mono insp-hex"> {root?.slice(4, 32)}…</span>
      </p>
      {frame !== null && <p className="hint">{rootSentence(frame, inspection.replica)}</p>}
      {beside === null ? (
        <Accounts {...{ accounts, versus }} replica={inspection.replica} changes={changes.balances} />
      ) : (
        <LedgerBeside mine={inspection} other={beside} />
      )}
      <Receipts receipts={receipts} />
    </section>
  );
}

interface AccountsProps {
  readonly replica: number;
  readonly accounts: readonly AccountView[];
  readonly changes: Changes;
  readonly versus: string;
}

function Accounts({ replica, accounts, changes, versus }: AccountsProps) {
  const [proved, setProved] = useState<number | null>(null);
  const assets = [...new Set(accounts.flatMap(({ balances }) => balances.map(({ asset }) => asset)))];
  if (accounts.length === 0) return null;
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="visually-hidden">Accounts</caption>
        <thead>
          <tr>
            <th scope="col">account</th>
            {assets.map((asset) => (
              <th key={asset} scope="col" className="is-number">
                {asset}
              </th>
            ))}
            <th scope="col" className="is-number">
              nonce
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ account, nonce, balances }) => (
            <tr key={account}>
              <th scope="row">
                <button
                  type="button"
                  className="link insp-account"
                  aria-label={`${account}: its proof`}
                  title="Why the state root vouches for it"
                  aria-expanded={proved === account}
                  onClick={() => setProved(proved === account ? null : account)}
                >
                  {account}
                </button>
              </th>
              {assets.map((asset) => (
                <Amount
                  key={asset}
                  value={plainAmount(balances.find((held) => held.asset === asset)?.amount ?? '0')}
                  change={amountOrNone(changes.get(`${account}/${asset}`))}
                  versus={versus}
                />
              ))}
              <Amount value={nonce} change={changes.get(`${account}/nonce`)} versus={versus} />
            </tr>
          ))}
        </tbody>
      </table>
      {proved !== null && (
        <AccountProofCard replica={replica} account={proved} onClose={() => setProved(null)} />
      )}
    </div>
  );
}

interface AmountProps {
  readonly value: string;
  readonly change: string | null | undefined;
  readonly versus: string;
}

function Amount({ value, change, versus }: AmountProps) {
  return (
    <td className={change === undefined ? 'is-number' : 'is-number is-changed'}>
      {value}
      <Was value={change} versus={versus} />
    </td>
  );
}

/** Undefined says nothing changed, null that the other side has none. */
function amountOrNone(amount: string | null | undefined): string | null | undefined {
  return typeof amount === 'string' ? plainAmount(amount) : amount;
}

function Receipts({ receipts }: { readonly receipts: readonly ReceiptLine[] }) {
  if (receipts.length === 0) return <p className="hint">It has executed no command yet.</p>;
  return (
    <>
      <h4>Receipts, newest first</h4>
      <ol className="insp-receipts">
        {keyed(receipts, ({ slot, text }) => `${slot} ${text}`).map(({ key, item: receipt }) => (
          <li key={key}>
            <span className="hint">slot {receipt.slot}</span>
            <span>{receipt.text}</span>
            <span className={receipt.code === 0 ? 'insp-outcome' : 'insp-outcome is-refused'}>
              {receipt.code === 0 ? 'done' : `refused: ${receipt.name}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
