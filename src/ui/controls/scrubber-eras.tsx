/**
 * The names of the scrubber's bands, "view 1 · R1", above each band that has room for them: which view begins
 * there and who leads it (EXPERIENCE, Transport: view and leader eras).
 */
import { useMemo } from 'react';
import type { RunInfo, TimelineMark } from '../../runtime/api.ts';

interface Era {
  /** Cursors. */
  readonly from: number;
  readonly to: number;
  /** "view 1" */
  readonly view: string;
  /** "R1" */
  readonly leader: string;
}

interface ErasProps {
  readonly info: RunInfo;
  /** Last event that the scrubber has room for. */
  readonly end: number;
}

/** More names than this would be of no use, and none of them would fit. */
const MOST = 60;

export function Eras({ info, end }: ErasProps) {
  const start = Math.min(info.start ?? 0, info.length);
  const known = Math.max(start, info.length);
  const { marks, firstView, protocol } = info;
  const eras = useMemo(
    () => erasOf(marks, firstView, start, known, protocol.viewWord),
    [marks, firstView, start, known, protocol.viewWord],
  );
  const length = Math.max(1, end - start);
  // From a seat nothing is known of where others have gone on to.
  if (eras.length > MOST || info.seat !== undefined) return null;
  return (
    <div className="scrubber-eras" aria-hidden="true">
      {eras.map(({ from, to, view, leader }) => (
        <span
          key={from}
          className="scrubber-era"
          style={{ left: `${(100 * (from - start)) / length}%`, width: `${(100 * (to - from)) / length}%` }}
        >
          <span className="scrubber-era-view">{view}</span>
          <span className="scrubber-era-leader">{leader}</span>
        </span>
      ))}
    </div>
  );
}

/** Stretches between the views entered, from the start on; what was over there is not. */
export function erasOf(
  marks: readonly TimelineMark[],
  firstView: RunInfo['firstView'],
  start: number,
  end: number,
  viewWord = 'view',
): readonly Era[] {
  const last = Math.max(end, start + 1);
  const views = marks.filter(({ kind, cursor }) => kind === 'view' && cursor < last);
  const before = views.findLast(({ cursor }) => cursor <= start) ?? firstView;
  const entries = [{ ...before, cursor: start }, ...views.filter(({ cursor }) => cursor > start)];
  return entries.map(({ cursor, number, leader }, index) => ({
    from: cursor,
    to: entries[index + 1]?.cursor ?? last,
    view: `${viewWord} ${number}`,
    leader: `R${leader}`,
  }));
}
