/**
 * Another order of arrival at one receiver, as commands: a message that is to come after another one is
 * delayed until that has arrived. Nothing comes earlier than the network would bring it, so whoever is moved
 * forwards makes the others wait.
 */
import type { Endpoint, TimeUs } from '../../kernel/ids.ts';
import type { Flight } from '../../projection/frame.ts';
import type { Intervention } from '../../runtime/api.ts';

export type Queued = Pick<Flight, 'id' | 'from' | 'dueAt'>;

/** What is on its way to one receiver, in the order in which it will be taken in. */
export function queueAt(inFlight: readonly Flight[], receiver: Endpoint): readonly Flight[] {
  const waiting = inFlight.filter(({ to, atSender }) => to === receiver && atSender !== true);
  return [...waiting].sort((a, b) => a.dueAt - b.dueAt || compareAtOnce(a, b));
}

/** The delays that take the message at `from` to place `to`, both counted from 0; none where it stands. */
export function reordered(queue: readonly Queued[], from: number, to: number): readonly Intervention[] {
  const moved = queue[from];
  if (moved === undefined || from === to) return [];
  const others = queue.filter((one) => one !== moved);
  const wanted = [...others.slice(0, to), moved, ...others.slice(to)];
  const delays: Intervention[] = [];
  let before: { readonly one: Queued; readonly at: TimeUs } | null = null;
  for (const one of wanted) {
    const at: TimeUs = before === null ? one.dueAt : notBefore(one, before);
    if (at > one.dueAt) delays.push({ do: 'delay', message: one.id, byMs: (at - one.dueAt) / 1000 });
    before = { one, at };
  }
  return delays;
}

/** Each delay is a command of its own and runs again what follows it: hundreds would take minutes. */
const delaysMost = 64;

/** Why an order of arrival is not made; null for nothing. */
export function tooManyWords(delays: number): string | null {
  if (delays <= delaysMost) return null;
  return `Nothing was moved: ${delays} messages would have to wait, one act delays ${delaysMost} at most.`;
}

/** Of one instant a receiver takes in the lower sender first: to come after it means a microsecond later. */
function notBefore(one: Queued, before: { readonly one: Queued; readonly at: TimeUs }): TimeUs {
  if (one.dueAt > before.at) return one.dueAt;
  return compareAtOnce(one, before.one) < 0 ? before.at + 1 : before.at;
}

/** By sender, clients last, then in the order of sending (sim/instant.ts). */
function compareAtOnce(a: Queued, b: Queued): number {
  return rank(a.from) - rank(b.from) || numberOf(a) - numberOf(b);
}

function rank(from: Endpoint): number {
  return typeof from === 'number' ? from : 0x1_0000 + Number(from.slice(1));
}

/** `r0>2#12`: the twelfth on its link. */
function numberOf({ id }: Queued): number {
  return Number.parseInt(id.slice(id.indexOf('#') + 1), 10);
}
