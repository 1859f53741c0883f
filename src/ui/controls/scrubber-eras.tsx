/**
 * The names of the scrubber's bands, "view 1 · R1", above each band that has room for them: which view begins
 * there and who leads it (EXPERIENCE, Transport: view and leader eras).
 */
import { useMemo } from 'react';
import type { RunInfo, TimelineMark } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { viewName } from '../stage/focus.ts';

interface Words {
  /** "view 1"; null where no mark says it. */
  readonly view: string | null;
  /** "R1" */
  readonly leader: string | null;
}

interface Era extends Words {
  /** Cursors. */
  readonly from: number;
  readonly to: number;
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
  const { viewWord } = info.protocol;
  const eras = useMemo(
    () => erasOf(info.marks, start, known, viewWord),
    [info.marks, start, known, viewWord],
  );
  const first = useFirst(info);
  const length = Math.max(1, end - start);
  if (eras.length > MOST) return null;
  return (
    <div className="scrubber-eras" aria-hidden="true">
      {eras.map(({ from, to, view, leader }) => (
        <span
          key={from}
          className="scrubber-era"
          style={{ left: `${(100 * (from - start)) / length}%`, width: `${(100 * (to - from)) / length}%` }}
        >
          <span className="scrubber-era-view">{leader === null ? (first.view ?? view) : view}</span>
          <span className="scrubber-era-leader">{leader ?? first.leader}</span>
        </span>
      ))}
    </div>
  );
}

/** Stretches between the views entered, each with what its mark says; what was over at the start is not. */
export function erasOf(
  marks: readonly TimelineMark[],
  start: number,
  end: number,
  viewWord = 'view',
): readonly Era[] {
  const views = marks.filter(({ kind, cursor }) => kind === 'view' && cursor < Math.max(end, start + 1));
  const before = views.findLast(({ cursor }) => cursor <= start);
  // The view that a run begins in has no mark: it is the one before the first that was entered.
  const begun = { number: (views[0]?.number ?? 0) - 1, leader: undefined };
  const entries = [{ ...(before ?? begun), cursor: start }, ...views.filter((v) => v.cursor > start)];
  return entries.map(({ cursor, number = -1, leader }, index) => ({
    from: cursor,
    to: entries[index + 1]?.cursor ?? Math.max(end, start + 1),
    view: number < 0 ? null : `${viewWord} ${number}`,
    leader: leader === undefined ? null : `R${leader}`,
  }));
}

/**
 * The view that a run begins in has no mark: as long as no other was entered the replicas say what it is
 * called and who leads it, and that is remembered.
 */
function useFirst({ marks, scenario, seed, replicas }: RunInfo): Words {
  const glyph = useUi(
    ({ frame }) => frame?.replicas.find((replica) => replica.glyph !== null)?.glyph ?? null,
  );
  const run = `${scenario.id}/${replicas}/${seed}`;
  if (known.run !== run) known = { run, words: NONE };
  if (known.words === NONE && glyph !== null && !marks.some(({ kind }) => kind === 'view'))
    known = { run, words: { view: viewName(glyph), leader: `R${glyph.leader}` } };
  return known.words;
}

const NONE: Words = { view: null, leader: null };
/** Outlasts the scrubber, which gives way to a long move. */
let known = { run: '', words: NONE };
