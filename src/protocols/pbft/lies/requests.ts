/**
 * What a liar can propose: requests that some client really signed and that this replica has, for it cannot
 * invent one. In files they are named by client and timestamp, which no seed changes.
 */
import { digestText } from '../../../kernel/hash.ts';
import type { Digest, ReplicaId, Slot } from '../../../kernel/ids.ts';
import type { LieChoice } from '../../../kernel/lie.ts';
import type { Request } from '../../../kernel/message.ts';
import { isDigest, requestDigest } from '../../../kernel/signed.ts';
import { requestName } from '../../shared/lie-kit.ts';
import { entriesOf, type PbftState } from '../state.ts';
import { nullDigest } from '../types.ts';

/** Requests offered at most: a window of slots and as many that wait. */
const mostKnown = 256;

/** Every request of the log and of those that wait, each once, the latest of the log first. */
export function knownRequests(state: PbftState): readonly Request[] {
  const found = new Map<Digest, Request>();
  const keep = (request: Request | null): void => {
    if (request !== null && found.size < mostKnown) found.set(requestDigest(request), request);
  };
  for (const { request } of state.waiting) keep(request);
  for (const { request, preparedRequest } of [...entriesOf(state)].reverse()) {
    keep(request);
    keep(preparedRequest);
  }
  return [...found.values()];
}

/** Another request that is known here: one that waits, else the latest in the log. */
export function otherRequest(state: PbftState, digest: Digest): Request | null {
  return knownRequests(state).find((request) => requestDigest(request) !== digest) ?? null;
}

/** A digest that no request has. */
export function inventedDigest(self: ReplicaId, slot: Slot): Digest {
  return digestText(`invented by r${self} for ${slot}`);
}

/** What a digest can be said to be, the one of `slot` that nobody knows included. */
export function digestChoices(state: PbftState, self: ReplicaId, slot: Slot): readonly LieChoice[] {
  return [
    ...knownRequests(state).map((request) => ({
      value: requestName(request),
      text: `request ${request.timestamp} of ${request.client}`,
    })),
    { value: 'null', text: 'the null request' },
    { value: 'invented', text: `a digest that nothing has (${inventedDigest(self, slot).slice(0, 4)})` },
  ];
}

/** A digest as a choice: by the name of its request, if that is known here. */
export function digestChoice(state: PbftState, digest: Digest): LieChoice {
  if (digest === nullDigest) return { value: 'null', text: 'the null request' };
  const request = knownRequests(state).find((one) => requestDigest(one) === digest);
  if (request === undefined) return { value: digest, text: `value ${digest.slice(0, 4)}` };
  return { value: requestName(request), text: `request ${request.timestamp} of ${request.client}` };
}

/** Where a digest is to go: "other" is any known request but the one that stands there. */
export interface Place {
  readonly self: ReplicaId;
  readonly slot: Slot;
  readonly digest: Digest;
}

/** The digest that an edit names; undefined for nonsense and for what is not known here. */
export function readDigest(
  state: PbftState,
  { self, slot, digest }: Place,
  value: unknown,
): Digest | undefined {
  if (value === 'null') return nullDigest;
  if (value === 'invented') return inventedDigest(self, slot);
  if (isDigest(value)) return value;
  const request = readRequest(state, digest, value);
  return request === undefined ? undefined : requestDigest(request);
}

/** The request that an edit names. */
export function readRequest(state: PbftState, digest: Digest, value: unknown): Request | undefined {
  if (value === 'other') return otherRequest(state, digest) ?? undefined;
  return knownRequests(state).find((request) => requestName(request) === value);
}
