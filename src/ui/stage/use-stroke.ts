/**
 * A stroke while it is drawn: begins after a few px, says what it would do, Escape cancels, letting go does
 * it.
 */
import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';
import { useActions, usePage } from '../hooks/use-store.ts';
import type { Point } from './curve.ts';
import type { Layout } from './geometry.ts';
import { beginStroke, extendStroke, meaningOf, type Stroke, type StrokeMeaning } from './stroke.ts';

/** Shorter is a click. */
const LEAST = 8;
/** Points closer than this add nothing to see. */
const PITCH = 4;

export interface ShownStroke extends StrokeMeaning {
  readonly points: readonly Point[];
}

export function useStroke(layout: Layout) {
  const { store } = usePage();
  const actions = useActions();
  const current = useRef<Stroke | null>(null);
  const drawn = useRef(false);
  const [shown, setShown] = useState<ShownStroke | null>(null);
  const drop = () => {
    current.current = null;
    setShown(null);
  };
  useEscape(shown !== null, drop);

  return {
    shown,
    begin(at: Point, event: ReactPointerEvent) {
      drawn.current = false;
      current.current = beginStroke(at);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    /** True while a stroke is being drawn. */
    extend(to: Point): boolean {
      const { frame, playing } = store.getState();
      const stroke = current.current;
      const last = stroke?.points.at(-1);
      if (stroke === null || last === undefined || frame === null) return false;
      const far = Math.hypot(to.x - last.x, to.y - last.y);
      if (far < (stroke.points.length === 1 ? LEAST : PITCH)) return stroke.points.length > 1;
      if (playing) actions.pause();
      drawn.current = true;
      current.current = extendStroke(stroke, to, frame, layout);
      setShown({ points: current.current.points, ...meaningOf(current.current, layout) });
      return true;
    },
    end() {
      const acts = shown?.acts ?? [];
      drop();
      if (acts.length > 0) void actions.interveneAll(acts, 'faults');
    },
    cancel: drop,
    /** True once after a stroke: the click that ends it chooses nothing. */
    wasDrawn(): boolean {
      const was = drawn.current;
      drawn.current = false;
      return was;
    },
  };
}

/** Escape while it is drawn gives up the stroke and nothing else. */
function useEscape(drawing: boolean, drop: () => void): void {
  const act = useRef(drop);
  act.current = drop;
  useEffect(() => {
    if (!drawing) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      act.current();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [drawing]);
}
