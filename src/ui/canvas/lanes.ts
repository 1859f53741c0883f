/**
 * Messages on one link that would lie on each other somewhere on their way fly side by side: those that were
 * sent at once, and those that overtake (VISUAL 1).
 */
import type { Flight } from '../../projection/frame.ts';

/** Along a link, px: nearer than this two marks lie on each other. */
const TOO_NEAR = 15;
/** A message is compared with so many that were sent before it on its link: more lanes nobody can see. */
const COMPARED = 16;

/**
 * @param lengthOf a flight's link, px
 * @returns by message how many lanes to the right of travel it flies; 0 is the link itself
 */
export function lanesOf(
  flights: readonly Flight[],
  lengthOf: (flight: Flight) => number,
): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>();
  const links = new Map<string, Flight[]>();
  for (const flight of [...flights].sort((a, b) => a.sentAt - b.sentAt)) {
    const key = `${flight.from}>${flight.to}`;
    const before = links.get(key) ?? [];
    const taken = new Set(
      before.filter((other) => meet(flight, other, lengthOf(flight))).map(({ id }) => lanes.get(id)),
    );
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    lanes.set(flight.id, lane);
    links.set(key, [...before.slice(1 - COMPARED), flight]);
  }
  return lanes;
}

/** Whether two on one link come too near while both are on their way: both move evenly, so the ends tell. */
function meet(a: Flight, b: Flight, length: number): boolean {
  if (a.sentAt === b.sentAt) return true;
  const [start, end] = [Math.max(a.sentAt, b.sentAt), Math.min(a.dueAt, b.dueAt)];
  if (end <= start) return false;
  const [first, last] = [ahead(a, b, start) * length, ahead(a, b, end) * length];
  return first * last <= 0 || Math.min(Math.abs(first), Math.abs(last)) < TOO_NEAR;
}

/** How far the one is ahead of the other at a time, as a share of the way. */
function ahead(a: Flight, b: Flight, time: number): number {
  return (time - a.sentAt) / (a.dueAt - a.sentAt) - (time - b.sentAt) / (b.dueAt - b.sentAt);
}
