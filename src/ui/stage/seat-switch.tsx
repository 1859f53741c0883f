/**
 * What is true, or what one replica knows (VISUAL 7): a switch under the stage, and from a seat a line that
 * says whose it is.
 */
import { Columns2, Eye } from 'lucide-react';
import type { Frame } from '../../projection/frame.ts';
import { useActions, useUi } from '../hooks/use-store.ts';

export function SeatSwitch({ frame }: { readonly frame: Frame }) {
  const selection = useUi((state) => state.selection);
  const isPair = useUi((state) => state.beside !== null);
  const { sit } = useActions();
  const { seat } = frame;
  const chosen = selection?.kind === 'replica' ? selection.replica : 0;
  // Two stages have their own names and ways out.
  if (isPair) return null;
  if (seat === undefined) {
    return (
      <span className="seat-ways">
        <button
          type="button"
          className="link"
          title={`What R${chosen} knows (k)`}
          onClick={() => void sit(chosen)}
        >
          <Eye size={14} aria-hidden="true" />{' '}
          <span>
            <span className="short-hidden">What </span>R{chosen}
            <span className="short-hidden"> knows</span>
          </span>
        </button>
        <SideBySide seat={chosen} />
      </span>
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
      <SideBySide seat={seat} />
    </span>
  );
}

function SideBySide({ seat }: { readonly seat: number }) {
  const { sitBeside } = useActions();
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label={`What is true and what R${seat} knows, side by side`}
      title="Side by side (Shift k)"
      onClick={() => void sitBeside(seat)}
    >
      <Columns2 size={16} aria-hidden="true" />
    </button>
  );
}
