/**
 * One-way links in words: how long a message takes there, what is lost, whether it is cut; and which one is
 * under the pointer.
 */
import type { Endpoint } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import { delayText, seatName } from '../panels/words.ts';
import { type Point, pointAt } from './curve.ts';
import type { Layout } from './geometry.ts';
import { curveOf } from './link-curves.ts';

/** From … to. */
export type Link = readonly [Endpoint, Endpoint];

interface Delay {
  readonly min: number;
  readonly max: number;
}

/** The pointer is on a link within this distance of it. */
const REACH = 6;
const SAMPLES = 24;

export function linkKey([from, to]: Link): string {
  return `${from}>${to}`;
}

/** "R0 → R1: 20 ms, cut" */
export function linkWords(frame: Frame, link: Link, delayMs: Delay): string {
  return `${seatName(link[0])} → ${seatName(link[1])}: ${delayWords(frame, link, delayMs)}`;
}

/** "20 ms", "10 – 40 ms, loses 5 %, doubles 2 %", "cut" */
export function delayWords(frame: Frame, [from, to]: Link, delayMs: Delay): string {
  if (frame.cuts.some((cut) => cut[0] === from && cut[1] === to)) return 'cut';
  const own = frame.links.find((link) => link.from === from && link.to === to);
  const delay = own?.delay ?? null;
  const [min, max] = delay === null ? [delayMs.min, delayMs.max] : [delay.min / 1000, delay.max / 1000];
  const time = delayText(min, max);
  const [loss, twice] = [own?.lossRate ?? 0, own?.duplicateRate ?? 0];
  const lost = loss > 0 ? `, loses ${Math.round(loss * 100)} %` : '';
  return `${time}${lost}${twice > 0 ? `, doubles ${Math.round(twice * 100)} %` : ''}`;
}

/** Words of a link on the picture. */
export interface LinkWords {
  readonly link: Link;
  readonly text: string;
}

/** More replicas than this have no room for words on every link. */
const WORDS_UP_TO = 7;

/**
 * The words of links that differ from the rest, and of those of a selected replica or client; none from a
 * seat, where nobody knows what the network does.
 */
export function wordsOnLinks(
  frame: Frame,
  layout: Layout,
  selected: Endpoint | null,
  delayMs: Delay,
): readonly LinkWords[] {
  if (frame.seat !== undefined) return [];
  const replicas = [...layout.replicas.keys()];
  const room = replicas.length <= WORDS_UP_TO && !layout.compact;
  const asked = room && selected !== null ? replicas.map((to): Link => [selected, to]) : [];
  const differ = layout.level.wavefront ? [] : frame.links.map(({ from, to }): Link => [from, to]);
  const links = new Map([...differ, ...asked].map((link) => [linkKey(link), link]));
  return [...links.values()]
    .filter(([from, to]) => from !== to)
    .map((link) => ({ link, text: delayWords(frame, link, delayMs) }));
}

/** False for a link between two groups of a partition. */
export function sameGroup({ groups }: Frame, [from, to]: Link): boolean {
  if (groups.length === 0 || typeof from !== 'number' || typeof to !== 'number') return true;
  return groups.some((group) => group.includes(from) && group.includes(to));
}

/** The drawn link under a point; null for none, and where links are not drawn one by one. */
export function linkAt(layout: Layout, { x, y }: Point): Link | null {
  if (layout.level.wavefront) return null;
  let found: Link | null = null;
  let least = REACH;
  for (const from of layout.replicas.keys()) {
    for (const to of layout.replicas.keys()) {
      if (from === to) continue;
      const curve = curveOf(layout, from, to);
      for (let sample = 0; sample <= SAMPLES; sample += 1) {
        const on = pointAt(curve, sample / SAMPLES);
        const distance = Math.hypot(on.x - x, on.y - y);
        if (distance < least) [found, least] = [[from, to], distance];
      }
    }
  }
  return found;
}
