/**
 * A toy that the engine runs instead of a real protocol: R0 proposes an order, everybody echoes, a quorum of
 * echoes commits. It has what the world around it must handle (broadcasts, replies, timers, chance, a disk,
 * refusals, lies), and no view change: with R0 gone it waits. That tests need nothing else shows that nothing
 * is built around PBFT.
 */
import type { Effect } from '../../src/kernel/effect.ts';
import { digestText } from '../../src/kernel/hash.ts';
import type { Digest, ReplicaId, Signature, Slot } from '../../src/kernel/ids.ts';
import type { Applied, Input } from '../../src/kernel/input.ts';
import type { Message, Reply, Request } from '../../src/kernel/message.ts';
import type { Protocol, StepContext } from '../../src/kernel/protocol.ts';
import { quorum } from '../../src/kernel/quorum.ts';
import { isRecord, isRequest, replyDigest, requestDigest } from '../../src/kernel/signed.ts';

export interface Propose extends Message {
  readonly type: 'PROPOSE';
  readonly slot: Slot;
  readonly request: Request;
  readonly signature: Signature;
}

export interface Echo extends Message {
  readonly type: 'ECHO';
  readonly slot: Slot;
  readonly digest: Digest;
  readonly replica: ReplicaId;
  readonly signature: Signature;
}

export interface EchoSlot {
  readonly propose: Propose | null;
  readonly echoes: readonly Echo[];
  readonly committed: boolean;
}

export interface EchoState {
  readonly executed: Slot;
  /** `slots[0]` is slot 1. */
  readonly slots: readonly EchoSlot[];
  /** Requests that wait here, as `c0@3`. */
  readonly waiting: readonly string[];
  readonly replies: Readonly<Record<string, Reply>>;
}

const empty: EchoSlot = { propose: null, echoes: [], committed: false };
const most = 5_000;

export function echoDigest(slot: Slot, digest: Digest): Digest {
  return digestText(`echo|${slot}|${digest}`);
}

export const echoProtocol: Protocol<EchoState> = {
  init: () => ({ executed: 0, slots: [], waiting: [], replies: {} }),
  step(state, input, ctx) {
    const effects: Effect[] = [];
    return { state: handle(state, input, ctx, effects), effects };
  },
};

function handle(state: EchoState, input: Input, ctx: StepContext, effects: Effect[]): EchoState {
  switch (input.kind) {
    case 'start':
      return nudgeLater(state, ctx, effects);
    case 'recover': {
      const slots = Object.values(input.stable) as Propose[];
      const again = slots
        .sort((a, b) => a.slot - b.slot)
        .reduce((known, propose) => place(known, propose.slot, { ...empty, propose }), state);
      return nudgeLater(again, ctx, effects);
    }
    case 'timer':
      return input.timer === 'nudge'
        ? nudgeLater(nudge(state, ctx, effects), ctx, effects)
        : patience(state, ctx, effects);
    case 'message':
      return onMessage(state, input.message, ctx, effects);
    case 'applied':
      return onApplied(state, input, ctx, effects);
  }
}

function onMessage(state: EchoState, message: unknown, ctx: StepContext, effects: Effect[]): EchoState {
  if (isRequest(message)) return onRequest(state, message, ctx, effects);
  if (isRecord(message) && message['type'] === 'PROPOSE') {
    return onPropose(state, message as unknown as Propose, ctx, effects);
  }
  if (isRecord(message) && message['type'] === 'ECHO') {
    return onEcho(state, message as unknown as Echo, ctx, effects);
  }
  if (isRecord(message) && message['type'] === 'STATUS') {
    return onStatus(state, message as unknown as { replica: number; executed: number }, ctx, effects);
  }
  effects.push({ kind: 'refuse', why: 'malformed', because: {} });
  return state;
}

function onRequest(state: EchoState, request: Request, ctx: StepContext, effects: Effect[]): EchoState {
  if (!ctx.verify(request.client, requestDigest(request), request.signature)) {
    effects.push({ kind: 'refuse', why: 'bad-signature', because: { client: request.client } });
    return state;
  }
  const last = state.replies[request.client];
  if (last !== undefined && last.timestamp >= request.timestamp) {
    effects.push({ kind: 'reply', to: request.client, message: last, resend: true });
    return state;
  }
  const name = nameOf(request);
  const known = state.slots.some(({ propose }) => propose !== null && nameOf(propose.request) === name);
  if (!state.waiting.includes(name)) {
    if (state.waiting.length === 0) {
      effects.push({ kind: 'arm', timer: 'patience', after: ctx.options.requestTimeout });
    }
    state = { ...state, waiting: [...state.waiting, name] };
  }
  if (ctx.self !== 0 || known) return state;
  const slot = state.slots.length + 1;
  const signature = ctx.sign(echoDigest(slot, requestDigest(request)));
  const propose: Propose = { type: 'PROPOSE', slot, request, signature };
  effects.push({ kind: 'cite', rule: 'echo/propose', because: { slot } });
  effects.push({ kind: 'broadcast', message: propose });
  return onPropose(state, propose, ctx, effects);
}

function onPropose(state: EchoState, propose: Propose, ctx: StepContext, effects: Effect[]): EchoState {
  const { slot, request, signature } = propose;
  const isSound = isSlot(slot) && isRequest(request);
  if (!isSound || !ctx.verify(0, echoDigest(slot, requestDigest(request)), signature)) {
    effects.push({ kind: 'refuse', why: 'bad-proposal', because: { slot: String(slot) } });
    return state;
  }
  const known = state.slots[slot - 1] ?? empty;
  if (known.propose !== null && known.echoes.some(({ replica }) => replica === ctx.self)) return state;
  const digest = requestDigest(request);
  const own: Echo = {
    type: 'ECHO',
    slot,
    digest,
    replica: ctx.self,
    signature: ctx.sign(echoDigest(slot, digest)),
  };
  effects.push({ kind: 'persist', key: `slot/${slot}`, value: propose });
  effects.push({ kind: 'broadcast', message: own });
  return settle(place(state, slot, { ...known, propose, echoes: [...known.echoes, own] }), ctx, effects);
}

function onEcho(state: EchoState, echo: Echo, ctx: StepContext, effects: Effect[]): EchoState {
  const { slot, digest, replica, signature } = echo;
  const isSound = isSlot(slot) && typeof digest === 'string' && Number.isInteger(replica);
  if (!isSound || !ctx.verify(replica, echoDigest(slot, digest), signature)) {
    effects.push({ kind: 'refuse', why: 'bad-echo', because: { slot: String(slot) } });
    return state;
  }
  const known = state.slots[slot - 1] ?? empty;
  if (known.echoes.some((other) => other.replica === replica)) return state;
  return settle(place(state, slot, { ...known, echoes: [...known.echoes, echo] }), ctx, effects);
}

/** Commits, in order, what a quorum has echoed. */
function settle(state: EchoState, ctx: StepContext, effects: Effect[]): EchoState {
  const next = state.slots[state.executed];
  const propose = next?.propose ?? null;
  if (next === undefined || propose === null) return state;
  const digest = requestDigest(propose.request);
  const certificate = next.echoes.filter((echo) => echo.digest === digest);
  if (certificate.length < quorum(ctx.replicas, ctx.faults)) return state;
  const { slot, request } = propose;
  const commands = [request];
  effects.push({ kind: 'cite', rule: 'echo/commit', because: { slot, count: certificate.length } });
  effects.push({ kind: 'commit', slot, view: 0, digest, commands, execute: commands, certificate });
  const waiting = state.waiting.filter((name) => name !== nameOf(request));
  if (waiting.length === 0) effects.push({ kind: 'disarm', timer: 'patience' });
  const done = place({ ...state, executed: slot, waiting }, slot, { ...next, committed: true });
  return settle(done, ctx, effects);
}

function onApplied(state: EchoState, applied: Applied, ctx: StepContext, effects: Effect[]): EchoState {
  const request = state.slots[applied.slot - 1]?.propose?.request;
  const result = applied.receipts[0];
  if (request === undefined || result === undefined) return state;
  const { client, timestamp } = request;
  const unsigned = {
    type: 'REPLY',
    view: 0,
    timestamp,
    client,
    replica: ctx.self,
    result,
    tentative: false,
  } as const;
  const reply: Reply = { ...unsigned, signature: ctx.sign(replyDigest(unsigned)) };
  effects.push({ kind: 'reply', to: client, message: reply });
  return { ...state, replies: { ...state.replies, [client]: reply } };
}

/** Tells the others how far it is, and now and then with chance: those who know more say it again. */
function nudge(state: EchoState, ctx: StepContext, effects: Effect[]): EchoState {
  effects.push({
    kind: 'broadcast',
    message: { type: 'STATUS', replica: ctx.self, executed: state.executed } as Message,
  });
  return state;
}

function nudgeLater(state: EchoState, ctx: StepContext, effects: Effect[]): EchoState {
  const after = 30_000 + Math.floor(ctx.draw('nudge') * 20_000);
  effects.push({ kind: 'arm', timer: 'nudge', after });
  return state;
}

function patience(state: EchoState, ctx: StepContext, effects: Effect[]): EchoState {
  resend(state, state.executed, null, effects);
  effects.push({ kind: 'arm', timer: 'patience', after: ctx.options.requestTimeout });
  return state;
}

function onStatus(
  state: EchoState,
  { replica, executed }: { replica: number; executed: number },
  ctx: StepContext,
  effects: Effect[],
): EchoState {
  const isPeer = Number.isInteger(replica) && replica >= 0 && replica < ctx.replicas && replica !== ctx.self;
  if (!isPeer || !Number.isInteger(executed)) {
    effects.push({ kind: 'refuse', why: 'malformed', because: {} });
    return state;
  }
  if (executed < state.slots.length) resend(state, executed, replica, effects);
  return state;
}

function resend(state: EchoState, after: Slot, to: ReplicaId | null, effects: Effect[]): void {
  for (const { propose, echoes } of state.slots.slice(after, after + 4)) {
    for (const message of propose === null ? echoes : [propose, ...echoes]) {
      if (to === null) effects.push({ kind: 'broadcast', message, resend: true });
      else effects.push({ kind: 'send', to, message, resend: true });
    }
  }
}

function place(state: EchoState, slot: Slot, value: EchoSlot): EchoState {
  const slots = state.slots.slice();
  while (slots.length < slot) slots.push(empty);
  slots[slot - 1] = value;
  return { ...state, slots };
}

function isSlot(slot: unknown): slot is Slot {
  return typeof slot === 'number' && Number.isInteger(slot) && slot >= 1 && slot <= most;
}

function nameOf({ client, timestamp }: Request): string {
  return `${client}@${timestamp}`;
}
