/** The row O and what it means: who checked it, what it would forget, and why nothing decided can be lost. */
import type { ChangeTold, ChangeWhatIf } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { seatName, seatNames } from '../panels/words.ts';
import type { Letters } from '../stage/values.ts';
import { valueWords } from './value-words.ts';

interface ProposedProps {
  readonly told: ChangeTold;
  readonly letters: Letters;
}

export function Proposed({ told, letters }: ProposedProps) {
  const { story, checkedBy, whatIf, forgotten } = told;
  const lost = new Set(forgotten.map(({ slot }) => slot));
  return (
    <tfoot>
      <tr>
        <th scope="row">O</th>
        <td>{story.refused ?? (whatIf ? 'would follow' : checkedWords(checkedBy))}</td>
        {story.proposals.map(({ slot, digest, why }) => (
          <td key={slot} className={lost.has(slot) ? 'is-lost' : ''}>
            <strong>{why === 'not proposed' ? 'none' : valueWords(slot, digest, letters)}</strong>{' '}
            <span className="hint">{why}</span>
          </td>
        ))}
        {story.refused !== null && <td colSpan={story.slots.length} />}
        <td />
      </tr>
    </tfoot>
  );
}

interface OpenedProps {
  readonly told: ChangeTold;
  readonly whatIf: ChangeWhatIf;
  readonly onWhatIf: (whatIf: ChangeWhatIf) => void;
}

export function Opened({ told, whatIf, onWhatIf }: OpenedProps) {
  const { story, forgotten } = told;
  const replicas = useUi((state) => state.info?.replicas ?? 0);
  const { quorum, needed } = story;
  return (
    <>
      {story.refused !== null && (
        <p className="change-verdict" role="status">
          <strong>{story.refused}:</strong>{' '}
          {told.whatIf ? 'no honest replica installs such a NEW-VIEW.' : 'there is no NEW-VIEW yet.'}
        </p>
      )}
      {forgotten.map(({ slot, replica }) => (
        <p key={slot} className="change-verdict is-lost" role="status">
          {seatName(replica)} executed slot {slot}; <strong>this NEW-VIEW would forget it.</strong>
        </p>
      ))}
      <fieldset className="change-rule">
        <legend>Rows needed</legend>
        {rowsOffered(quorum).map((rows) => (
          <button
            key={rows}
            type="button"
            className="button"
            aria-pressed={needed === rows}
            onClick={() => onWhatIf({ ...whatIf, needed: rows === quorum ? null : rows })}
          >
            {rows}
            {rows === quorum ? ' (the rule)' : ''}
          </button>
        ))}
        <button
          type="button"
          className="button"
          aria-pressed={!told.whatIf}
          onClick={() => onWhatIf({ included: null, needed: null })}
        >
          As it was
        </button>
      </fieldset>
      <p>
        Executed needs {quorum} of {replicas}, V needs {needed} of {replicas}: two such sets share{' '}
        {Math.max(0, quorum + needed - replicas)} or more.{' '}
        {quorum + needed - replicas > faultsOf(replicas)
          ? 'One of those is honest: it was prepared first, so its VIEW-CHANGE carries it.'
          : 'All of those may lie or be missing: a decided slot may be in none of these rows.'}
      </p>
    </>
  );
}

/** Weaker rules that can be tried, then the rule itself. */
function rowsOffered(quorum: number): readonly number[] {
  return [quorum - 2, quorum - 1, quorum].filter((rows) => rows > 0);
}

function faultsOf(replicas: number): number {
  return Math.floor((replicas - 1) / 3);
}

function checkedWords(checkedBy: readonly number[]): string {
  if (checkedBy.length === 0) return 'nobody holds it yet';
  return `computed again by ${seatNames(checkedBy)}`;
}
