/** Hand-made signed PBFT messages for tests: valid unless a test bends one part of them. */
import type { Effect } from '../../src/kernel/effect.ts';
import { digestText } from '../../src/kernel/hash.ts';
import type { Digest, ReplicaId } from '../../src/kernel/ids.ts';
import type { Request } from '../../src/kernel/message.ts';
import type { ProtocolOptions } from '../../src/kernel/options.ts';
import { quorum } from '../../src/kernel/quorum.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { makeProposal, sealed, withRequest } from '../../src/protocols/pbft/signed.ts';
import type {
  Checkpoint,
  Commit,
  NewView,
  PrePrepare,
  Prepare,
  PreparedCertificate,
  Proposal,
  ViewChange,
} from '../../src/protocols/pbft/types.ts';
import { contextOf, createHost, feed, type Host } from './pbft-net.ts';

export interface Cluster {
  readonly n: number;
  readonly options: Partial<ProtocolOptions>;
}

export const four: Cluster = { n: 4, options: {} };

export function host(self: ReplicaId, cluster: Cluster = four): Host {
  const one = createHost(contextOf(self, cluster.n, cluster.options));
  feed(one, { kind: 'start' });
  return one;
}

export function give(to: Host, from: ReplicaId | `c${number}`, message: unknown): readonly Effect[] {
  return feed(to, { kind: 'message', from, message });
}

/** What was refused, by code. */
export function refusals(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === 'refuse' ? [effect.why] : []));
}

/** Types of what was broadcast. */
export function broadcasts(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === 'broadcast' ? [effect.message.type] : []));
}

export function proposal(view: number, slot: number, digest: Digest, signer = view % 4): Proposal {
  return makeProposal(contextOf(signer), view, slot, digest);
}

export function prePrepare(view: number, slot: number, request: Request, n = 4): PrePrepare {
  return withRequest(makeProposal(contextOf(view % n, n), view, slot, requestDigest(request)), request);
}

export function prepare(replica: ReplicaId, { view, slot, digest }: Statement): Prepare {
  return sealed<Prepare>(contextOf(replica), { type: 'PREPARE', view, slot, digest, replica });
}

export function commit(replica: ReplicaId, { view, slot, digest }: Statement): Commit {
  return sealed<Commit>(contextOf(replica), { type: 'COMMIT', view, slot, digest, replica });
}

export interface Statement {
  readonly view: number;
  readonly slot: number;
  readonly digest: Digest;
}

export function checkpoint(replica: ReplicaId, slot: number, digest: Digest): Checkpoint {
  return sealed<Checkpoint>(contextOf(replica), { type: 'CHECKPOINT', slot, digest, replica });
}

export function checkpointProof(slot: number, digest = digestText(`state ${slot}`), n = 4): Checkpoint[] {
  const q = quorum(n, Math.floor((n - 1) / 3));
  return Array.from({ length: slot === 0 ? 0 : q }, (_, replica) => checkpoint(replica, slot, digest));
}

/** P_m with the fewest votes that do: the primary's PRE-PREPARE and PREPAREs of the first backups. */
export function certificate(view: number, slot: number, digest: Digest): PreparedCertificate {
  const made = proposal(view, slot, digest);
  const backups = [0, 1, 2, 3].filter((replica) => replica !== view % 4).slice(0, 2);
  return { proposal: made, prepares: backups.map((replica) => prepare(replica, made)) };
}

export interface ChangeParts {
  readonly view?: number;
  readonly stableSlot?: number;
  readonly checkpoints?: readonly Checkpoint[];
  readonly prepared?: readonly PreparedCertificate[];
}

export function viewChange(replica: ReplicaId, parts: ChangeParts = {}): ViewChange {
  const { view = 1, stableSlot = 0, prepared = [] } = parts;
  const checkpoints = parts.checkpoints ?? checkpointProof(stableSlot);
  return sealed<ViewChange>(contextOf(replica), {
    type: 'VIEW-CHANGE',
    view,
    stableSlot,
    checkpoints,
    prepared,
    replica,
  });
}

export interface NewViewParts {
  readonly view?: number;
  readonly changes?: readonly ViewChange[];
  readonly proposals?: readonly Proposal[];
  readonly signer?: ReplicaId;
}

export function newView(parts: NewViewParts = {}): NewView {
  const { view = 1, proposals = [] } = parts;
  const changes = parts.changes ?? [1, 2, 3].map((replica) => viewChange(replica, { view }));
  const signer = parts.signer ?? view % 4;
  return sealed<NewView>(contextOf(signer), { type: 'NEW-VIEW', view, changes, proposals, replica: signer });
}
