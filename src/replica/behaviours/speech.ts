/** What leaves a replica, copy by copy: the form in which most lies edit it. */
import type { StepContext } from '../../kernel/context.ts';
import type { Effect, Send, SendReply } from '../../kernel/effect.ts';
import type { Input } from '../../kernel/input.ts';
import { isRecord } from '../../kernel/signed.ts';

/** One copy to one receiver. */
export type Speech = Send | SendReply;

export function speaks({ kind }: Effect): boolean {
  return kind === 'send' || kind === 'broadcast' || kind === 'reply';
}

/**
 * Effects with every copy edited: a broadcast is split by recipient, and stays one where nothing of it
 * changed. `edit` gives what is sent instead of a copy.
 */
export function perCopy(
  effects: readonly Effect[],
  ctx: Pick<StepContext, 'self' | 'replicas'>,
  edit: (copy: Speech) => readonly Effect[],
): readonly Effect[] {
  return effects.flatMap((effect): readonly Effect[] => {
    if (effect.kind === 'send' || effect.kind === 'reply') return edit(effect);
    if (effect.kind !== 'broadcast') return [effect];
    const copies = copiesOf(effect, ctx);
    const told = copies.map(edit);
    const same = told.every((said, i) => said.length === 1 && said[0] === copies[i]);
    return same ? [effect] : told.flat();
  });
}

/** A broadcast as the copies that the network makes of it, in its order. */
export function copiesOf(
  { message, resend }: Effect & { kind: 'broadcast' },
  { self, replicas }: Pick<StepContext, 'self' | 'replicas'>,
): readonly Send[] {
  const copies: Send[] = [];
  for (let to = 0; to < replicas; to++) {
    if (to !== self) copies.push({ kind: 'send', to, message, ...(resend && { resend }) });
  }
  return copies;
}

/** What the world goes on with for ever, such as a tick that asks for news: no reason to say more. */
export interface Idle {
  readonly types: ReadonlySet<string>;
  readonly timers: ReadonlySet<string>;
}

export function isIdle(input: Input, idle: Idle): boolean {
  if (input.kind === 'timer') return idle.timers.has(input.timer);
  if (input.kind !== 'message' || !isRecord(input.message)) return false;
  const { type } = input.message;
  return typeof type === 'string' && idle.types.has(type);
}
