/**
 * Hand-built traces for verdicts: one call, one event. The protocol is as small as possible: a message of any
 * type is one vote of its signer, and may carry others. Nothing here checks anything, so that bad traces can
 * be written down.
 */
import type { Snapshot } from '../../src/kernel/application.ts';
import type { Commit, Effect } from '../../src/kernel/effect.ts';
import type { EvidenceRules } from '../../src/kernel/evidence.ts';
import { digestText } from '../../src/kernel/hash.ts';
import type { ClientId, Digest, ReplicaId, Slot, TimeUs, View } from '../../src/kernel/ids.ts';
import type { Applied } from '../../src/kernel/input.ts';
import type { Message, Request, Vote } from '../../src/kernel/message.ts';
import type { Property, Verdict } from '../../src/kernel/property.ts';
import { quorum } from '../../src/kernel/quorum.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import type { ClientAction, CommandBody, Envelope, TracedInput, TraceEvent } from '../../src/kernel/trace.ts';
import { createMonitor, type Monitor, type MonitorConfig } from '../../src/sim/monitor.ts';
import type { NetworkConfig } from '../../src/sim/network-config.ts';

/** A message that is one vote of its signer and carries others. */
export interface Ballot extends Message, Omit<Vote, 'phase'> {
  readonly carries?: readonly Ballot[];
  /** Its signer never signed it. */
  readonly forged?: true;
}

export function ballot(signer: ReplicaId, type: string, view: View, slot: Slot, digest: Digest): Ballot {
  return { type, signer, view, slot, digest };
}

export function votesOf(message: Message): readonly Vote[] {
  if (!('signer' in message)) return [];
  const { type: phase, signer, view, slot, digest, carries = [] } = message as Ballot;
  return [{ phase, signer, view, slot, digest }, ...carries.flatMap(votesOf)];
}

/** Every ballot is a signed statement; two COMMITs of one slot convict too, whatever their views. */
const toyEvidence: EvidenceRules = {
  statements(message) {
    if (!('signer' in message)) return [];
    const { type: phase, signer, view, slot, digest, carries = [] } = message as Ballot;
    const own = { phase, signer, view, slot, digest: phase === 'LONG' ? null : digest, message };
    return [own, ...carries.flatMap((one) => toyEvidence.statements(one))];
  },
  seal: ({ signer, phase, view, slot, message }) => ({
    digest: digestOf(`${phase} ${view} ${slot}`),
    signature: (message as Ballot).forged ? 'forged' : `R${signer} ${phase} ${view} ${slot}`,
  }),
  alone: ({ phase, view }) => (phase === 'LONG' && view === 99 ? 'signed nonsense' : null),
  compared: ['LOCK'],
  together: (one, other) => (one.digest === other.digest ? null : 'signed two locks'),
  place: ({ view, slot }) => `in view ${view} at slot ${slot}`,
};

/** A digest that is easy to tell apart: that of a word. */
export function digestOf(word: string): Digest {
  return digestText(word);
}

export function requestOf(client: ClientId, timestamp: number, operation = `0${timestamp}`): Request {
  return { type: 'REQUEST', client, timestamp, operation, signature: '' };
}

export function snapshotOf(word: string): Snapshot {
  return { snapshot: word } as unknown as Snapshot; // opaque to everyone but the tests' audit
}

export function appliedAt(slot: Slot, root = rootAt(slot), cause: Applied['cause'] = 'commit'): Applied {
  return { kind: 'applied', slot, cause, root, receipts: [], snapshot: snapshotOf(root) };
}

/** The root that everybody has after a slot, unless a test says otherwise. */
export function rootAt(slot: Slot): Digest {
  return digestOf(`root ${slot}`);
}

export interface RunOptions {
  readonly replicas?: number;
  readonly faults?: number;
  readonly network?: Partial<NetworkConfig>;
  readonly conservation?: (snapshot: Snapshot) => string | null;
  readonly explain?: (replica: ReplicaId) => string | null;
  readonly properties?: readonly Property[];
  readonly valueDigest?: (commands: readonly Request[]) => Digest;
  /** Statements are gathered and judged. */
  readonly evidence?: true;
}

/** Bound of the toy protocol: ten times the longest timer and five of the longest delays. */
export const toy = { requestTimeout: 1_000, delay: 10, window: 8, checkpointInterval: 4 } as const;

export function configOf(options: RunOptions = {}): MonitorConfig {
  const { replicas = 4, faults = 1, network, conservation, explain, properties = [], evidence } = options;
  const { valueDigest = (commands) => requestDigest(commands[0] as Request) } = options;
  return {
    plan: {
      replicas,
      faults,
      options: {
        checkpointInterval: toy.checkpointInterval,
        windowSlots: toy.window,
        requestTimeout: toy.requestTimeout,
        clientRetry: 500,
        tentative: false,
      },
      network: { delay: { min: 1, max: toy.delay }, lossRate: 0, duplicateRate: 0, links: [], ...network },
    },
    manifest: {
      votes: votesOf,
      certificate: { across: 'it may have changed its mind', phase: 'COMMIT', threshold: quorum },
      checkpoint: { phase: 'CHECKPOINT' },
      valueDigest,
      properties: () => properties,
      progressBound: ({ longestTimer, longestDelay }) => 10 * longestTimer + 5 * longestDelay,
      ...(evidence && { evidence: toyEvidence }),
    },
    ...(evidence && { verify: (_signer, _digest, signature) => signature !== 'forged' }),
    ...(conservation === undefined ? {} : { conservation }),
    ...(explain === undefined ? {} : { explain }),
  };
}

/** What a decided slot differs in from an ordinary one. */
export interface Unusual {
  readonly view?: View;
  readonly digest?: Digest | null;
  readonly commands?: readonly Request[];
  readonly execute?: readonly Request[];
  /** Votes that prove it; those of correct signers are sent first, unless `unsent`. */
  readonly voters?: readonly ReplicaId[];
  readonly unsent?: boolean;
  readonly root?: Digest;
  /** Further effects of the same event, before the commit. */
  readonly first?: readonly Effect[];
}

export class TraceBuilder {
  readonly events: TraceEvent[] = [];
  readonly monitor: Monitor;
  readonly config: MonitorConfig;
  at: TimeUs = 0;
  private readonly said = new Set<string>();

  constructor(options: RunOptions = {}) {
    this.config = configOf(options);
    this.monitor = createMonitor(this.config);
  }

  /** Lets time pass. */
  wait(time: TimeUs): this {
    this.at += time;
    return this;
  }

  command(command: CommandBody, refused: string | null = null): this {
    const event = {
      kind: 'command',
      command: { ...command, at: this.at },
      refused,
      note: null,
      root: null,
    } as const;
    return this.add({ ...this.base(), ...event });
  }

  submit({ client, timestamp, operation }: Request): this {
    return this.client(client, { kind: 'submitted', timestamp, operation, dueAt: this.at });
  }

  accept({ client, timestamp }: Request): this {
    const message = { type: 'REPLY', client, timestamp } as Message;
    const accepted = { result: '00', voters: [0, 1], latency: 1 };
    const envelope = this.envelope(0, 1, message);
    return this.client(client, { kind: 'received', envelope, refused: null, equal: [0, 1], accepted });
  }

  client(client: ClientId, action: ClientAction): this {
    return this.add({ ...this.base(), kind: 'client', client, action });
  }

  /** One event at a replica: by default a delivery. */
  replica(
    replica: ReplicaId,
    effects: readonly Effect[],
    applied: readonly Applied[] = [],
    input?: TracedInput,
  ): this {
    const delivered = { kind: 'message', envelope: this.envelope(0, replica, { type: 'NOTHING' }) } as const;
    const event = { replica, input: input ?? delivered, effects, applied, root: null };
    return this.add({ ...this.base(), kind: 'replica', ...event });
  }

  /** A replica hears this from another, and it leads to nothing. */
  hears(replica: ReplicaId, from: ReplicaId, message: Message): this {
    return this.replica(replica, [], [], {
      kind: 'message',
      envelope: this.envelope(from, replica, message),
    });
  }

  broadcast(replica: ReplicaId, message: Message): this {
    return this.replica(replica, [{ kind: 'broadcast', message }]);
  }

  recover(replica: ReplicaId, effects: readonly Effect[] = [], applied: readonly Applied[] = []): this {
    this.command({ do: 'recover', replica });
    return this.replica(replica, effects, applied, { kind: 'recover' });
  }

  /** A replica decides a slot as it should: the votes of its certificate have been sent. */
  decide(replica: ReplicaId, slot: Slot, request: Request | null, unusual: Unusual = {}): this {
    const commit = this.commitOf(slot, request, unusual);
    if (unusual.unsent !== true) for (const vote of commit.certificate) this.say(vote as Ballot);
    const applied = appliedAt(slot, unusual.root);
    return this.replica(replica, [...(unusual.first ?? []), commit], [applied]);
  }

  commitOf(slot: Slot, request: Request | null, unusual: Unusual = {}): Commit {
    const { view = 0, voters = [0, 1, 2] } = unusual;
    const { digest = request === null ? null : requestDigest(request) } = unusual;
    const { commands = request === null ? [] : [request] } = unusual;
    const { execute = commands } = unusual;
    const said = digest ?? digestOf('null');
    const certificate = voters.map((voter) => ballot(voter, 'COMMIT', view, slot, said));
    return { kind: 'commit', slot, view, digest, commands, execute, certificate };
  }

  /** A checkpoint that three replicas have signed becomes stable at a replica. */
  stable(
    replica: ReplicaId,
    slot: Slot,
    unusual: { root?: Digest; signers?: readonly ReplicaId[] } = {},
  ): this {
    const { root = rootAt(slot), signers = [0, 1, 2] } = unusual;
    const certificate = signers.map((signer) =>
      ballot(signer, 'CHECKPOINT', 0, slot, digestOf(`checkpoint ${slot}`)),
    );
    for (const vote of certificate) this.say(vote);
    return this.replica(replica, [{ kind: 'stable', slot, root, certificate }]);
  }

  /** A replica takes over a snapshot, by default the right one. */
  restore(replica: ReplicaId, slot: Slot, root = rootAt(slot)): this {
    const snapshot = snapshotOf(root);
    return this.replica(replica, [{ kind: 'restore', slot, snapshot }], [appliedAt(slot, root, 'restore')]);
  }

  verdict(property: string): Verdict {
    const found = this.monitor.verdicts().find((verdict) => verdict.property === property);
    if (found === undefined) throw new Error(`a verdict called ${property} expected, found none`);
    return found;
  }

  /** Index of the event added last. */
  get last(): number {
    return this.events.length - 1;
  }

  private say(vote: Ballot): void {
    const key = `${vote.type} ${vote.signer} ${vote.view} ${vote.slot} ${vote.digest}`;
    if (this.said.has(key)) return;
    this.said.add(key);
    this.broadcast(vote.signer, vote);
  }

  private envelope(from: ReplicaId, to: ReplicaId, message: Message): Envelope {
    const { at } = this;
    const times = { sentAt: at, dueAt: at, cause: -1 };
    return { from, to, number: 1, message, ...times, resend: false, duplicate: false, lost: null };
  }

  private base() {
    return { index: this.events.length, at: this.at, cause: -1, sent: [] };
  }

  private add(event: TraceEvent): this {
    this.events.push(event);
    this.monitor.observe(event);
    return this;
  }
}
