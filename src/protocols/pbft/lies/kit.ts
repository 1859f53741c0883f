/**
 * PBFT's lie kit: what of a message its sender can say differently, and the message that says it, signed with
 * the liar's own key. Well formed, so that honest replicas have to judge it by what it claims.
 */
import type { StepContext } from '../../../kernel/context.ts';
import { createLieKit } from '../../shared/lie-kit.ts';
import { makeProposal, sealed, withRequest } from '../signed.ts';
import type { PbftState } from '../state.ts';
import type { PbftMessage } from '../types.ts';
import { isWellFormed } from '../wellformed.ts';
import { fieldsOf } from './fields.ts';

export const pbftLies = createLieKit<PbftMessage, PbftState>({
  title: 'PBFT',
  isWellFormed: (message, { replicas, options }) =>
    isWellFormed(message, { replicas, window: options.windowSlots }),
  fieldsOf,
  signedAnew,
});

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
