/**
 * The diagram by keyboard: left and right walk the messages in the order of their ends, up and down change
 * the lane.
 */
import type { DiagramLayer } from './diagram-layer.ts';
import { passes, type RowRef, type Scene } from './scene.ts';

/** Rows looked through for one on another lane. */
const LOOKED = 50_000;

/** The message that a key leads to; null when the key is none of ours or there is none. */
export function walked(scene: Scene, from: RowRef | null, key: string): RowRef | null {
  const { arrows } = scene;
  const start = from === null || from.live ? arrows.endedBy(scene.cursor) - 1 : from.row;
  switch (key) {
    case 'ArrowRight':
      return next(scene, from === null ? start - 1 : start, 1, () => true);
    case 'ArrowLeft':
      return next(scene, from === null ? start + 1 : start, -1, () => true);
    case 'Home':
      return next(scene, -1, 1, () => true);
    case 'End':
      return next(scene, arrows.count, -1, () => true);
    case 'ArrowUp':
    case 'ArrowDown':
      return otherLane(scene, start, key === 'ArrowUp' ? -1 : 1);
    default:
      return null;
  }
}

function otherLane(scene: Scene, start: number, by: 1 | -1): RowRef | null {
  const { receiver } = scene.arrows.columns;
  const laneOf = (row: number) => scene.lanes.ofPlace(receiver.at(row) as number);
  const wanted = laneOf(Math.max(0, start)) + by;
  const isThere = (row: number) => laneOf(row) === wanted;
  return next(scene, start, -1, isThere) ?? next(scene, start, 1, isThere);
}

function next(scene: Scene, from: number, by: 1 | -1, wanted: (row: number) => boolean): RowRef | null {
  const { arrows, sieve } = scene;
  for (
    let row = from + by, looked = 0;
    row >= 0 && row < arrows.count && looked < LOOKED;
    row += by, looked += 1
  )
    if (passes(sieve, arrows, row) && wanted(row)) return { live: false, row };
  return null;
}

/** Zooming and panning by keys; true when the key was one of these. */
export function movesView(layer: DiagramLayer, key: string, along: number): boolean {
  if (key === '+' || key === '=') layer.zoom(1.5);
  else if (key === '-') layer.zoom(1 / 1.5);
  else if (key === 'PageDown') layer.pan(-along * 0.6);
  else if (key === 'PageUp') layer.pan(along * 0.6);
  else return false;
  return true;
}
