/**
 * The way of one message: at share (t − sent) / (due − sent) of its link, beside those that were sent along
 * with it, and in the queue at the gate once it is due (VISUAL 1).
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { Flight } from '../../projection/frame.ts';
import { type Curve, pointAt } from '../stage/curve.ts';
import type { Layout } from '../stage/geometry.ts';
import { curveOf } from '../stage/link-curves.ts';

export interface When {
  readonly time: TimeUs;
  /** Only 0, 1/2 and 1 of the way: the visitor asked for less motion. */
  readonly stepped: boolean;
}

/**
 * One message with its way; `queued` others wait before it at the same gate once it is due, and beside it fly
 * those that were sent along with it.
 */
export interface Walker {
  readonly flight: Flight;
  readonly curve: Curve;
  readonly length: number;
  readonly queued: number;
  /** No farther back than this share of its link. */
  readonly most: number;
  /** To the right of travel, px. */
  readonly aside: number;
}

/** Distance of queued marks at a gate. */
const GATE_PITCH = 14;
/** No queue reaches farther back than this share of its link; of broadcasts drawn as one farther. */
const GATE_SHARE = 0.4;
export const WAVE_SHARE = 0.85;
/** Messages that fly side by side are this far apart, so that boxes, pips and second outlines stay clear. */
const ASIDE_PITCH = 24;
/** The same of small marks. */
const ASIDE_SMALL = 15;
/** More of them than that lie on each other. */
const ASIDE_MOST = 3;
/** From here on those side by side fall in line for the gate, as a share of the way. */
const IN_LINE_FROM = 0.85;

/** How far a message has come at a time, 0 … 1. */
export function shareOf(flight: Flight, { time, stepped }: When): number {
  if (flight.atSender === true) return 0;
  const way = Math.max(1, flight.dueAt - flight.sentAt);
  const share = Math.min(1, Math.max(0, (time - flight.sentAt) / way));
  return stepped ? Math.floor(share * 2) / 2 : share;
}

export function walk(walker: Walker, when: When, to: { x: number; y: number }): void {
  const { flight, curve, length, queued, aside } = walker;
  const share = shareOf(flight, when);
  const inLine =
    aside === 0 ? (share >= 1 ? 1 : 0) : Math.max(0, (share - IN_LINE_FROM) / (1 - IN_LINE_FROM));
  const back = Math.min(queued * GATE_PITCH, Math.max(GATE_PITCH, length * walker.most));
  const { x, y } = pointAt(curve, Math.max(0, share - (inLine * back) / length));
  const off = (aside * (1 - inLine)) / length;
  to.x = x - (curve.to.y - curve.from.y) * off;
  to.y = y + (curve.to.x - curve.from.x) * off;
}

export function walkerOf(
  flight: Flight,
  layout: Layout,
  queued: number,
  beside: number,
  most = GATE_SHARE,
): Walker {
  const curve = curveOf(layout, flight.from, flight.to);
  const pitch = layout.level.outlined ? ASIDE_PITCH : ASIDE_SMALL;
  const length = Math.max(1, Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y));
  return { flight, curve, length, queued, most, aside: Math.min(beside, ASIDE_MOST) * pitch };
}
