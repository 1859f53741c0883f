/**
 * Which copy of a broadcast carries its mark: one whose mark meets no other until the next event, so that two
 * broadcasts never look like one while their copies arrive (VISUAL 1).
 */
import type { Flight } from '../../projection/frame.ts';
import type { Point } from '../stage/curve.ts';

/** Where a mark stands at some moments, the same for all. */
export type Track = readonly Point[];

export interface Bearer {
  readonly flight: Flight;
  /** Marks that wait before it at the gate, in its own link's pitch. */
  readonly queued: number;
}

/** Middles of two marks that do not touch, and of one and the box around the next. */
const APART = 13;
const APART_NEXT = 18;
/** Farther back than so many marks nobody waits. */
const QUEUE_MOST = 20;

/**
 * At a quarter of the ring the marks of all senders stay apart; at its middle they would all meet in the
 * centre. So that member comes first, then its neighbours; where all of them would meet another mark they
 * wait farther back on their links, if they are due.
 *
 * @param standing tracks of all marks that are there already
 * @param trackOf a member's way, with so many before it at the gate
 * @returns of a wave in ring order its bearer; `next`: the wave holds the message that is taken in next
 */
export function bearers(
  replicas: number,
  standing: readonly { readonly track: Track; readonly next: boolean }[],
  trackOf: (flight: Flight, queued: number) => Track,
): (wave: readonly Flight[], isDue: boolean, next: boolean) => Bearer | undefined {
  const taken = [...standing];
  const wanted = 1 + Math.floor((replicas - 2) / 4);
  const off = ({ from, to }: Flight) =>
    Math.abs(((Number(to) - Number(from) + replicas) % replicas) - wanted);
  return (wave, isDue, next) => {
    const members = [...wave].sort((a, b) => off(a) - off(b));
    const room = (track: Track) =>
      Math.min(...taken.map((other) => gap(track, other.track) - (next || other.next ? APART_NEXT : APART)));
    let best: { readonly bearer: Bearer; readonly track: Track; readonly room: number } | null = null;
    for (let queued = 0; queued <= (isDue ? QUEUE_MOST : 0); queued += 0.5) {
      for (const flight of members) {
        const track = trackOf(flight, queued);
        const found = { bearer: { flight, queued }, track, room: room(track) };
        if (best === null || found.room > best.room) best = found;
        if (found.room >= 0) break;
      }
      if (best !== null && best.room >= 0) break;
    }
    if (best === null) return undefined;
    taken.push({ track: best.track, next });
    return best.bearer;
  };
}

/** The least distance of two marks, at the same moments. */
function gap(a: Track, b: Track): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [moment, { x, y }] of a.entries()) {
    const other = b[moment];
    if (other !== undefined) least = Math.min(least, (x - other.x) ** 2 + (y - other.y) ** 2);
  }
  return Math.sqrt(least);
}
