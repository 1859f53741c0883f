/**
 * The scrubber: a native slider over the events, painted with what happened when. Views are bands, commits
 * ticks, faults and violations marks that are also read out in the slider's text.
 */
import { useMemo } from 'react';
import type { RunInfo, TimelineMark } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { inMs } from '../panels/words.ts';
import { leastLength } from '../teaching.ts';
import { Eras } from './scrubber-eras.tsx';
import { stripEnd } from './strip-length.ts';

/** More marks than this are thinned to one per pixel column, violations and faults last to go. */
const MARKS_SHOWN = 400;

export function Scrubber() {
  const info = useUi((state) => state.info);
  const cursor = useUi((state) => state.cursor);
  const at = useUi((state) => state.frame?.at ?? 0);
  const lesson = useUi(leastLength);
  const { scrubTo } = useActions();
  if (info === null) return <div className="scrubber" />;
  const known = Math.max(cursor, info.length);
  const end = stripEnd({ start: startOf(info), known, ended: info.ended !== null, lesson });
  const near = info.marks.findLast((mark) => mark.cursor <= cursor);
  const words =
    `event ${cursor} of ${known}, ` + `${inMs(at)}${near === undefined ? '' : `, after: ${near.text}`}`;
  return (
    <div className="scrubber">
      <Paint info={info} end={end} />
      <Eras info={info} end={end} />
      <input
        type="range"
        className="scrubber-range"
        aria-label="Playhead"
        aria-valuetext={words}
        min={Math.min(cursor, startOf(info))}
        max={end}
        step={1}
        value={cursor}
        onChange={(change) => scrubTo(change.target.valueAsNumber)}
      />
    </div>
  );
}

/** The slider begins where the run starts to be looked at. */
function startOf({ start = 0, length }: RunInfo): number {
  return Math.min(start, length);
}

/** @param end last event that there is room for; what is not known yet is left free */
function Paint({ info, end }: { readonly info: RunInfo; readonly end: number }) {
  const start = startOf(info);
  const length = Math.max(1, end - start);
  const known = Math.max(start, info.length);
  const bands = useMemo(() => bandsOf(info.marks, start, known), [info.marks, start, known]);
  const marks = useMemo(() => thinned(info.marks), [info.marks]);
  const x = (cursor: number) => `${(100 * Math.max(0, cursor - start)) / length}%`;
  return (
    <svg className="scrubber-paint" aria-hidden="true">
      {bands.map((band) => (
        <rect
          key={band.from}
          className={band.odd ? 'era is-odd' : 'era'}
          x={x(band.from)}
          width={`${(100 * (band.to - band.from)) / length}%`}
          height="100%"
        />
      ))}
      {marks.map((mark) => (
        <svg
          key={`${mark.kind}${mark.cursor}${mark.text}`}
          x={x(mark.cursor)}
          className="mark-at"
          aria-hidden="true"
        >
          <MarkShape kind={mark.kind} />
        </svg>
      ))}
      <ToolMarks x={x} length={start + length} />
    </svg>
  );
}

interface ToolMarksProps {
  readonly x: (cursor: number) => string;
  readonly length: number;
}

/** A flag where a note is pinned, a full one for a cue; what lies beyond the strip has no place. */
function NoteFlags({ x, length }: ToolMarksProps) {
  const notes = useUi((state) => state.info?.notes);
  const flags = (notes ?? []).filter(({ cursor }) => cursor <= length);
  return flags.map(({ cursor, cue }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: notes have no name, and two may stand at one moment.
    <svg key={index} x={x(cursor)} className="mark-at" aria-hidden="true">
      <path className={cue === true ? 'note-flag is-cue' : 'note-flag'} d="M0 20V-5H7V1H0" />
    </svg>
  ));
}

/** Where this branch left another one, and what a search found. */
function ToolMarks({ x, length }: ToolMarksProps) {
  const fork = useUi((state) => state.info?.branches.find(({ current }) => current)?.forkedCursor ?? 0);
  const found = useUi((state) => state.search?.found);
  const shown = useMemo(() => evenly(found ?? [], MARKS_SHOWN), [found]);
  return (
    <>
      <NoteFlags x={x} length={length} />
      {fork > 0 && (
        <svg x={x(fork)} className="mark-at" aria-hidden="true">
          <path className="tick-fork" d="M0 -2V22M0 6C0 12 5 10 5 15" />
        </svg>
      )}
      {shown.map((cursor) => (
        <svg key={cursor} x={x(cursor)} className="mark-at" aria-hidden="true">
          <path className="tick-found" d="M-4 -4H4L0 2z" />
        </svg>
      ))}
    </>
  );
}

/** At most so many of a list, evenly spread. */
function evenly(cursors: readonly number[], most: number): readonly number[] {
  const keep = Math.ceil(cursors.length / most);
  return cursors.filter((_, index) => index % keep === 0);
}

function MarkShape({ kind }: { readonly kind: TimelineMark['kind'] }) {
  switch (kind) {
    case 'commit':
      return <path className="tick" d="M0 6V14" />;
    case 'accepted':
      return <rect className="tick-accepted" x="-2.5" y="15" width="5" height="5" />;
    case 'view':
      return <path className="tick-view" d="M0 0L4 4L0 8L-4 4z" />;
    case 'fault':
      return <path className="tick-fault" d="M1 0L-3 6H0L-1 11L3 5H0z" />;
    case 'violation':
      return <path className="tick-violation" d="M-5 0H5V10H-5z" />;
  }
}

interface Band {
  readonly from: number;
  readonly to: number;
  readonly odd: boolean;
}

/** Stretches between view changes, every second one shaded; those over at the start are not shown. */
export function bandsOf(marks: readonly TimelineMark[], start: number, end: number): Band[] {
  const inside = marks.filter(({ kind, cursor }) => kind === 'view' && cursor > start && cursor < end);
  const edges = [start, ...inside.map(({ cursor }) => cursor), end];
  return edges
    .slice(0, -1)
    .map((from, index) => ({ from, to: edges[index + 1] ?? end, odd: index % 2 === 1 }));
}

/** Every mark that is rare, and of the frequent kinds an even selection. */
function thinned(marks: readonly TimelineMark[]): TimelineMark[] {
  const often = marks.filter((mark) => mark.kind === 'commit' || mark.kind === 'accepted');
  const keep = Math.ceil(often.length / MARKS_SHOWN);
  const dropped = new Set(often.filter((_, index) => index % keep !== 0));
  return marks.filter((mark) => !dropped.has(mark));
}
