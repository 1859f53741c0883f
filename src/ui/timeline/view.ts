/**
 * What part of the axis is in sight: a D3 zoom transform over units, its scale in CSS px per unit. Zooming
 * keeps what is under the pointer where it is; the view follows the playhead when that leaves it.
 */
import { type ZoomTransform, zoomIdentity } from 'd3';
import type { Geometry } from './lanes.ts';

export type View = ZoomTransform;

/** CSS px per unit at most. */
const CLOSEST = 400;
/** Where the playhead stands when the view has to follow it, as a share of the room. */
const PLAYHEAD_AT = 0.75;
/** Room before the first and after the last event, CSS px. */
const MARGIN = 16;

/** `from` units at the beginning of the axis. */
export function viewFrom(from: number, scale: number, { head }: Geometry): View {
  return zoomIdentity.translate(head - from * scale, 0).scale(scale);
}

/** All of the run, but never wider than looks sensible. */
export function fitted(length: number, geometry: Geometry, widest: number): View {
  const room = geometry.along - geometry.head - 2 * MARGIN;
  const scale = Math.min(widest, room / Math.max(1, length));
  return viewFrom(-MARGIN / scale, scale, geometry);
}

/** A first look: the last steps at a size that can be read. */
export function opening(length: number, position: number, geometry: Geometry, comfortable: number): View {
  const room = geometry.along - geometry.head - 2 * MARGIN;
  const scale = Math.min(1.6 * comfortable, Math.max(comfortable, room / Math.max(1, length)));
  return followed(viewFrom(-MARGIN / scale, scale, geometry), position, length, geometry);
}

export function zoomed(view: View, by: number, at: number, length: number, geometry: Geometry): View {
  const least = Math.min(CLOSEST, (geometry.along - geometry.head - 2 * MARGIN) / Math.max(1, length) / 1.2);
  const k = Math.min(CLOSEST, Math.max(least, view.k * by));
  return kept(zoomIdentity.translate(at - view.invertX(at) * k, 0).scale(k), length, geometry);
}

export function panned(view: View, by: number, length: number, geometry: Geometry): View {
  return kept(zoomIdentity.translate(view.x + by, 0).scale(view.k), length, geometry);
}

/** Exactly this part of the axis. */
export function showing(from: number, to: number, length: number, geometry: Geometry): View {
  const room = geometry.along - geometry.head;
  const k = Math.min(CLOSEST, room / Math.max(to - from, 1e-3));
  return kept(viewFrom((from + to - room / k) / 2, k, geometry), length, geometry);
}

/** The same view, moved only when the playhead is out of sight. */
export function followed(view: View, position: number, length: number, geometry: Geometry): View {
  const at = view.applyX(position);
  const [first, last] = [geometry.head, geometry.along - MARGIN];
  if (at >= first && at <= last) return view;
  const wanted = geometry.head + (last - geometry.head) * PLAYHEAD_AT;
  return kept(zoomIdentity.translate(wanted - position * view.k, 0).scale(view.k), length, geometry);
}

/** Nobody pans away from the run. */
function kept(view: View, length: number, { along, head }: Geometry): View {
  const room = along - head;
  const most = head + room * 0.25 + MARGIN;
  const least = Math.min(head + MARGIN, along - length * view.k - room * 0.25);
  return zoomIdentity.translate(Math.min(most, Math.max(least, view.x)), 0).scale(view.k);
}
