/**
 * A very small world for PBFT's own tests: replicas, a clock in whole microseconds, links with a delay each,
 * timers, and an application that chains digests. Event order as in DESIGN 3: at one instant per replica
 * deliveries by sender, then timers. Not the engine: no clients, no faults but those a test sets by hand.
 */
import type { Snapshot } from '../../src/kernel/application.ts';
import { createSimulated } from '../../src/kernel/authenticator.ts';
import type { Because, Commit, Effect } from '../../src/kernel/effect.ts';
import { digestText } from '../../src/kernel/hash.ts';
import type { ClientId, Digest, Endpoint, ReplicaId } from '../../src/kernel/ids.ts';
import type { Applied, Input, Stable } from '../../src/kernel/input.ts';
import type { Message, Reply, Request } from '../../src/kernel/message.ts';
import type { ProtocolOptions } from '../../src/kernel/options.ts';
import type { StepContext } from '../../src/kernel/protocol.ts';
import { maxFaults } from '../../src/kernel/quorum.ts';
import { isRecord, requestDigest } from '../../src/kernel/signed.ts';
import { pbftProtocol } from '../../src/protocols/pbft/protocol.ts';
import type { PbftState } from '../../src/protocols/pbft/state.ts';

export const authenticator = createSimulated(7);

export const defaultOptions: ProtocolOptions = {
  checkpointInterval: 4,
  windowSlots: 8,
  requestTimeout: 400_000,
  clientRetry: 300_000,
  tentative: false,
};

export function contextOf(
  self: ReplicaId,
  replicas = 4,
  options: Partial<ProtocolOptions> = {},
  now = 0,
): StepContext {
  return {
    self,
    replicas,
    faults: maxFaults(replicas),
    now,
    options: { ...defaultOptions, ...options },
    bugs: new Set(),
    draw: () => 0.5,
    sign: (digest) => authenticator.sign(self, digest),
    verify: authenticator.verify,
    verifySnapshot,
  };
}

/** The application: a chain of digests over what was executed. */
export interface Chain extends Snapshot {
  readonly chain: Digest;
}

export const genesis: Chain = { snapshot: 'opaque', chain: digestText('genesis') };

function verifySnapshot(snapshot: unknown): Digest | null {
  if (!isRecord(snapshot) || typeof snapshot.chain !== 'string') return null;
  return digestText(`root ${snapshot.chain}`);
}

export function signedRequest(client: number, timestamp: number, operation = 'ab'): Request {
  const id: ClientId = `c${client}`;
  const request = { type: 'REQUEST', client: id, timestamp, operation } as const;
  return { ...request, signature: authenticator.sign(id, requestDigest(request)) };
}

/** One replica with its application and disk: what replica.ts does, in a few lines. */
export interface Host {
  readonly ctx: StepContext;
  state: PbftState;
  app: Chain;
  appSlot: number;
  tentative: Chain | null;
  disk: Record<string, unknown>;
  readonly executed: Commit[];
}

export function createHost(ctx: StepContext): Host {
  const state = pbftProtocol.init(ctx);
  return { ctx, state, app: genesis, appSlot: 0, tentative: null, disk: {}, executed: [] };
}

/** Feeds one input and answers the application's effects; returns all effects in order. */
export function feed(host: Host, input: Input, now = host.ctx.now): readonly Effect[] {
  const ctx = { ...host.ctx, now };
  const all: Effect[] = [];
  const inputs: Input[] = [input];
  for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
    const { state, effects } = pbftProtocol.step(host.state, next, ctx);
    host.state = state;
    for (const effect of effects) {
      all.push(effect);
      const applied = perform(host, effect);
      if (applied !== null) inputs.push(applied);
    }
  }
  return all;
}

function perform(host: Host, effect: Effect): Applied | null {
  switch (effect.kind) {
    case 'commit': {
      host.executed.push(effect);
      const { next, receipts } = run(host.app, effect.execute);
      host.app = next;
      host.appSlot = effect.slot;
      host.tentative = null;
      return applied('commit', effect.slot, next, receipts);
    }
    case 'execute': {
      const { next, receipts } = run(host.app, effect.commands);
      host.tentative = next;
      return applied('execute', effect.slot, next, receipts);
    }
    case 'rollback':
      host.tentative = null;
      return null;
    case 'restore':
      host.app = effect.snapshot as Chain;
      host.appSlot = effect.slot;
      return applied('restore', effect.slot, host.app, []);
    case 'persist':
      if (effect.value === null) delete host.disk[effect.key];
      else host.disk[effect.key] = effect.value;
      return null;
    default:
      return null;
  }
}

function run(from: Chain, commands: readonly Request[]): { next: Chain; receipts: string[] } {
  let chain = from.chain;
  const receipts: string[] = [];
  for (const command of commands) {
    chain = digestText(`${chain}|${requestDigest(command)}`);
    receipts.push(chain.slice(0, 8));
  }
  return { next: commands.length > 0 ? { ...from, chain } : from, receipts };
}

function applied(cause: Applied['cause'], slot: number, app: Chain, receipts: string[]): Applied {
  return { kind: 'applied', slot, cause, root: verifySnapshot(app) ?? '', receipts, snapshot: app };
}

export interface Sent {
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly message: Message;
  readonly resend: boolean;
}

interface Due extends Sent {
  readonly dueAt: number;
  readonly order: number;
}

export interface NetOptions {
  readonly replicas?: number;
  readonly options?: Partial<ProtocolOptions>;
  /** Delay of one copy in µs, or null to lose it. */
  readonly delay?: (sent: Sent, order: number) => number | null;
  /** Edits what a replica wants done. */
  readonly outbound?: (replica: ReplicaId, effects: readonly Effect[], host: Host) => readonly Effect[];
}

export interface Net {
  readonly hosts: readonly Host[];
  readonly sent: Sent[];
  readonly replies: (Sent & { readonly arrivesAt: number })[];
  readonly refused: { readonly at: number; readonly replica: ReplicaId; readonly why: string }[];
  readonly cites: {
    readonly at: number;
    readonly replica: ReplicaId;
    readonly rule: string;
    readonly because: Because;
  }[];
  readonly down: Set<ReplicaId>;
  now(): number;
  request(request: Request, to: readonly ReplicaId[]): void;
  /** Puts one copy on the network by hand. */
  deliver(from: Endpoint, to: ReplicaId, message: unknown): void;
  crash(replica: ReplicaId): void;
  recover(replica: ReplicaId): void;
  /** Runs until this time, all events of it included. */
  until(at: number): void;
}

export function createNet(settings: NetOptions = {}): Net {
  const replicas = settings.replicas ?? 4;
  const hosts = Array.from({ length: replicas }, (_, i) =>
    createHost(contextOf(i, replicas, settings.options)),
  );
  const timers = hosts.map(() => new Map<string, { at: number }>());
  const queue: Due[] = [];
  const down = new Set<ReplicaId>();
  let clock = 0;
  let order = 0;

  const net: Net = {
    hosts,
    sent: [],
    replies: [],
    refused: [],
    cites: [],
    down,
    now: () => clock,
    request: (request, to) => {
      for (const one of to) put(request.client, one, request, false);
    },
    deliver: (from, to, message) => put(from, to, message as Message, false),
    crash: (replica) => {
      down.add(replica);
      timers[replica]?.clear();
    },
    recover: (replica) => {
      const host = hosts[replica] as Host;
      down.delete(replica);
      host.state = pbftProtocol.init(host.ctx);
      host.app = genesis;
      host.appSlot = 0;
      take(replica, { kind: 'recover', stable: { ...host.disk } as Stable });
    },
    until: (at) => {
      for (;;) {
        const next = Math.min(nextDelivery(), nextTimer());
        if (next > at) break;
        clock = next;
        instant();
      }
      clock = at;
    },
  };

  function put(from: Endpoint, to: Endpoint, message: Message, resend: boolean): void {
    const sent: Sent = { at: clock, from, to, message, resend };
    net.sent.push(sent);
    const delay = settings.delay ? settings.delay(sent, order) : 10_000;
    order++;
    if (delay === null) return;
    if (typeof to === 'string') net.replies.push({ ...sent, arrivesAt: clock + delay });
    else queue.push({ ...sent, dueAt: clock + delay, order });
  }

  function nextDelivery(): number {
    return queue.reduce((least, due) => Math.min(least, due.dueAt), Number.POSITIVE_INFINITY);
  }

  function nextTimer(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const own of timers) for (const { at } of own.values()) least = Math.min(least, at);
    return least;
  }

  function instant(): void {
    const due = queue.filter((one) => one.dueAt === clock);
    for (const one of due) queue.splice(queue.indexOf(one), 1);
    for (let replica = 0; replica < replicas; replica++) {
      const mine = due.filter((one) => one.to === replica).sort(bySender);
      for (const { from, message } of mine) take(replica, { kind: 'message', from, message });
      for (const [timer, entry] of [...(timers[replica] as Map<string, { at: number }>)]) {
        if (entry.at !== clock || timers[replica]?.get(timer) !== entry) continue;
        timers[replica]?.delete(timer);
        take(replica, { kind: 'timer', timer });
      }
    }
  }

  function take(replica: ReplicaId, input: Input): void {
    if (down.has(replica)) return;
    const host = hosts[replica] as Host;
    const honest = feed(host, input, clock);
    const effects = settings.outbound ? settings.outbound(replica, honest, host) : honest;
    for (const effect of effects) act(replica, effect);
  }

  function act(replica: ReplicaId, effect: Effect): void {
    const own = timers[replica] as Map<string, { at: number }>;
    if (effect.kind === 'send') put(replica, effect.to, effect.message, effect.resend === true);
    else if (effect.kind === 'broadcast') {
      for (let to = 0; to < replicas; to++) {
        if (to !== replica) put(replica, to, effect.message, effect.resend === true);
      }
    } else if (effect.kind === 'reply') put(replica, effect.to, effect.message, effect.resend === true);
    else if (effect.kind === 'arm') own.set(effect.timer, { at: clock + effect.after });
    else if (effect.kind === 'disarm') own.delete(effect.timer);
    else if (effect.kind === 'refuse') net.refused.push({ at: clock, replica, why: effect.why });
    else if (effect.kind === 'cite') {
      const { rule, because } = effect;
      net.cites.push({ at: clock, replica, rule, because });
    }
  }

  for (let replica = 0; replica < replicas; replica++) take(replica, { kind: 'start' });
  return net;
}

/** By sender, clients after replicas, then in order of sending. */
function bySender(a: Due, b: Due): number {
  const rank = (end: Endpoint): number => (typeof end === 'number' ? end : 1_000 + Number(end.slice(1)));
  return rank(a.from) - rank(b.from) || a.order - b.order;
}

/** Point-to-point sends to others by type; resends and STATUS apart. */
export function countSent(net: Net): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { message, resend } of net.sent) {
    const key = resend ? `${message.type} again` : message.type;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

export function repliesTo(net: Net, client: ClientId): readonly (Reply & { arrivesAt: number })[] {
  return net.replies
    .filter((one) => one.to === client)
    .map((one) => ({ ...(one.message as Reply), arrivesAt: one.arrivesAt }));
}
