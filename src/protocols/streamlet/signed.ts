/**
 * What exactly PROPOSE and VOTE sign, how a block gets its name, and how a replica makes its own messages.
 * The signed text names the message type, so that no signature fits two types.
 */
import { digestText } from '../../kernel/hash.ts';
import type { Digest } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { remembered } from '../shared/remember.ts';
import type { Echo, Epoch, Propose, Vote } from './types.ts';

type Signer = Pick<StepContext, 'self' | 'sign'>;
type BlockContent = Pick<Propose, 'epoch' | 'parent' | 'payload'>;

/** The name of a block: what is voted for. */
export const blockDigest = remembered(({ epoch, parent, payload }: BlockContent): Digest => {
  return digestText(`BLOCK|${epoch}|${parent}|${payload.map(requestDigest).join(',')}`);
});

/** The digest that the signature of a message covers. */
export const signedDigest = remembered((message: Propose | Vote): Digest => {
  const { type, epoch, replica } = message;
  return statement(type, epoch, message.type === 'VOTE' ? message.digest : blockDigest(message), replica);
});

function statement(type: string, epoch: Epoch, digest: Digest, replica: number): Digest {
  return digestText(`${type}|${epoch}|${digest}|${replica}`);
}

/** Signs whatever it is told: honest replicas through the rules, liars directly. */
export function makePropose(
  signer: Signer,
  epoch: Epoch,
  parent: Digest,
  payload: readonly Request[],
): Propose {
  const block = { epoch, parent, payload };
  const signature = signer.sign(statement('PROPOSE', epoch, blockDigest(block), signer.self));
  return { type: 'PROPOSE', ...block, replica: signer.self, signature };
}

export function makeVote(signer: Signer, epoch: Epoch, digest: Digest): Vote {
  const signature = signer.sign(statement('VOTE', epoch, digest, signer.self));
  return { type: 'VOTE', epoch, digest, replica: signer.self, signature };
}

/** The same words from everybody who passes a message on: one object per host. */
export const echoOf = remembered((of: Propose | Vote): Echo => ({ type: 'ECHO', of }));
