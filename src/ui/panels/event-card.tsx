/** One event of the trace: its sentence, its rule, and the message it took in. */
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { runKey } from './feed-window.ts';
import { inMs } from './words.ts';

export function EventCard({ event }: { readonly event: number }) {
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const { move, select } = useActions();
  const { value } = useAsk(`${event}|${run}`, (engine) => engine.feed(event, 1));
  const line = value?.[0];
  if (line === undefined || line.event !== event)
    return <p className="hint insp-section">Event {event + 1}</p>;
  const { message, rule } = line;
  return (
    <section className="insp-section">
      <div className="insp-title">
        <h2>Event {event + 1}</h2>
        <span className="hint">{inMs(line.at)}</span>
      </div>
      <p className="insp-waiting">{line.sentence}</p>
      {rule !== null && (
        <p className="hint">
          {rule.title} · {rule.source} <span className="mono insp-hex">{rule.id}</span>
        </p>
      )}
      <div className="insp-buttons">
        <button
          type="button"
          className="button"
          onClick={() => void move({ kind: 'event', target: event + 1 })}
        >
          Go there
        </button>
        {message !== null && (
          <button type="button" className="button" onClick={() => select({ kind: 'message', id: message })}>
            Open its message
          </button>
        )}
      </div>
    </section>
  );
}
