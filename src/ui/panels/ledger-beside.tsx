/**
 * Two replicas' ledgers side by side: every account and field of either, what differs marked, the first
 * difference named. Behind is not different: roots are compared only at the same slot (VISUAL 2).
 */
import type { LedgerComparison, ReplicaInspection } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useUi } from '../hooks/use-store.ts';
import { runKey } from './feed-window.ts';
import { type LedgerRow, ledgerRows, ledgerSentence } from './ledger-rows.ts';
import { seatName } from './words.ts';

interface LedgerBesideProps {
  readonly mine: ReplicaInspection;
  readonly other: ReplicaInspection;
}

export function LedgerBeside({ mine, other }: LedgerBesideProps) {
  const cursor = useUi((state) => state.cursor);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const pair = [mine.replica, other.replica] as const;
  const asked = useAsk(`${pair.join()}@${cursor}|${run}`, (engine) => engine.compareLedgers(cursor, ...pair));
  if (asked.problem !== null) return <p className="problem">{asked.problem}</p>;
  if (asked.value === null) return <p className="hint">Comparing …</p>;
  return <LedgerTable mine={mine} other={other} comparison={asked.value} />;
}

interface LedgerTableProps extends LedgerBesideProps {
  readonly comparison: LedgerComparison;
}

export function LedgerTable({ mine, other, comparison }: LedgerTableProps) {
  const rows = ledgerRows(mine.accounts, other.accounts, comparison);
  const names = [seatName(mine.replica), seatName(other.replica)] as const;
  return (
    <>
      <p className="insp-verdict">{ledgerSentence(comparison, names)}</p>
      <div className="table-scroll">
        <table className="table insp-ledgers">
          <caption className="visually-hidden">
            Ledgers of {names[0]} and {names[1]}
          </caption>
          <thead>
            <tr>
              <th scope="col">account</th>
              <th scope="col">field</th>
              {names.map((name) => (
                <th key={name} scope="col" className="is-number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.account} ${row.field}`} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ row }: { readonly row: LedgerRow }) {
  const { account, field, values, differs, first, opens } = row;
  return (
    <tr className={first ? 'is-first-difference' : differs ? 'is-difference' : ''}>
      <th scope="row">{opens ? account : <span className="visually-hidden">{account}</span>}</th>
      <td>
        {field}
        {first && <span className="insp-first">first difference</span>}
      </td>
      <td className="is-number">{values[0]}</td>
      <td className="is-number">
        {differs && (
          <span className="insp-unequal">
            <span aria-hidden="true">≠ </span>
            <span className="visually-hidden">differs: </span>
          </span>
        )}
        {values[1]}
      </td>
    </tr>
  );
}
