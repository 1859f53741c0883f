/** Hand-made bad traces of PBFT: each trips one of its own verdicts at its last event, and no other. */
import type { Snapshot } from '../../src/kernel/application.ts';
import type { Effect } from '../../src/kernel/effect.ts';
import { digestText } from '../../src/kernel/hash.ts';
import type { ReplicaId } from '../../src/kernel/ids.ts';
import type { Message } from '../../src/kernel/message.ts';
import type { Property, World } from '../../src/kernel/property.ts';
import type { Envelope, ReplicaEvent, TraceEvent } from '../../src/kernel/trace.ts';
import { pbftProperties } from '../../src/protocols/pbft/properties.ts';
import { nullDigest, type PreparedCertificate, type Proposal } from '../../src/protocols/pbft/types.ts';
import {
  certificate,
  checkpointProof,
  commit,
  newView,
  prepare,
  proposal,
  viewChange,
} from './pbft-messages.ts';
import { defaultOptions, signedRequest } from './pbft-net.ts';

export const [A, B] = ['A', 'B'].map(digestText) as [string, string];

export function worldOf(liars: readonly ReplicaId[] = []): World {
  const isCorrect = (replica: ReplicaId): boolean => !liars.includes(replica);
  return {
    replicas: 4,
    faults: 1,
    isUp: () => true,
    isCorrect,
    isStateCorrect: isCorrect,
    isGoodLink: () => true,
    longestDelay: () => 10,
  };
}

let index = 0;
const base = () => ({ index: index++, at: 0, cause: -1, sent: [] });

function envelope(message: Message): Envelope {
  return {
    from: 0,
    to: 1,
    number: 1,
    message,
    sentAt: 0,
    dueAt: 1,
    cause: 0,
    resend: false,
    duplicate: false,
    lost: null,
  };
}

export function at(replica: ReplicaId, effects: readonly Effect[], message?: Message): ReplicaEvent {
  const input = message
    ? ({ kind: 'message', envelope: envelope(message) } as const)
    : ({ kind: 'start' } as const);
  return { ...base(), kind: 'replica', replica, input, effects, applied: [], root: null };
}

export const broadcast = (message: Message): Effect => ({ kind: 'broadcast', message });

export function stable(slot: number, digest: string): Effect {
  return { kind: 'stable', slot, root: A, certificate: checkpointProof(slot, digest) };
}

export function decided(slot: number, view: number, digest: string | null): Effect {
  return { kind: 'commit', slot, view, digest, commands: [], execute: [], certificate: [] };
}

const request = signedRequest(0, 1);

/** R2 executes the request with this receipt. */
export function executed(receipt: string): ReplicaEvent {
  const effect: Effect = { ...decided(1, 0, A), commands: [request], execute: [request] } as Effect;
  const applied = {
    kind: 'applied',
    slot: 1,
    cause: 'commit',
    root: A,
    receipts: [receipt],
    snapshot: {} as Snapshot,
  } as const;
  return { ...at(2, [effect]), applied: [applied] };
}

export function accepted(result: string): TraceEvent {
  const reply = {
    type: 'REPLY',
    view: 0,
    timestamp: 1,
    client: 'c0',
    replica: 1,
    result,
    tentative: false,
    signature: '',
  };
  const action = {
    kind: 'received',
    envelope: envelope(reply as Message),
    refused: null,
    equal: [1, 2],
    accepted: { result, voters: [1, 2], latency: 5 },
  } as const;
  return { ...base(), kind: 'client', client: 'c0', action };
}

export function judged(
  events: readonly TraceEvent[],
  world = worldOf(),
): Record<string, { verdict: string; replicas: readonly number[]; because: string }> {
  const properties: Property[] = [...pbftProperties({ replicas: 4, faults: 1, options: defaultOptions })];
  for (const event of events) for (const property of properties) property.observe(event, world);
  return Object.fromEntries(properties.map((property) => [property.id, property.verdict()]));
}

export const preparedA = (n: number): Proposal => proposal(0, n, A);
/** Whoever takes a NEW-VIEW in does something: it stops its timer, at least. */
export const took: readonly Effect[] = [{ kind: 'disarm', timer: 'new-view' }];
const prepared = [certificate(0, 1, A)];
export const keeping = newView({
  changes: [viewChange(1, { prepared }), viewChange(2), viewChange(3)],
  proposals: [proposal(1, 1, A)],
});
export const forgetting = newView({ proposals: [] });
const replacing = newView({ proposals: [proposal(1, 1, B)] });
const nulling = newView({ proposals: [proposal(1, 1, nullDigest)] });

const preparedBy = (signers: readonly number[]): PreparedCertificate => ({
  proposal: preparedA(1),
  prepares: signers.map((signer) => prepare(signer, preparedA(1))),
});
const wrote = (one: PreparedCertificate): Effect => ({
  kind: 'persist',
  key: `prepared/${one.proposal.slot}`,
  value: { certificate: one, request: null },
});
/** Two correct replicas were prepared for A at slot 1 in view 0. */
export const backed = [1, 2].map((replica) => at(replica, [wrote(certificate(0, 1, A))]));
/** VIEW-CHANGEs for a view that name a stable slot 4, with or without its proof. */
export const claiming = (view: number, checkpoints: ReturnType<typeof checkpointProof>) =>
  newView({
    view,
    changes: [1, 2, 3].map((replica) => viewChange(replica, { view, stableSlot: 4, checkpoints })),
    proposals: [],
  });

export const bad: readonly (readonly [string, string, readonly TraceEvent[], readonly number[], string])[] = [
  [
    'pbft/prepared-unique',
    'two COMMITs of correct replicas at one view and slot',
    [at(1, [broadcast(commit(1, preparedA(1)))]), at(2, [broadcast(commit(2, proposal(0, 1, B)))])],
    [1, 2],
    'Prepared at view 0, slot 1',
  ],
  [
    'pbft/checkpoint-agree',
    'two stable digests of one slot',
    [at(1, [stable(4, A)]), at(2, [stable(4, B)])],
    [1, 2],
    'Stable at slot 4',
  ],
  ['pbft/watermark', 'a vote above H', [at(1, [broadcast(prepare(1, preparedA(9)))])], [1], 'h = 0, H = 8'],
  [
    'pbft/watermark',
    'a vote at h',
    [at(1, [stable(4, A), broadcast(prepare(1, preparedA(4)))])],
    [1],
    'PREPARE of R1 for slot 4: h = 4, H = 12',
  ],
  [
    'pbft/newview-preserves',
    'a NEW-VIEW without what was decided',
    [...backed, at(1, [decided(1, 0, A)]), at(2, took, forgetting)],
    [1, 2],
    'installed view 1, which proposes nothing there',
  ],
  [
    'pbft/newview-preserves',
    'a NEW-VIEW with another value there, sent by a correct primary',
    [...backed, at(0, [decided(1, 0, A)]), at(1, [broadcast(replacing)])],
    [0, 1],
    'R0 decided',
  ],
  [
    'pbft/newview-preserves',
    'decided in the old view after the new one forgot it',
    [...backed, at(2, took, nulling), at(3, [decided(1, 0, A)])],
    [3, 2],
    'which proposes null there',
  ],
  [
    'pbft/newview-preserves',
    'forgotten behind a checkpoint that nothing proves',
    [...backed, at(1, [decided(1, 0, A)]), at(2, took, claiming(1, []))],
    [1, 2],
    'which proposes nothing there',
  ],
  [
    'pbft/newview-preserves',
    'forgotten behind a checkpoint that one signer proves three times',
    [...backed, at(1, [decided(1, 0, A)]), at(2, took, claiming(1, Array(3).fill(checkpointProof(4, A)[0])))],
    [1, 2],
    'which proposes nothing there',
  ],
  [
    'pbft/commit-backed',
    'decided where only one correct replica was prepared',
    [at(1, [wrote(certificate(0, 1, A))]), at(3, [decided(1, 0, A)])],
    [3],
    'of the correct replicas R1 had prepared it, 2 must.',
  ],
  [
    'pbft/commit-backed',
    'what is prepared for another view, slot or value backs nothing',
    [
      at(0, [wrote(certificate(1, 1, A))]),
      at(1, [wrote(certificate(0, 2, A))]),
      at(2, [wrote(certificate(0, 1, B))]),
      at(3, [decided(1, 0, A)]),
    ],
    [3],
    'of the correct replicas none had prepared it',
  ],
  ...[
    ['one PREPARE', [1]],
    ['one PREPARE twice', [1, 1]],
    ['the primary’s PREPARE', [0, 1]],
  ].map(
    ([what, signers]) =>
      [
        'pbft/commit-backed',
        `${what} is not enough`,
        [1, 2].map((replica) =>
          at(replica, [wrote(preparedBy(signers as number[])), ...(replica === 2 ? [decided(1, 0, A)] : [])]),
        ),
        [2],
        'of the correct replicas none had prepared it',
      ] as const,
  ),
  [
    'pbft/client-sound',
    'accepted what was not the result',
    [...backed, executed('aa'), accepted('bb')],
    [2],
    'gave aa at R2',
  ],
  [
    'pbft/client-sound',
    'the result comes after the acceptance',
    [...backed, accepted('bb'), executed('aa')],
    [2],
    'accepted bb',
  ],
];
