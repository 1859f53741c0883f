/**
 * Connects the canvas of messages with the page: what it draws, whom it singles out, and whose name it shows
 * once.
 */
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import {
  createMessageLayer,
  type LayerView,
  type MessageLayer,
  type Target,
} from '../canvas/message-layer.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { usePalette, useReducedMotion } from '../hooks/use-theme.ts';
import type { UiState } from '../state.ts';
import { nearestToThreshold } from './focus.ts';
import type { Layout } from './geometry.ts';
import { wordsOnLinks } from './link-words.ts';
import { lettersOf } from './values.ts';

export interface StageScene {
  readonly frame: Frame;
  readonly info: RunInfo;
  readonly layout: Layout;
}

export function useMessageLayer(
  canvas: RefObject<HTMLCanvasElement | null>,
  { frame, info, layout }: StageScene,
  onHover: (target: Target | null) => void,
): RefObject<MessageLayer | null> {
  const { clock, loop } = usePage();
  const palette = usePalette();
  const stepped = useReducedMotion();
  const focus = useStageFocus(frame, layout);
  const selected = useUi(({ selection }) => (selection?.kind === 'message' ? selection.id : null));
  const chosen = useUi(({ selection }) => seatOf(selection));
  const linkWords = useMemo(
    () => wordsOnLinks(frame, layout, chosen, info.delayMs),
    [frame, layout, chosen, info.delayMs],
  );
  const letters = useMemo(() => lettersOf(frame), [frame]);
  const styles = useMemo(
    () => new Map(info.protocol.messages.map((style) => [style.type, style])),
    [info.protocol.messages],
  );
  const firsts = useNamed(frame, info);
  // Halved, a name would be too small to read: the diagram beside it has it.
  const named = useUi(({ swapped, panels }) => swapped && panels.timeline) ? NOBODY : firsts;
  const view = useRef<Omit<LayerView, 'time'> | null>(null);
  view.current = { frame, layout, styles, letters, named, palette, focus, selected, stepped, linkWords };
  const hover = useRef(onHover);
  hover.current = onHover;
  const layer = useRef<MessageLayer | null>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const created = createMessageLayer({
      canvas: canvas.current,
      loop,
      view: () => (view.current === null ? null : { ...view.current, time: clock.time() }),
      onHover: (target) => hover.current(target),
    });
    layer.current = created;
    const unsubscribe = clock.subscribe(created.update);
    return () => {
      unsubscribe();
      created.destroy();
      layer.current = null;
    };
  }, [canvas, loop, clock]);
  useEffect(() => {
    layer.current?.update();
  });
  return layer;
}

/**
 * Whose messages are drawn in full: the selected one's, else, where there is a crowd, those of who is nearest
 * to a quorum.
 */
export function useStageFocus(frame: Frame, layout: Layout): Endpoint | null {
  const chosen = useUi(({ selection }) => seatOf(selection));
  const pinned = useUi((state) => state.pinnedSlot);
  if (chosen !== null || !layout.level.crowded) return chosen;
  return nearestToThreshold(frame, pinned);
}

/** The replica or client that is selected. */
function seatOf(selection: UiState['selection']): Endpoint | null {
  if (selection?.kind === 'replica') return selection.replica;
  return selection?.kind === 'client' ? selection.client : null;
}

const NOBODY: ReadonlySet<string> = new Set();

/** The first messages of each type that this session has shown, sent at once: one of them bears its name. */
function useNamed(frame: Frame, info: RunInfo): ReadonlySet<string> {
  const run = `${info.scenario.id}/${info.replicas}/${info.seed}`;
  const memory = useRef(firstsOf(run));
  if (memory.current.run !== run) memory.current = firstsOf(run);
  const { first } = memory.current;
  for (const { id, sentAt, summary } of frame.inFlight) {
    const known = first.get(summary.type);
    if (known === undefined || sentAt < known.sentAt) first.set(summary.type, { sentAt, ids: new Set([id]) });
    else if (sentAt === known.sentAt) known.ids.add(id);
  }
  const all = [...first.values()];
  const key = all.map(({ sentAt, ids }) => `${sentAt} ${ids.size}`).join('/');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the sets have grown.
  return useMemo(() => new Set(all.flatMap(({ ids }) => [...ids])), [key, run]);
}

interface Firsts {
  readonly run: string;
  /** By type. */
  readonly first: Map<string, { readonly sentAt: number; readonly ids: Set<string> }>;
}

function firstsOf(run: string): Firsts {
  return { run, first: new Map() };
}
