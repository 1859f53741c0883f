/**
 * The part of a lie kit that every protocol shares: REPLY, which each replica signs for itself, and REQUEST,
 * which only its client can. For all other messages the protocol's own kit speaks.
 */
import type { StepContext } from '../../kernel/context.ts';
import { digestText } from '../../kernel/hash.ts';
import type { LieEdits, LieField, LieKit, LieRefusal } from '../../kernel/lie.ts';
import { limits as kernelLimits } from '../../kernel/limits.ts';
import type { Message, Reply, Request } from '../../kernel/message.ts';
import { isHex, isReply, isRequest, replyDigest } from '../../kernel/signed.ts';
import {
  bareField,
  choiceField,
  type Editable,
  edited,
  fixedField,
  flagField,
  numberField,
} from '../lie-kit.ts';

const mute: LieKit = {
  fields: () => [],
  alter: ({ type }) => ({ refused: `${type}: this protocol has no lies for it, it can only be left out` }),
};

/** A kit for every message there is. */
export function completed(kit: LieKit = mute): LieKit {
  return {
    fields(message, state, ctx): readonly LieField[] {
      if (isReply(message)) return replyFields(message, ctx.self).map(bareField);
      if (isRequest(message)) return requestFields(message, ctx.self).map(bareField);
      return kit.fields(message, state, ctx);
    },
    alter(message, edits, state, ctx) {
      if (isReply(message)) return alterReply(message, edits, ctx);
      if (isRequest(message))
        return refused(edited(requestFields(message, ctx.self), message, edits), message);
      return kit.alter(message, edits, state, ctx);
    },
  };
}

function alterReply(reply: Reply, edits: LieEdits, ctx: StepContext): Message | LieRefusal {
  if (reply.replica !== ctx.self) return { refused: noKey(`R${reply.replica}`, ctx.self) };
  const result = edited(replyFields(reply, ctx.self), reply, edits);
  if ('refused' in result) return result;
  const lie: Reply = { ...result.draft, signature: ctx.sign(replyDigest(result.draft)) };
  return lie;
}

function refused(result: { readonly draft: Request } | LieRefusal, request: Request): Message | LieRefusal {
  return 'refused' in result ? result : request;
}

function noKey(signer: string, self: number): string {
  return `signed by ${signer}: R${self} has no key of ${signer}`;
}

const countRange = [0, Number.MAX_SAFE_INTEGER] as const;

function replyFields(reply: Reply, self: number): readonly Editable<Reply>[] {
  const { view, timestamp, result, tentative, client, replica } = reply;
  const invented = digestText(`garbage instead of ${result}`);
  const choices = [
    { value: result, text: 'the result it has' },
    { value: 'invented', text: 'a result that nobody computed' },
  ];
  const write = (draft: Reply, next: unknown): Reply => ({
    ...draft,
    result: next === 'invented' ? invented : String(next),
  });
  const reads = (value: unknown) => (isHex(value, kernelLimits.operationDigits) ? value : undefined);
  const own = `R${self} signs with its own key: it has no other`;
  return [
    numberField<Reply>('view', view, countRange, (draft, next) => ({ ...draft, view: next })),
    numberField<Reply>('timestamp', timestamp, countRange, (draft, next) => ({ ...draft, timestamp: next })),
    choiceField<Reply>('result', { value: result, text: result.slice(0, 8) }, choices, write, reads),
    flagField<Reply>('tentative', tentative, (draft, next) => ({ ...draft, tentative: next })),
    fixedField<Reply>('client', client, 'a reply to another client would not reach this one'),
    fixedField<Reply>('replica', replica, replica === self ? own : noKey(`R${replica}`, self), `R${replica}`),
  ];
}

function requestFields(
  { client, timestamp, operation }: Request,
  self: number,
): readonly Editable<Request>[] {
  const cannot = noKey(client, self);
  return [
    fixedField('client', client, cannot),
    fixedField('timestamp', timestamp, cannot),
    fixedField('operation', operation, cannot, `${operation.slice(0, 8)}…`),
  ];
}
