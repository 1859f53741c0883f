/** A chain of causes as lines that lead to their moment. */
import type { FeedLine } from '../../projection/frame.ts';
import { useActions } from '../hooks/use-store.ts';
import { inMs } from './words.ts';

export function CauseList({ causes }: { readonly causes: readonly FeedLine[] }) {
  const { move } = useActions();
  if (causes.length === 0) return <p className="hint">Nothing: it stands at the beginning.</p>;
  return (
    <ol className="insp-causes">
      {causes.map((line) => (
        <li key={line.event}>
          <button type="button" onClick={() => void move({ kind: 'event', target: line.event + 1 })}>
            <span className="hint">
              event {line.event + 1}, {inMs(line.at)}
            </span>
            {line.sentence}
          </button>
        </li>
      ))}
    </ol>
  );
}
