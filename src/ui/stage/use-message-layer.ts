/**
 * Connects the canvas of messages with the page: what it draws, whom it singles out, and whose name it shows
 * once.
 */
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import {
  createMessageLayer,
  type LayerView,
  type MessageLayer,
  type Target,
} from '../canvas/message-layer.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { usePalette, useReducedMotion } from '../hooks/use-theme.ts';
import { nearestToThreshold } from './focus.ts';
import type { Layout } from './geometry.ts';
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
  const letters = useMemo(() => lettersOf(frame), [frame]);
  const styles = useMemo(
    () => new Map(info.protocol.messages.map((style) => [style.type, style])),
    [info.protocol.messages],
  );
  const firsts = useNamed(frame, info);
  // Halved, a name would be too small to read: the diagram beside it has it.
  const named = useUi(({ swapped, panels }) => swapped && panels.timeline) ? NOBODY : firsts;
  const view = useRef<Omit<LayerView, 'time'> | null>(null);
  view.current = { frame, layout, styles, letters, named, palette, focus, selected, stepped };
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
  const chosen = useUi(({ selection }): Endpoint | null => {
    if (selection?.kind === 'replica') return selection.replica;
    return selection?.kind === 'client' ? selection.client : null;
  });
  const pinned = useUi((state) => state.pinnedSlot);
  if (chosen !== null || !layout.level.crowded) return chosen;
  return nearestToThreshold(frame, pinned);
}

const NOBODY: ReadonlySet<string> = new Set();

/** Of those sent at once the one across the ring has most room for its name. */
function isFarther(flight: Flight, known: Flight, replicas: number): boolean {
  const across = ({ from, to }: Flight) =>
    typeof from === 'number' && typeof to === 'number'
      ? Math.min((to - from + replicas) % replicas, (from - to + replicas) % replicas)
      : 0;
  return flight.sentAt === known.sentAt && across(flight) > across(known);
}

/** The first message of each type that this session has shown: its name stands beside it. */
function useNamed(frame: Frame, info: RunInfo): ReadonlySet<string> {
  const run = `${info.scenario.id}/${info.replicas}/${info.seed}`;
  const memory = useRef({ run, first: new Map<string, Flight>() });
  if (memory.current.run !== run) memory.current = { run, first: new Map() };
  const { first } = memory.current;
  for (const flight of frame.inFlight) {
    const known = first.get(flight.summary.type);
    if (known === undefined || flight.sentAt < known.sentAt || isFarther(flight, known, info.replicas))
      first.set(flight.summary.type, flight);
  }
  const key = [...first.values()].map(({ id }) => id).join(' ');
  return useMemo(() => new Set(key.split(' ')), [key]);
}
