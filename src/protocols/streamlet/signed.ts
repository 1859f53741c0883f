/**
 * What exactly PROPOSE and VOTE sign, how a block gets its name, and how a replica makes its own messages.
 * The signed text names the message type, so that no signature fits two types.
 */
import { digestText } from '../../kernel/hash.ts';
import type { Digest } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { requestDigest } from '../../kernel/signed.ts';
import type { Echo, Epoch, Propose, Vote } from './types.ts';

type Signer = Pick<StepContext, 'self' | 'sign'>;
type BlockContent = Pick<Propose, 'epoch' | 'parent' | 'payload'>;

const names = new WeakMap<object, Digest>();

/** The name of a block: what is voted for. Computed once per proposal object. */
export function blockDigest(proposal: BlockContent): Digest {
  let digest = names.get(proposal);
  if (digest === undefined) {
    const { epoch, parent, payload } = proposal;
    digest = digestText(`BLOCK|${epoch}|${parent}|${payload.map(requestDigest).join(',')}`);
    names.set(proposal, digest);
  }
  return digest;
}

const signed = new WeakMap<object, Digest>();

/** The digest that the signature of a message covers; computed once per object. */
export function signedDigest(message: Propose | Vote): Digest {
  let digest = signed.get(message);
  if (digest === undefined) {
    const { type, epoch, replica } = message;
    digest = statement(type, epoch, message.type === 'VOTE' ? message.digest : blockDigest(message), replica);
    signed.set(message, digest);
  }
  return digest;
}

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
  const digest = blockDigest(block);
  const signature = signer.sign(statement('PROPOSE', epoch, digest, signer.self));
  const proposal: Propose = { type: 'PROPOSE', ...block, replica: signer.self, signature };
  names.set(proposal, digest);
  return proposal;
}

export function makeVote(signer: Signer, epoch: Epoch, digest: Digest): Vote {
  const signature = signer.sign(statement('VOTE', epoch, digest, signer.self));
  return { type: 'VOTE', epoch, digest, replica: signer.self, signature };
}

const echoesMade = new WeakMap<object, Echo>();

/** The same words from everybody who passes a message on: one object per host. */
export function echoOf(message: Propose | Vote): Echo {
  let echo = echoesMade.get(message);
  if (echo === undefined) {
    echo = { type: 'ECHO', of: message };
    echoesMade.set(message, echo);
  }
  return echo;
}
