/**
 * What happened, in sentences, up to the playhead: the scenario's story above, one line per event below. The
 * list is a single tab stop; arrows walk its lines, Enter moves the playhead just behind one.
 */
import { useEffect, useState } from 'react';
import { useActions, useEngine, useUi } from '../hooks/use-store.ts';
import { FeedList } from './feed-list.tsx';
import { emptyWindow, feedStretch, missing, runKey, shownLines, withLines } from './feed-window.ts';
import { StoryCard } from './story.tsx';
import { counted } from './words.ts';
import './shared.css';
import './feed.css';

export function FeedPanel() {
  const info = useUi((state) => state.info);
  const cursor = useUi((state) => state.cursor);
  const { move, select } = useActions();
  const [quiet, setQuiet] = useState(false);
  const feed = useFeed();
  if (info === null) return <section className="feed" aria-label="Events" aria-busy="true" />;
  const lines = shownLines(feed.held, cursor, quiet);
  const later = info.length - cursor;
  return (
    <section className="feed" aria-label="Story and events">
      <StoryCard scenario={info.scenario} />
      <div className="feed-bar">
        <h3>Events</h3>
        <label className="check">
          <input type="checkbox" checked={quiet} onChange={(change) => setQuiet(change.target.checked)} />
          every delivery
        </label>
      </div>
      <FeedList
        lines={lines}
        current={cursor - 1}
        earlier={feed.held.from > 0 ? feed.earlier : null}
        onMove={(event) => void move({ kind: 'event', target: event + 1 })}
        onMessage={(id) => select({ kind: 'message', id })}
      />
      <p className="feed-foot">
        {cursor === 0 ? 'Nothing has happened yet.' : `${counted(cursor, 'event')} so far.`}
        {later > 0 && (
          <button type="button" className="link" onClick={() => void move({ kind: 'end' })}>
            {counted(later, 'later one')} known: to the end
          </button>
        )}
      </p>
    </section>
  );
}

/** Keeps the window of lines at the playhead, and fetches further back on demand. */
function useFeed() {
  const engine = useEngine();
  const info = useUi((state) => state.info);
  const cursor = useUi((state) => state.cursor);
  const [held, setHeld] = useState(emptyWindow);
  const run = info === null ? '' : runKey(info);
  useEffect(() => {
    const wanted = missing(held, run, cursor);
    if (wanted === null || run === '') return;
    let stale = false;
    engine.feed(wanted.from, wanted.count).then((lines) => {
      if (!stale && lines.length > 0) setHeld((before) => withLines(before, run, wanted.from, lines));
    });
    return () => {
      stale = true;
    };
  }, [engine, held, run, cursor]);
  const earlier = () => {
    const from = Math.max(0, held.from - feedStretch);
    engine.feed(from, held.from - from).then((lines) => {
      setHeld((before) =>
        before.run === run && before.from > from ? withLines(before, run, from, lines) : before,
      );
    });
  };
  return { held: held.run === run ? held : emptyWindow, earlier };
}
