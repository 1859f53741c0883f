/**
 * Stands in the scrubber's place while a long move is under way: how far it has looked, and the way to stop
 * it.
 */
import { X } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { grouped, inMs } from '../panels/words.ts';

export function LongMove() {
  const progress = useUi((state) => state.progress);
  const { stopLooking } = useActions();
  if (progress === null) return null;
  const { words, events, at } = progress;
  return (
    <div className="scrubber long-move">
      <progress className="long-move-bar" aria-label={words} />
      <p>
        {words}: {grouped(events)} events, {inMs(at)}
      </p>
      <button type="button" className="button" title="Stop (Esc)" onClick={stopLooking}>
        <X size={16} aria-hidden="true" /> Stop
      </button>
    </div>
  );
}
