/**
 * The branches of the session: what each one did, where it left, and the ways to go over to it or hold it
 * beside.
 */
import { Columns2 } from 'lucide-react';
import type { Branch } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { counted, sentenceCase } from '../panels/words.ts';
import { branchName, forkWords } from './words.ts';
import '../panels/shared.css';
import './branches.css';

export function BranchesPanel() {
  const branches = useUi((state) => state.info?.branches ?? null);
  if (branches === null) return null;
  const [first] = branches;
  const gone = (first?.id ?? 1) - 1;
  return (
    <div className="branches">
      {branches.length === 1 && (
        <p className="branches-none">
          There is one run so far. Go back to any moment and do something else there, a crash or a transfer:
          what you have seen stays as a branch, and the two can stand side by side.
        </p>
      )}
      <ol>
        {branches.map((branch) => (
          <BranchRow key={branch.id} branch={branch} alone={branches.length === 1} />
        ))}
      </ol>
      {gone > 0 && (
        <p className="hint">
          {counted(gone, 'older branch', 'older branches')} had to go: {branches.length} are kept.
        </p>
      )}
    </div>
  );
}

function BranchRow({ branch, alone }: { readonly branch: Branch; readonly alone: boolean }) {
  const beside = useUi((state) => state.beside?.branch === branch.id);
  const { switchBranch, standBeside } = useActions();
  const { current, differs, length, id } = branch;
  return (
    <li className={current ? 'branch is-current' : 'branch'} aria-current={current || undefined}>
      <BranchMark current={current} first={branch.from === null} />
      <div className="branch-words">
        <p>
          <strong>{sentenceCase(branchName(branch))}</strong>
          {current && <span className="branch-here">open</span>} {sentenceCase(differs)}
        </p>
        <p className="hint">
          {forkWords(branch)}; {counted(length, 'event')} known
        </p>
      </div>
      {!current && !alone && (
        <div className="branch-acts">
          <button
            type="button"
            className="button"
            aria-pressed={beside}
            onClick={() => void standBeside(beside ? null : id)}
          >
            <Columns2 size={16} aria-hidden="true" /> Side by side
            <span className="visually-hidden"> with branch {id}</span>
          </button>
          <button type="button" className="button" onClick={() => void switchBranch(id)}>
            Go over<span className="visually-hidden"> to branch {id}</span>
          </button>
        </div>
      )}
    </li>
  );
}

/** A line that forks, or the first one that does not; filled where the playhead is. */
function BranchMark({ current, first }: { readonly current: boolean; readonly first: boolean }) {
  return (
    <svg className="branch-mark" viewBox="0 0 24 28" aria-hidden="true">
      <path d={first ? 'M8 0V28' : 'M8 0V6C8 12 16 10 16 16V28'} />
      <circle className={current ? 'is-current' : ''} cx={first ? 8 : 16} cy="18" r="4.5" />
    </svg>
  );
}
