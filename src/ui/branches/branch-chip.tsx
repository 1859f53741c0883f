/**
 * Under the stage, as soon as there is more than one branch: which one this is, and the other one beside it.
 */
import { Columns2, GitBranch } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';

export function BranchChip() {
  const branches = useUi((state) => state.info?.branches ?? null);
  const beside = useUi((state) => state.beside !== null);
  const { standBeside } = useActions();
  const open = branches?.find(({ current }) => current);
  if (branches === null || branches.length < 2 || open === undefined || beside) return null;
  const other = branches.find(({ id }) => id === open.from) ?? branches.findLast(({ current }) => !current);
  return (
    <span className="chip">
      <GitBranch size={14} aria-hidden="true" /> branch {open.id} of {branches.length}
      {other !== undefined && (
        <button
          type="button"
          className="button quiet icon"
          aria-label={`Side by side with branch ${other.id}`}
          title={`Side by side with branch ${other.id}`}
          onClick={() => void standBeside(other.id)}
        >
          <Columns2 size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
