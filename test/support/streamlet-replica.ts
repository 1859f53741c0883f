/**
 * One Streamlet replica on its own, with blocks and votes made by hand: every key is known here, so a test
 * says in one line who voted for what. The application does nothing but answer.
 */
import type { Snapshot } from '../../src/kernel/application.ts';
import { createSimulated } from '../../src/kernel/authenticator.ts';
import type { Effect } from '../../src/kernel/effect.ts';
import type { ClientId, Digest, Endpoint, ReplicaId } from '../../src/kernel/ids.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { Message, Request } from '../../src/kernel/message.ts';
import { type OwnValue, ownValues } from '../../src/kernel/options.ts';
import type { StepContext } from '../../src/kernel/protocol.ts';
import { maxFaults } from '../../src/kernel/quorum.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { streamletProtocol } from '../../src/protocols/streamlet/protocol.ts';
import { leaderOf, ownOptions } from '../../src/protocols/streamlet/settings.ts';
import { blockDigest, makePropose, makeVote } from '../../src/protocols/streamlet/signed.ts';
import type { StreamletState } from '../../src/protocols/streamlet/state.ts';
import { genesisDigest, type Propose, type Vote } from '../../src/protocols/streamlet/types.ts';

export const authenticator = createSimulated(7);

/** Length of an epoch in µs: the delay of a message is half of it. */
export const epochLength = 2_000;

export interface Settings {
  readonly self?: ReplicaId;
  readonly replicas?: number;
  readonly bugs?: readonly string[];
  readonly own?: Readonly<Record<string, OwnValue>>;
}

export function contextOf(
  { self = 3, replicas = 4, bugs = [], own = {} }: Settings = {},
  now = 0,
): StepContext {
  return {
    self,
    replicas,
    faults: maxFaults(replicas),
    now,
    options: {
      checkpointInterval: 4,
      windowSlots: 8,
      requestTimeout: 400_000,
      clientRetry: 300_000,
      tentative: false,
      own: ownValues(ownOptions, { epochMs: epochLength / 1_000, everyEpoch: true, ...own }),
    },
    bugs: new Set(bugs),
    draw: () => 0.5,
    sign: (digest) => authenticator.sign(self, digest),
    verify: authenticator.verify,
    verifySnapshot: () => null,
  };
}

export function signedRequest(client: number, timestamp: number, operation = 'ab'): Request {
  const id: ClientId = `c${client}`;
  const request = { type: 'REQUEST', client: id, timestamp, operation } as const;
  return { ...request, signature: authenticator.sign(id, requestDigest(request)) };
}

function signerOf(self: ReplicaId) {
  return { self, sign: (digest: Digest) => authenticator.sign(self, digest) };
}

/** A block by the leader of its epoch, after another one or after genesis. */
export function block(
  epoch: number,
  parent: Propose | null,
  payload: readonly Request[] = [],
  replicas = 4,
): Propose {
  const leader = leaderOf(epoch, { ...contextOf(), replicas });
  return makePropose(signerOf(leader), epoch, parent === null ? genesisDigest : blockDigest(parent), payload);
}

export function vote(replica: ReplicaId, proposal: Propose): Vote {
  return makeVote(signerOf(replica), proposal.epoch, blockDigest(proposal));
}

export class Lone {
  readonly settings: Settings;
  state: StreamletState;
  now = 0;
  disk: Record<string, unknown> = {};

  constructor(settings: Settings = {}) {
    this.settings = settings;
    this.state = streamletProtocol.init(contextOf(settings));
  }

  /** One input with the application's answers; returns all effects in order. */
  take(input: Input, now = this.now): readonly Effect[] {
    this.now = now;
    const all: Effect[] = [];
    const inputs: Input[] = [input];
    for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
      const { state, effects } = streamletProtocol.step(this.state, next, contextOf(this.settings, now));
      this.state = state;
      for (const effect of effects) {
        all.push(effect);
        if (effect.kind === 'persist') this.disk[effect.key] = effect.value;
        if (effect.kind !== 'commit') continue;
        const receipts = effect.execute.map(({ timestamp }) => timestamp.toString(16).padStart(2, '0'));
        const snapshot: Snapshot = { snapshot: 'opaque' };
        inputs.push({ kind: 'applied', slot: effect.slot, cause: 'commit', root: '', receipts, snapshot });
      }
    }
    return all;
  }

  start(): readonly Effect[] {
    return this.take({ kind: 'start' });
  }

  hear(message: Message | unknown, from: Endpoint = 0, now = this.now): readonly Effect[] {
    return this.take({ kind: 'message', from, message }, now);
  }

  /** The clock goes on to the beginning of this epoch. */
  goTo(epoch: number): readonly Effect[] {
    const all: Effect[] = [];
    while (this.state.epoch < epoch) {
      const at = this.state.epoch * epochLength;
      const timer = JSON.stringify(this.state.mode.phase).includes('idle') ? 'idle-epoch' : 'epoch';
      all.push(...this.take({ kind: 'timer', timer }, at));
    }
    return all;
  }

  /** The block arrives in the middle of its epoch, and the votes of these at its end. */
  grow(proposal: Propose, voters: readonly ReplicaId[] = [0, 1, 2]): readonly Effect[] {
    this.goTo(proposal.epoch);
    const all = [...this.hear(proposal, proposal.replica, this.now + epochLength / 2)];
    for (const replica of voters) all.push(...this.hear(vote(replica, proposal), replica));
    return all;
  }

  /** Names of final blocks' epochs, oldest first. */
  get finalEpochs(): readonly number[] {
    const { chain } = this.state;
    return chain.chunks.flat().map(({ epoch }) => epoch);
  }
}

/** The refusal code, if an input was refused. */
export function refusalIn(effects: readonly Effect[]): string | null {
  const refused = effects.find((effect) => effect.kind === 'refuse');
  return refused?.kind === 'refuse' ? refused.why : null;
}

export function citesIn(effects: readonly Effect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === 'cite' ? [effect.rule] : []));
}

/** The votes that a replica sends in these effects: epochs and blocks. */
export function votesCast(effects: readonly Effect[]): readonly Vote[] {
  return effects.flatMap((effect) =>
    effect.kind === 'broadcast' && effect.message.type === 'VOTE' ? [effect.message as Vote] : [],
  );
}
