/**
 * Takes back what the visitor did, the last act first, and does it again; each button says which act that is.
 */
import { Redo2, Undo2 } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';

export function UndoRedo() {
  const { undo, redo } = useActions();
  const undoes = useUi((state) => state.info?.undoes ?? null);
  const redoes = useUi((state) => state.info?.redoes ?? null);
  const back = undoes === null ? 'Nothing to undo' : `Undo: ${undoes}`;
  const again = redoes === null ? 'Nothing to redo' : `Redo: ${redoes}`;
  return (
    <span className="twin">
      <button
        type="button"
        className="button icon"
        aria-label={back}
        title={`${back} (z)`}
        aria-disabled={undoes === null}
        onClick={() => undoes !== null && void undo()}
      >
        <Undo2 size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={again}
        title={`${again} (Shift z)`}
        aria-disabled={redoes === null}
        onClick={() => redoes !== null && void redo()}
      >
        <Redo2 size={16} aria-hidden="true" />
      </button>
    </span>
  );
}
