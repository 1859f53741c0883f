/** The log as a table of slots and phases; a cell that has evidence opens its certificate. */
import type { LogCell, LogRow, LogTable } from '../../kernel/present.ts';
import { textureOf } from '../canvas/texture.ts';
import { useAsked, veiledCell } from '../veil.ts';
import { type Changes, cellWords } from './differences.ts';
import { useLetter, ValueLetter } from './value-letter.tsx';
import { shortDigest } from './words.ts';

interface ReplicaLogProps {
  readonly table: LogTable;
  readonly changes: Changes;
  /** Before the other side's value: "was", "R3:". */
  readonly versus: string;
  readonly onCell: (slot: number, column: number) => void;
}

export function ReplicaLog({ table, changes, versus, onCell }: ReplicaLogProps) {
  return (
    <section className="insp-section">
      <h3>Log</h3>
      {table.rows.length === 0 ? (
        <p className="hint">No slot above the last stable checkpoint has been touched.</p>
      ) : (
        <div className="table-scroll">
          <table className="table insp-log">
            <thead>
              <tr>
                <th scope="col">slot</th>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <Row
                  key={row.slot}
                  row={row}
                  columns={table.columns}
                  viewWord={table.viewWord ?? 'view'}
                  changes={changes}
                  versus={versus}
                  onCell={onCell}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Elsewhere table={table} changes={changes} versus={versus} />
    </section>
  );
}

interface RowProps extends Omit<ReplicaLogProps, 'table'> {
  readonly row: LogRow;
  readonly columns: readonly string[];
  readonly viewWord: string;
}

function Row({ row, columns, viewWord, changes, versus, onCell }: RowProps) {
  const moved = changes.get(`${row.slot}/value`);
  const letter = useLetter(row.slot, row.digest);
  return (
    <tr>
      <th scope="row" className={moved === undefined ? '' : 'is-changed'}>
        <strong>{row.slot}</strong> <ValueLetter slot={row.slot} digest={row.digest} />{' '}
        <span className="mono insp-hex">{shortDigest(row.digest)}</span>
        <span className="insp-was">
          {viewWord} {row.view}
        </span>
        <Was value={moved} versus={versus} />
      </th>
      {row.cells.map((cell, column) => (
        <Cell
          key={columns[column]}
          cell={cell}
          column={columns[column]}
          name={`${columns[column]}, slot ${row.slot}${letter === null ? '' : `, value ${letter}`}`}
          letter={letter}
          change={changes.get(`${row.slot}/${column}`)}
          versus={versus}
          onOpen={() => onCell(row.slot, column)}
        />
      ))}
    </tr>
  );
}

interface CellProps {
  readonly cell: LogCell;
  readonly column: string | undefined;
  readonly name: string;
  /** Of the row's value, where another one contends for the slot. */
  readonly letter: string | null;
  readonly change: string | null | undefined;
  readonly versus: string;
  readonly onOpen: () => void;
}

function Cell({ cell, column, name, letter, change, versus, onOpen }: CellProps) {
  const words = cellWords(veiledCell(cell, useAsked()), column);
  const level = cell.reached ? `insp-level is-full is-${textureOf(letter)}` : 'insp-level';
  const inside = (
    <>
      {cell.reached && letter !== null ? (
        <span className={`${level} has-letter`} aria-hidden="true">
          <span className="insp-letter-name">{letter}</span>
        </span>
      ) : (
        <span className={level} aria-hidden="true" />
      )}
      {words}
    </>
  );
  return (
    <td className={`${cell.reached ? 'is-reached' : ''}${change === undefined ? '' : ' is-changed'}`}>
      {cell.certificate.length === 0 ? (
        <span className="insp-cell">{inside}</span>
      ) : (
        <button
          type="button"
          className="insp-cell"
          aria-label={`${name}: ${words}. Open the evidence`}
          onClick={onOpen}
        >
          {inside}
        </button>
      )}
      <Was value={change} versus={versus} />
    </td>
  );
}

/** The other side's value under the one that is shown. */
export function Was({
  value,
  versus,
}: {
  readonly value: string | null | undefined;
  readonly versus: string;
}) {
  if (value === undefined) return null;
  return (
    <span className="insp-was">
      {versus} {value ?? 'nothing'}
    </span>
  );
}

/** Slots that only the other side has: the table has no row for them. */
function Elsewhere({ table, changes, versus }: Pick<ReplicaLogProps, 'table' | 'changes' | 'versus'>) {
  const here = new Set(table.rows.map((row) => row.slot));
  const slots = [...changes.keys()]
    .filter((key) => key.endsWith('/value'))
    .map((key) => Number.parseInt(key, 10));
  const gone = slots.filter((slot) => !here.has(slot));
  if (gone.length === 0) return null;
  return (
    <p className="hint">
      {versus === 'was' ? 'Gone with this event' : `Only in the log of ${versus.replace(':', '')}`}: slot{' '}
      {gone.join(', ')}.
    </p>
  );
}
