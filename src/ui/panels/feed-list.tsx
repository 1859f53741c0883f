/**
 * The lines themselves, virtualised: only what is in sight is in the document. It follows the playhead unless
 * the reader has scrolled away; then a button leads back.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FeedLine } from '../../projection/frame.ts';
import { FeedRow } from './feed-row.tsx';

interface FeedListProps {
  readonly lines: readonly FeedLine[];
  /** Event just before the playhead; −1 at the start. */
  readonly current: number;
  /** Fetches lines further back; null when the first one is held. */
  readonly earlier: (() => void) | null;
  readonly onMove: (event: number) => void;
  readonly onMessage: (id: string) => void;
}

export function FeedList({ lines, current, earlier, onMove, onMessage }: FeedListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    getItemKey: (index) => lines[index]?.event ?? index,
    overscan: 8,
  });
  const [following, setFollowing] = useState(true);
  const [active, setActive] = useState<number | null>(null);
  const last = lines.length - 1;
  // rows re-measure.
  const height = rows.getTotalSize();
  const toEnd = useRef(() => {});
  toEnd.current = () => {
    if (last >= 0) rows.scrollToIndex(last, { align: 'end' });
  };
  // Rows are measured after they are drawn, so a new height asks again.
  const newest = `${last} ${current} ${height}`;
  useEffect(() => {
    if (following && newest !== '') toEnd.current();
  }, [following, newest]);
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    if (isAtEnd(element)) setFollowing(true);
    if (element.scrollTop < 80) earlier?.();
  };
  /** Only the reader's own hand stops the following: drawing moves the list as well. */
  const onHand = () => {
    requestAnimationFrame(() => setFollowing(scroller.current === null || isAtEnd(scroller.current)));
  };
  const focusRow = (index: number) => {
    setActive(index);
    setFollowing(index === last);
    rows.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus(),
    );
  };
  const stop = Math.min(active ?? last, last);
  return (
    <div className="feed-frame">
      <div
        className="feed-scroll"
        ref={scroller}
        onScroll={onScroll}
        onWheel={onHand}
        onTouchMove={onHand}
        onPointerUp={onHand}
      >
        <ol
          className="feed-lines"
          aria-label="Events up to the playhead"
          style={{ height }}
          onKeyDown={(press) => walk(press, stop, last, focusRow)}
        >
          {rows.getVirtualItems().map((row) => {
            const line = lines[row.index];
            if (line === undefined) return null;
            return (
              <FeedRow
                key={row.key}
                line={line}
                index={row.index}
                count={lines.length}
                top={row.start}
                measure={rows.measureElement}
                current={line.event === current}
                sameTime={lines[row.index - 1]?.at === line.at}
                stop={row.index === stop}
                onMove={onMove}
                onMessage={onMessage}
              />
            );
          })}
        </ol>
      </div>
      {!following && (
        <button type="button" className="button feed-follow" onClick={() => setFollowing(true)}>
          <ArrowDown size={14} aria-hidden="true" /> To the playhead
        </button>
      )}
    </div>
  );
}

function isAtEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 56;
}

/** Arrow keys, Home and End between the lines; everything else is the page's. */
function walk(press: KeyboardEvent, stop: number, last: number, focusRow: (index: number) => void): void {
  const goals: Readonly<Record<string, number>> = {
    ArrowUp: stop - 1,
    ArrowDown: stop + 1,
    Home: 0,
    End: last,
  };
  const goal = goals[press.key];
  if (goal === undefined || last < 0) return;
  press.preventDefault();
  press.stopPropagation();
  focusRow(Math.min(last, Math.max(0, goal)));
}
