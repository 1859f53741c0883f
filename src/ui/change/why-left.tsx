/** The first page of the story: whose timer fired, since when, and who followed f + 1 others. */
import type { ChangeTold } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { inMs } from '../panels/words.ts';

export function WhyLeft({ told }: { readonly told: ChangeTold }) {
  const { move } = useActions();
  const faults = useUi((state) => state.info?.faults ?? 0);
  return (
    <div className="change-page">
      {told.why.length === 0 && <p>They left too long ago to be found; go back in the run.</p>}
      <ol className="change-why">
        {told.why.map(({ event, at, sentence }) => (
          <li key={event}>
            <span className="change-when">{inMs(at)}</span>
            <span>{sentence}</span>
            <button
              type="button"
              className="link"
              onClick={() => void move({ kind: 'event', target: event + 1 })}
            >
              Go there
            </button>
          </li>
        ))}
      </ol>
      <p className="hint">
        One replica alone cannot make the others leave: it takes f + 1 = {faults + 1} for a replica to follow
        before its own timer fires, so that one of them is honest.
      </p>
    </div>
  );
}
