/**
 * PBFT's lie kit: what of a message its sender can say differently, and the message that says it, signed with
 * the liar's own key. Well formed, so that honest replicas have to judge it by what it claims.
 */
import type { StepContext } from '../../../kernel/context.ts';
import type { LieEdits, LieKit, LieRefusal } from '../../../kernel/lie.ts';
import type { Message } from '../../../kernel/message.ts';
import { bareField, edited, shown } from '../../../replica/lie-kit.ts';
import { makeProposal, sealed, withRequest } from '../signed.ts';
import type { PbftState } from '../state.ts';
import type { PbftMessage } from '../types.ts';
import { isWellFormed } from '../wellformed.ts';
import { fieldsOf, noKey } from './fields.ts';

export const pbftLies: LieKit<PbftState> = {
  fields(message, state, ctx) {
    if (!isShaped(message, ctx)) return [];
    return fieldsOf(message, state, ctx).map(bareField);
  },
  alter,
};

function alter(message: Message, edits: LieEdits, state: PbftState, ctx: StepContext): Message | LieRefusal {
  if (!isShaped(message, ctx)) {
    return { refused: `type: expected a well-formed message of PBFT, found ${shown(message.type)}` };
  }
  if ('replica' in message && message.replica !== ctx.self) return { refused: noKey(message.replica, ctx) };
  const result = edited(fieldsOf(message, state, ctx), message, edits);
  if ('refused' in result) return result;
  const lie = signedAnew(result.draft, ctx);
  if (isShaped(lie, ctx)) return lie;
  return { refused: `${message.type}: expected a well-formed message, found another` };
}

function isShaped(
  message: Message,
  { replicas, options }: Pick<StepContext, 'replicas' | 'options'>,
): message is PbftMessage {
  return isWellFormed(message, { replicas, window: options.windowSlots });
}

function signedAnew(draft: PbftMessage, ctx: StepContext): PbftMessage {
  switch (draft.type) {
    case 'PRE-PREPARE': {
      const { view, slot, digest, request } = draft;
      const proposal = makeProposal(ctx, view, slot, digest);
      return request === null ? { ...proposal, request } : withRequest(proposal, request);
    }
    case 'NEW-VIEW': {
      const { signature: _old, ...content } = draft;
      const { view } = draft;
      const proposals = draft.proposals.map(({ slot, digest }) => makeProposal(ctx, view, slot, digest));
      return sealed(ctx, { ...content, proposals });
    }
    case 'PREPARE':
    case 'COMMIT':
    case 'CHECKPOINT':
    case 'VIEW-CHANGE': {
      const { signature: _old, ...content } = draft;
      return sealed(ctx, content);
    }
    default:
      return draft;
  }
}
