/** Everything that a painting of the diagram needs and that only changes when React renders. */
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { useMedia } from '../hooks/use-media.ts';
import type { Size } from '../hooks/use-size.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { usePalette } from '../hooks/use-theme.ts';
import { slotOf } from '../search/filter.ts';
import { focusSlot, viewWordOf } from '../stage/focus.ts';
import { shownUpTo } from '../teaching.ts';
import { PALETTES, type Palette } from '../tokens.ts';
import type { ArrowStore } from './arrow-store.ts';
import { type Axis, type AxisKind, stepAxis, timeAxis } from './axis.ts';
import type { SceneInput } from './diagram-layer.ts';
import { messageId } from './hit.ts';
import { geometryOf, lanesOf } from './lanes.ts';
import { leadersOf } from './leaders.ts';
import { liveRows } from './live-rows.ts';
import { type RowRef, sieveOf, withinSlot } from './scene.ts';
import { timeMap } from './time-map.ts';
import { type DiagramData, useDiagramData } from './use-diagram-data.ts';

interface Given {
  readonly info: RunInfo;
  readonly frame: Frame;
  readonly axis: AxisKind;
  readonly turned: boolean;
}

export function useSceneInput(
  given: Given,
  size: Size | null,
  scrolled: number,
): RefObject<SceneInput | null> {
  const { info, frame, turned } = given;
  const hasSlot = useUi(({ filter }) => slotOf(filter) !== null);
  const { loop } = usePage();
  const pinned = useUi((state) => state.pinnedSlot);
  const selection = useUi((state) => state.selection);
  const found = useUi((state) => state.search?.found ?? NONE);
  const seen = useUi(({ lecture }) => shownUpTo(lecture, info.length, frame.cursor));
  const palette = useInkPalette();
  const [data, version] = useDiagramData(info);
  const { messages } = info.protocol;
  const lanes = useMemo(() => lanesOf(info.clients, info.replicas), [info.clients, info.replicas]);
  const { sieve, marks } = useSeatView(given, data, version, found);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the data have grown.
  const live = useMemo(
    () => liveRows(frame.inFlight, messages, data.arrows, frame.cursor),
    [frame, messages, data, version],
  );
  const axis = useAxis(given, data, version, live);
  const leaders = useMemo(() => leadersOf(info, frame), [info, frame]);
  const focus = focusSlot(frame, pinned);
  const input = useRef<SceneInput | null>(null);
  const isSteps = given.axis === 'steps';
  input.current =
    size === null
      ? null
      : {
          arrows: data.arrows,
          live,
          marks,
          story: info.marks,
          axis,
          lanes,
          geometry: geometryOf(size.width, size.height, lanes.all.length, turned, isSteps, scrolled),
          // One slot at a time where lanes are narrow columns.
          sieve: turned && !hasSlot ? withinSlot(sieve, focus) : sieve,
          styles: messages,
          palette,
          cursor: frame.cursor,
          seen,
          focus,
          found,
          leaders,
          viewWord: viewWordOf(frame),
          ...(frame.seat !== undefined && {
            seat: frame.seat,
            lettered: new Set(frame.contested.map(({ slot }) => slot)),
          }),
          viewKey: `${data.run} ${given.axis} ${turned}`,
          selected:
            selection?.kind === 'message' ? refOf(selection.id, data.arrows, live, frame.cursor) : null,
        };
  useEffect(() => loop.invalidate());
  return input;
}

const NONE: readonly number[] = [];

/** What passes and what stands on the lanes: from a seat its own marks, and arrows that touch it. */
function useSeatView({ info, frame }: Given, data: DiagramData, version: number, found: readonly number[]) {
  const filter = useUi((state) => state.filter);
  const { seat } = frame;
  const { messages, idleTypes } = info.protocol;
  const sieve = useMemo(
    () => sieveOf(filter, messages, idleTypes, found, seat),
    [filter, messages, idleTypes, found, seat],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the data have grown.
  const marks = useMemo(
    () => (seat === undefined ? data.marks : data.marks.seenBy(seat)),
    [data, version, seat],
  );
  return { sieve, marks };
}

/** Over time it is as long as what a move that is being shown comes to, and keeps its length all the way. */
function useAxis({ axis, info, frame }: Given, data: DiagramData, version: number, live: ArrowStore): Axis {
  const delay = Math.max(1, info.delayMs.max * 1000);
  const last = Math.max(frame.at, info.endedAt, data.arrows.lastEnd());
  const flying = axis === 'steps' ? live : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the data have grown.
  return useMemo(
    () =>
      flying === null
        ? timeAxis(timeMap(data.busy, delay, last), delay, last)
        : stepAxis(data.arrows, lastStep(flying)),
    [data, version, flying, delay, last],
  );
}

/** In forced colours the system's own; on paper those of the light theme. */
function useInkPalette(): Palette {
  const palette = usePalette();
  const forced = useMedia('(forced-colors: active)');
  const printed = useMedia('print');
  if (forced) return FORCED;
  return printed ? PALETTES.light : palette;
}

const FORCED: Palette = {
  paper: 'Canvas',
  surface: 'Canvas',
  band: 'Canvas',
  ink: 'CanvasText',
  muted: 'CanvasText',
  line: 'GrayText',
  hair: 'GrayText',
  onAccent: 'HighlightText',
  onHue: 'Canvas',
  contra: 'Mark',
  neutral: 'CanvasText',
  proposal: 'Highlight',
  vote1: 'CanvasText',
  vote2: 'CanvasText',
  change: 'LinkText',
};

function lastStep(live: ArrowStore): number {
  let last = 0;
  for (let row = 0; row < live.count; row += 1) last = Math.max(last, live.columns.endStep.at(row) as number);
  return last;
}

/** Rows around the playhead in which a selected message is looked for. */
const LOOKED = 8_192;

function refOf(id: string, arrows: ArrowStore, live: ArrowStore, cursor: number): RowRef | null {
  for (let row = 0; row < live.count; row += 1) if (messageId(live, row) === id) return { live: true, row };
  const near = arrows.endedBy(cursor);
  const number = Number.parseInt(id.slice(id.lastIndexOf('#') + 1), 10);
  for (let row = Math.max(0, near - LOOKED); row < Math.min(arrows.count, near + LOOKED); row += 1) {
    if (arrows.columns.number.at(row) === number && messageId(arrows, row) === id)
      return { live: false, row };
  }
  return null;
}
