/**
 * Senders × slots with the certificate that each brought, and under them the row O. A cell opens its
 * certificate; a box leaves a row out.
 */
import { useState } from 'react';
import type { ChangeCell, ChangeRow } from '../../kernel/change-story.ts';
import type { ChangeTold, ChangeWhatIf } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { seatName, seatNames } from '../panels/words.ts';
import { type Letters, lettersOf } from '../stage/values.ts';
import { Opened, Proposed } from './proposed.tsx';
import { valueWords } from './value-words.ts';

interface ChangeRowsProps {
  readonly told: ChangeTold;
  readonly withProposals: boolean;
  readonly whatIf: ChangeWhatIf;
  readonly onWhatIf: (whatIf: ChangeWhatIf) => void;
}

export function ChangeRows({ told, withProposals, whatIf, onWhatIf }: ChangeRowsProps) {
  const { story } = told;
  const frame = useUi((state) => state.frame);
  const [open, setOpen] = useState<{ readonly replica: number; readonly slot: number } | null>(null);
  const letters = frame === null ? new Map<string, string>() : lettersOf(frame);
  const included = story.rows.filter((row) => row.included).map(({ replica }) => replica);
  const leaveOut = (replica: number) =>
    onWhatIf({
      ...whatIf,
      included: included.includes(replica)
        ? included.filter((one) => one !== replica)
        : [...included, replica].sort((a, b) => a - b),
    });
  const shown = story.rows.find(({ replica }) => replica === open?.replica);
  const cell = shown?.cells[story.slots.indexOf(open?.slot ?? -1)] ?? null;
  return (
    <div className="change-page">
      <div className="table-scroll">
        <table className="table change-table">
          <thead>
            <tr>
              <th scope="col">from</th>
              <th scope="col">stable checkpoint</th>
              {story.slots.map((slot) => (
                <th key={slot} scope="col">
                  slot {slot}
                </th>
              ))}
              <th scope="col">include</th>
            </tr>
          </thead>
          <tbody>
            {story.rows.map((row) => (
              <Row
                key={row.replica}
                row={row}
                slots={story.slots}
                letters={letters}
                onOpen={(slot) => setOpen({ replica: row.replica, slot })}
                onInclude={() => leaveOut(row.replica)}
              />
            ))}
          </tbody>
          {withProposals && <Proposed told={told} letters={letters} />}
        </table>
      </div>
      {story.slots.length === 0 && (
        <p>Nobody had prepared anything above the checkpoint: the new view begins with nothing to repeat.</p>
      )}
      {cell !== null && shown !== undefined && (
        <p aria-live="polite">
          {`${seatName(shown.replica)} proves that slot ${open?.slot} was prepared in view ${cell.view}: `}
          signed by {seatNames(cell.signers)}.
        </p>
      )}
      {withProposals && <Opened told={told} whatIf={whatIf} onWhatIf={onWhatIf} />}
    </div>
  );
}

interface RowProps {
  readonly row: ChangeRow;
  readonly slots: readonly number[];
  readonly letters: Letters;
  readonly onOpen: (slot: number) => void;
  readonly onInclude: () => void;
}

function Row({ row, slots, letters, onOpen, onInclude }: RowProps) {
  const { replica, included, checkpoint, cells, needless } = row;
  return (
    <tr className={included ? '' : 'is-left-out'}>
      <th scope="row">{seatName(replica)}</th>
      <td>
        {checkpoint}
        {needless.length > 0 && (
          <span className="hint"> slot {needless.join(', ')}: below the checkpoint, not needed</span>
        )}
      </td>
      {slots.map((slot, at) => (
        <td key={slot}>
          <Cell cell={cells[at] ?? null} slot={slot} replica={replica} letters={letters} onOpen={onOpen} />
        </td>
      ))}
      <td>
        <input
          type="checkbox"
          aria-label={`Include the VIEW-CHANGE of ${seatName(replica)}`}
          checked={included}
          onChange={onInclude}
        />
      </td>
    </tr>
  );
}

interface CellProps {
  readonly cell: ChangeCell | null;
  readonly slot: number;
  readonly replica: number;
  readonly letters: Letters;
  readonly onOpen: (slot: number) => void;
}

function Cell({ cell, slot, replica, letters, onOpen }: CellProps) {
  if (cell === null) return <span className="hint">nothing</span>;
  return (
    <button
      type="button"
      className="link"
      aria-label={`Certificate of ${seatName(replica)} for slot ${slot}`}
      onClick={() => onOpen(slot)}
    >
      <strong>{valueWords(slot, cell.digest, letters)}</strong> view {cell.view}, {cell.signers.length} signed
    </button>
  );
}
