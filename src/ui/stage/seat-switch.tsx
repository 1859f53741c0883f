/**
 * What is true, or what one replica knows (VISUAL 7): a switch under the stage, and from a seat a line that
 * says whose it is.
 */
import { Eye } from 'lucide-react';
import type { Frame } from '../../projection/frame.ts';
import { useActions, useUi } from '../hooks/use-store.ts';

export function SeatSwitch({ frame }: { readonly frame: Frame }) {
  const selection = useUi((state) => state.selection);
  const { sit } = useActions();
  const { seat } = frame;
  const chosen = selection?.kind === 'replica' ? selection.replica : 0;
  if (seat === undefined) {
    return (
      <button type="button" className="link" title="(k)" onClick={() => void sit(chosen)}>
        <Eye size={14} aria-hidden="true" /> What R{chosen} knows
      </button>
    );
  }
  return (
    <span className="chip is-seat">
      <strong>From R{seat}’s seat</strong>
      {chosen !== seat && (
        <button type="button" className="link" onClick={() => void sit(chosen)}>
          R{chosen}’s seat
        </button>
      )}
      <button type="button" className="link" title="(k)" onClick={() => void sit(null)}>
        What is true
      </button>
    </span>
  );
}
