/**
 * The lines themselves, virtualised: only what is in sight is in the document. It follows the playhead unless
 * the reader has scrolled away; then a button leads back.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { FeedLine } from '../../projection/frame.ts';
import { FeedRow } from './feed-row.tsx';
import { useFollow } from './use-follow.ts';

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
  const [active, setActive] = useState<number | null>(null);
  const last = lines.length - 1;
  const height = rows.getTotalSize();
  // Rows are measured after they are drawn, so a new height asks for the end again; so does a new frame.
  const follow = useFollow(scroller, `${last} ${current} ${height} ${rows.scrollRect?.height}`, () => {
    if (last >= 0) rows.scrollToIndex(last, { align: 'end' });
  });
  const onScroll = () => {
    follow.onMoved();
    if (scroller.current !== null && scroller.current.scrollTop < 80) earlier?.();
  };
  const focusRow = (index: number) => {
    setActive(index);
    follow.setFollowing(index === last);
    rows.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus(),
    );
  };
  const stop = Math.min(active ?? last, last);
  return (
    <div className="feed-frame">
      <div className="feed-scroll" ref={scroller} onScroll={onScroll} {...follow.handlers}>
        <ol
          className="feed-lines"
          aria-label="Events up to the playhead"
          style={{ height }}
          onKeyDown={(press) => walk(press, stop, last, focusRow)}
        >
          {rows.getVirtualItems().map((row) => (
            <FeedRow
              key={row.key}
              line={lines[row.index]}
              index={row.index}
              count={lines.length}
              top={row.start}
              measure={rows.measureElement}
              current={lines[row.index]?.event === current}
              sameTime={lines[row.index - 1]?.at === lines[row.index]?.at}
              stop={row.index === stop}
              onMove={onMove}
              onMessage={onMessage}
            />
          ))}
        </ol>
      </div>
      {!follow.following && <FollowButton onPress={() => follow.setFollowing(true)} />}
    </div>
  );
}

function FollowButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <button type="button" className="button feed-follow" onClick={onPress}>
      <ArrowDown size={14} aria-hidden="true" /> To the playhead
    </button>
  );
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
