/**
 * What two branches side by side need besides their stages: the line that says which difference this is and
 * walks to the others, a name per stage, and the marks on whoever differs.
 */
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { Branch, Difference } from '../../runtime/api.ts';
import { useSize } from '../hooks/use-size.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { sentenceCase } from '../panels/words.ts';
import type { Point } from '../stage/curve.ts';
import { type Layout, placeOf, stageLayout } from '../stage/geometry.ts';
import { MATRIX_FROM } from '../stage/level.ts';
import type { Beside } from '../tools.ts';
import { BesideStage } from './beside-stage.tsx';
import { differingSeats, type SeatDifference } from './differing.ts';
import { useBesideFrame } from './other-store.ts';
import { differenceAt, reachedDifferences } from './walk.ts';
import { branchName, comparedWords } from './words.ts';
import './branches.css';

export function PairHead() {
  const beside = useUi((state) => state.beside);
  const cursor = useUi((state) => state.cursor);
  const at = useUi((state) => state.displayTime);
  const { walkDifference, standBeside } = useActions();
  if (beside === null) return null;
  const differences = beside.comparison?.differences ?? [];
  const now = differenceAt(differences, { cursor, at });
  const reached = reachedDifferences(differences, { cursor, at });
  return (
    <section className="pair-head" aria-label="Two branches compared">
      <span className="twin">
        <button
          type="button"
          className="button icon"
          aria-label="Previous difference"
          title="Previous difference (Shift n)"
          aria-disabled={reached === 0}
          onClick={() => void walkDifference(true)}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button"
          title="Next difference (n)"
          onClick={() => void walkDifference(false)}
        >
          Next difference <ChevronRight size={16} aria-hidden="true" />
        </button>
      </span>
      <div className="pair-sentence">
        <p>
          {now === null ? (
            <PairSummary beside={beside} reached={reached} />
          ) : (
            <DifferenceWords difference={now} index={differences.indexOf(now)} of={differences.length} />
          )}
        </p>
        <NowDiffering />
      </div>
      <button
        type="button"
        className="button quiet icon"
        aria-label="One branch alone"
        title="One branch alone (Esc)"
        onClick={() => void standBeside(null)}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </section>
  );
}

function PairSummary({ beside, reached }: { readonly beside: Beside; readonly reached: number }) {
  const count = beside.comparison?.differences.length ?? 0;
  return (
    <>
      {comparedWords(beside)} {count > 0 && `${reached} of them lie behind.`}
    </>
  );
}

/** What differs at the moment on show, whether or not it began just now. */
function NowDiffering() {
  const here = useUi((state) => state.frame);
  const there = useBesideFrame();
  if (here === null || there === null) return null;
  const differing = differingSeats(here, there);
  const words =
    differing.length === 0 ? 'nobody differs' : differing.map((difference) => difference.words).join('; ');
  return (
    <p className="hint pair-now" title={words}>
      Now: {words}.
    </p>
  );
}

interface DifferenceWordsProps {
  readonly difference: Difference;
  readonly index: number;
  readonly of: number;
}

function DifferenceWords({ difference, index, of }: DifferenceWordsProps) {
  return (
    <>
      <strong>
        {index === 0 ? 'First difference' : `Difference ${index + 1}`} of {of}
      </strong>{' '}
      {difference.sentence}
    </>
  );
}

/** The name of the open branch, and its marks, above its stage. */
export function HereOverlay() {
  const frame = useUi((state) => state.frame);
  const branch = useUi((state) => state.info?.branches.find(({ current }) => current) ?? null);
  const other = useBesideFrame();
  if (frame === null || branch === null) return null;
  return <Overlay side="here" branch={branch} frame={frame} other={other} />;
}

export function OtherStage() {
  const beside = useUi((state) => state.beside);
  const branches = useUi((state) => state.info?.branches);
  const here = useUi((state) => state.frame);
  const frame = useBesideFrame();
  const branch = branches?.find(({ id }) => id === beside?.branch);
  if (branch === undefined) return null;
  return (
    <section className="stages-seat" aria-label={`${sentenceCase(branchName(branch))}, for comparison`}>
      <BesideStage />
      {frame !== null && here !== null && <Overlay side="there" branch={branch} frame={frame} other={here} />}
    </section>
  );
}

interface OverlayProps {
  readonly side: 'here' | 'there';
  readonly branch: Branch;
  readonly frame: Frame;
  /** The same moment on the other side. */
  readonly other: Frame | null;
}

function Overlay({ side, branch, frame, other }: OverlayProps) {
  const { switchBranch } = useActions();
  const differing = other === null ? [] : differingSeats(frame, other);
  return (
    <>
      <div className="pair-name">
        <p>
          <strong>{sentenceCase(side)}:</strong> {branchName(branch)}
          {side === 'here' && <span className="branch-here">open</span>}
          <span className="hint"> {branch.differs}</span>
        </p>
        {side === 'there' && (
          <button type="button" className="button" onClick={() => void switchBranch(branch.id)}>
            Go over
          </button>
        )}
      </div>
      <Marks frame={frame} differing={differing} />
    </>
  );
}

/** An unequal sign at every seat that differs; the one that the present difference is about is filled. */
function Marks({
  frame,
  differing,
}: {
  readonly frame: Frame;
  readonly differing: readonly SeatDifference[];
}) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const focus = useFocusedSeat();
  const [replicas, clients] = [frame.replicas.length, frame.clients.length];
  const layout = useMemo(
    () => (size === null ? null : stageLayout(replicas, clients, size.width, size.height)),
    [size, replicas, clients],
  );
  const drawn = layout !== null && replicas < MATRIX_FROM;
  return (
    <div className="pair-marks" ref={box}>
      {drawn && (
        <svg
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          role="img"
          aria-label={differingWords(differing)}
        >
          {differing.map(({ seat }) => {
            const { x, y } = markPlace(layout, seat);
            return (
              <g
                key={seat}
                className={seat === focus ? 'unequal is-focus' : 'unequal'}
                transform={`translate(${x} ${y})`}
              >
                <circle r="10" />
                <path d="M-5 -2.5H5M-5 2.5H5M3 -6L-3 6" />
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

/** At the outer rim, where neither links nor the words beside the glyph are. */
function markPlace(layout: Layout, seat: Endpoint): Point {
  const { x, y } = placeOf(layout, seat);
  if (typeof seat !== 'number') return { x: x - layout.clientRadius, y: y + layout.clientRadius };
  const outward = (360 * seat) / layout.replicas.length;
  const turn = outward < 20 ? -45 : outward > 160 ? 45 - Math.max(0, outward - 180) : 55;
  const angle = ((outward + turn) * Math.PI) / 180;
  const reach = layout.level.glyph / 2 + 6;
  return { x: x + reach * Math.sin(angle), y: y - reach * Math.cos(angle) };
}

function useFocusedSeat() {
  return useUi(({ beside, cursor, displayTime }) => {
    const differences = beside?.comparison?.differences ?? [];
    return differenceAt(differences, { cursor, at: displayTime })?.where ?? null;
  });
}

function differingWords(differing: readonly SeatDifference[]): string {
  if (differing.length === 0) return 'Nobody differs at this moment';
  return `Differs at this moment: ${differing.map(({ words }) => words).join('; ')}`;
}
