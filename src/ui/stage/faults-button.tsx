/**
 * The faults of the chosen replica, for hands without a keyboard or a right button: in the dock of a phone.
 */
import { Zap } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';

export function FaultsButton() {
  const selection = useUi((state) => state.selection);
  const last = useUi((state) => state.frame?.replicas.findLast(({ status }) => status === 'up')?.id ?? 0);
  const { openFaultMenu } = useActions();
  const replica = selection?.kind === 'replica' ? selection.replica : last;
  return (
    <button
      type="button"
      className="button dock-faults"
      aria-haspopup="dialog"
      onClick={({ currentTarget }) => openFaultMenu(replica, currentTarget)}
    >
      <Zap size={16} aria-hidden="true" /> Faults<span className="visually-hidden"> of R{replica}</span>
    </button>
  );
}
