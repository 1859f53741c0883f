/** What the two ends and the delays of a link must be. */
import type { Endpoint } from '../kernel/ids.ts';
import { type Fault, type Path, show } from './problem.ts';
import type { DelayMs } from './types.ts';

/** The two ends of a one-way link: different, existing, and at least one a replica. Paths inside the link. */
export function linkFault(
  { from, to }: { readonly from: Endpoint; readonly to: Endpoint },
  replicas: number,
  clients: number,
): Fault | null {
  for (const [key, end] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (typeof end === 'number' ? end < replicas : Number(end.slice(1)) < clients) continue;
    const expected = `a replica from 0 to ${replicas - 1} or a client from "c0" to "c${clients - 1}"`;
    return { path: [key], expected, found: show(end) };
  }
  if (from === to) return { path: ['to'], expected: 'another end than from', found: show(to) };
  if (typeof from === 'number' || typeof to === 'number') return null;
  return { path: ['to'], expected: 'a replica, because clients do not talk to each other', found: show(to) };
}

/** min ≤ max. */
export function delayFault({ min, max }: DelayMs, path: Path): Fault | null {
  return min <= max ? null : { path: [...path, 'max'], expected: `at least min, ${min}`, found: show(max) };
}
