/**
 * Remembers, per message object, what a check that depends on nothing but the message said about it. A
 * broadcast is one object delivered to n − 1 replicas of one host, so its signatures and certificates are
 * verified once there. The memory counts only for the same verifier and cluster: a message carried into
 * another run, which may have other planted bugs, is judged anew.
 */
import type { Because } from '../../kernel/effect.ts';
import type { RefusalCode } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';

/** Why something is not accepted, with the numbers of the sentence. */
export interface Refusal {
  readonly why: RefusalCode;
  readonly because: Because;
}

export type Judge = (message: object, ctx: StepContext) => Refusal | null;

interface Entry {
  readonly verify: StepContext['verify'];
  readonly replicas: number;
  readonly window: number;
  readonly refusal: Refusal | null;
}

/** A judge with a memory of its own. */
export function remembering(judge: Judge): Judge {
  const memory = new WeakMap<object, Entry>();
  return (message, ctx) => {
    const { verify, replicas } = ctx;
    const window = ctx.options.windowSlots;
    const known = memory.get(message);
    if (known && known.verify === verify && known.replicas === replicas && known.window === window) {
      return known.refusal;
    }
    const refusal = judge(message, ctx);
    memory.set(message, { verify, replicas, window, refusal });
    return refusal;
  };
}

/** The refusal's short form. */
export function refusal(why: RefusalCode, because: Because = {}): Refusal {
  return { why, because };
}
