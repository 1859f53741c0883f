/**
 * Pointer and wheel on the diagram: drag pans, the wheel or two fingers zoom, shift and drag marks a stretch
 * to zoom into, a press without a drag is a click. The minimap's frame is dragged to where one wants to look.
 */
import type { DiagramLayer } from './diagram-layer.ts';
import type { Geometry } from './lanes.ts';
import { minimapLength } from './minimap.ts';

export interface GestureTargets {
  hover(along: number, across: number): void;
  leave(): void;
  click(along: number, across: number): void;
  /** Lanes that do not all fit are moved. */
  scroll(by: number): void;
}

/** A press that moves less is a click, CSS px. */
const STILL = 4;

interface Pointer {
  readonly a: number;
  readonly c: number;
}

/** Listens on the diagram; returns the way out. */
export function listenToGestures(
  element: HTMLElement,
  layer: DiagramLayer,
  geometry: () => Geometry | null,
  targets: GestureTargets,
): () => void {
  const pointers = new Map<number, Pointer>();
  let begun: (Pointer & { readonly brush: boolean }) | null = null;
  let moved = false;
  const place = (event: MouseEvent): Pointer => {
    const box = element.getBoundingClientRect();
    // A lecture enlarges the whole diagram.
    const scale = box.width / (element.offsetWidth || box.width || 1);
    const [x, y] = [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
    return geometry()?.turned === true ? { a: y, c: x } : { a: x, c: y };
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const here = place(event);
    pointers.set(event.pointerId, here);
    if (pointers.size === 1) [begun, moved] = [{ ...here, brush: event.shiftKey }, false];
    else moved = true;
  };
  const onMove = (event: PointerEvent) => {
    const here = place(event);
    const before = pointers.get(event.pointerId);
    if (before === undefined || begun === null) return targets.hover(here.a, here.c);
    if (!moved && Math.hypot(here.a - begun.a, here.c - begun.c) < STILL) return;
    if (!moved) element.setPointerCapture(event.pointerId);
    moved = true;
    pointers.set(event.pointerId, here);
    if (pointers.size === 2) pinch(layer, pointers, event.pointerId, before);
    else if (begun.brush) layer.brush([begun.a, here.a]);
    else {
      layer.pan(here.a - before.a);
      targets.scroll(before.c - here.c);
    }
  };
  const onUp = (event: PointerEvent) => {
    const start = pointers.delete(event.pointerId) && pointers.size === 0 ? begun : null;
    if (start === null) return;
    const here = place(event);
    if (!moved && event.type === 'pointerup') targets.click(here.a, here.c);
    else if (start.brush && Math.abs(here.a - start.a) >= STILL) {
      const ends = [layer.positionAt(start.a), layer.positionAt(here.a)];
      layer.show(Math.min(...ends), Math.max(...ends));
    }
    layer.brush(null);
    begun = null;
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const { a } = place(event);
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      layer.pan(-(event.deltaX || event.deltaY));
    else layer.zoom(2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), a);
  };
  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onUp);
  element.addEventListener('pointerleave', targets.leave);
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onUp);
    element.removeEventListener('pointerleave', targets.leave);
    element.removeEventListener('wheel', onWheel);
  };
}

function pinch(
  layer: DiagramLayer,
  pointers: ReadonlyMap<number, Pointer>,
  id: number,
  before: Pointer,
): void {
  const [now, other] = [pointers.get(id), [...pointers].find(([key]) => key !== id)?.[1]];
  if (now === undefined || other === undefined) return;
  const [was, is] = [Math.abs(before.a - other.a), Math.abs(now.a - other.a)];
  if (was > 8 && is > 8) layer.zoom(is / was, (now.a + other.a) / 2);
  layer.pan((now.a - before.a) / 2);
}

/** A press on the minimap brings that place into the middle; dragging goes on. */
export function listenToMinimap(element: HTMLElement, layer: DiagramLayer): () => void {
  const go = (event: PointerEvent) => {
    const now = layer.current();
    if (now === null || (event.type === 'pointermove' && (event.buttons & 1) === 0)) return;
    if (event.type === 'pointerdown') element.setPointerCapture(event.pointerId);
    const box = element.getBoundingClientRect();
    const middle = ((event.clientX - box.left) / Math.max(1, box.width)) * minimapLength(now.scene);
    const { view, geometry } = now.scene;
    const half = (view.invertX(geometry.along) - view.invertX(geometry.head)) / 2;
    layer.show(middle - half, middle + half);
  };
  element.addEventListener('pointerdown', go);
  element.addEventListener('pointermove', go);
  return () => {
    element.removeEventListener('pointerdown', go);
    element.removeEventListener('pointermove', go);
  };
}
