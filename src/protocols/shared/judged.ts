/**
 * Remembers, per message object, what a check that depends on nothing but the message said about it. A
 * broadcast is one object delivered to n − 1 replicas of one host, so its signatures and certificates are
 * verified once there. The memory counts only for the same verifier and cluster: a message carried into
 * another run, which may have other planted bugs, is judged anew.
 */
import type { Because } from '../../kernel/effect.ts';
import type { RefusalCode } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { isRecord, requestDigest } from '../../kernel/signed.ts';

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

/**
 * What can be said about a whole message without looking at any state; null when it is what it claims to be.
 * Total: anything may be given, and what has not the shape of a message is refused before anything reads it.
 */
export function createInspector<M>(
  isWellFormed: (value: object, ctx: StepContext) => boolean,
  judge: (message: M, ctx: StepContext) => Refusal | null,
): (value: unknown, ctx: StepContext) => Refusal | null {
  const judged = remembering((value, ctx) => {
    if (!isWellFormed(value, ctx)) return refusal('malformed', { type: typeName(value) });
    return judge(value as M, ctx);
  });
  return (value, ctx) => {
    return isRecord(value) ? judged(value, ctx) : refusal('malformed', { type: typeof value });
  };
}

/** What a malformed message calls itself, if that is readable at all. */
function typeName(value: object): string {
  const { type } = value as { type?: unknown };
  return typeof type === 'string' && type.length <= 32 ? type : 'no type';
}

/** A well-formed request that its client did not sign is refused. */
export function judgeRequest(request: Request, ctx: StepContext): Refusal | null {
  const { client, signature } = request;
  const isGenuine = ctx.verify(client, requestDigest(request), signature);
  return isGenuine ? null : refusal('bad-request-signature', { client });
}

/** The refusal's short form. */
export function refusal(why: RefusalCode, because: Because = {}): Refusal {
  return { why, because };
}
