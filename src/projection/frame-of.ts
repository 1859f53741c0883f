/** Draws a frame out of a picture: adds what the protocol says of itself, and words. */
import type { Application, Snapshot } from '../kernel/application.ts';
import type { Endpoint, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Message } from '../kernel/message.ts';
import type { MessageSummary, ReplicaGlyph, Ring } from '../kernel/present.ts';
import type { Manifest, PropertyConfig } from '../kernel/protocol.ts';
import { weakQuorum } from '../kernel/quorum.ts';
import { type Envelope, envelopeId, type TraceEvent } from '../kernel/trace.ts';
import { explain, outcomeOf, type Wording } from './explain.ts';
import type {
  Broken,
  ClientFrame,
  ContestedValue,
  Fate,
  Flight,
  Frame,
  LinkFrame,
  ReplicaFrame,
} from './frame.ts';
import { type ClientPicture, type LinkPicture, linkName, type Picture, type SeatPicture } from './picture.ts';

/** Everything about the run that a frame needs besides the picture. */
export interface FrameSource {
  readonly manifest: Manifest;
  readonly application: Application;
  readonly config: PropertyConfig;
  readonly wording: Wording;
  /** Memory of a replica at the picture's cursor; null while it is down. */
  stateOf(replica: ReplicaId): { readonly protocol: unknown; readonly application: Snapshot } | null;
  /** What one that is down would know after recovering; null for nothing. */
  onDisk?(replica: ReplicaId): ReplicaGlyph | null;
  /** Who counts as faulty at the cursor, and whose state is damaged. */
  readonly faulty: readonly ReplicaId[];
  readonly corrupted: readonly ReplicaId[];
  /** Letters of contested values at the cursor. */
  readonly contested: readonly ContestedValue[];
  readonly last: TraceEvent | null;
  readonly next: TraceEvent | null;
  /** The message that the last event, a command, took off the network; absent: none. */
  readonly dropped?: Envelope;
  /** What is broken at the cursor; absent: nothing. */
  readonly broken?: Broken;
}

export function frameOf(picture: Picture, source: FrameSource): Frame {
  const { last, next, config } = source;
  const idle = new Set(source.manifest.idleTypes);
  const inFlight = [...picture.flights.values()]
    .map((envelope) =>
      flightOf(envelope, source, idle, isIn(picture.held, envelope), isIn(picture.altered, envelope)),
    )
    .sort(byArrival);
  const replicas = picture.seats.map((seat, id) => replicaOf(picture, seat, id, source));
  const clients = [...picture.clients].map(([id, client]) => clientOf(id, client, source));
  return {
    cursor: picture.cursor,
    at: picture.at,
    nextAt: next?.at ?? null,
    replicas,
    clients,
    inFlight,
    fates: last === null ? [] : fatesOf(last, source, idle),
    cuts: cutsOf(picture, config.replicas),
    links: [...picture.links.values()].map(linkFrame),
    groups: picture.groups,
    contested: source.contested,
    faulty: { now: source.faulty, limit: config.faults },
    line: last === null ? null : explain(last, source.wording),
    blocked: blockedOf(replicas, clients, inFlight),
    ...(source.broken && { broken: source.broken }),
  };
}

/** As they will be taken in: by time, receiver, then sender, clients after replicas. */
function byArrival(a: Flight, b: Flight): number {
  return a.dueAt - b.dueAt || rank(a.to) - rank(b.to) || rank(a.from) - rank(b.from);
}

function rank(endpoint: Endpoint): number {
  return typeof endpoint === 'number' ? endpoint : 1_000 + Number(endpoint.slice(1));
}

/** Most of the time nothing is: then no name is made. */
function isIn(messages: ReadonlySet<string>, envelope: Envelope): boolean {
  return messages.size > 0 && messages.has(envelopeId(envelope));
}

function flightOf(
  envelope: Envelope,
  { manifest }: FrameSource,
  idle: ReadonlySet<string>,
  held = false,
  altered = false,
): Flight {
  const { from, to, sentAt, dueAt, resend, duplicate, message } = envelope;
  const summary = summaryOf(message, manifest);
  return {
    id: envelopeId(envelope),
    from,
    to,
    summary,
    sentAt,
    dueAt,
    resend,
    duplicate,
    held,
    ...(envelope.held && { atSender: envelope.held }),
    ...(altered && { altered }),
    idle: idle.has(message.type),
  };
}

/** A broadcast is one message with n − 1 copies: its summary is made, and crosses to the page, once. */
function summaryOf(message: Message, manifest: Manifest): MessageSummary {
  const known = summaries.get(message) ?? manifest.summary(message);
  summaries.set(message, known);
  return known;
}

const summaries = new WeakMap<Message, MessageSummary>();

/** What the event did to messages: the one it took in, and the copies that were lost when they were sent. */
function fatesOf(event: TraceEvent, source: FrameSource, idle: ReadonlySet<string>): readonly Fate[] {
  const fates: Fate[] = [];
  const add = (envelope: Envelope, fate: Fate['fate'], why: string | null): void => {
    fates.push({ ...flightOf(envelope, source, idle), fate, why });
  };
  if (event.kind === 'replica' && event.input.kind === 'message') {
    const refusal = event.effects.find((effect) => effect.kind === 'refuse');
    add(event.input.envelope, refusal === undefined ? 'taken' : 'refused', refusal?.why ?? null);
  } else if (event.kind === 'client' && event.action.kind === 'received') {
    const { envelope, refused } = event.action;
    // A reply that comes after the result is late, not wrong.
    const late = refused === 'not-waiting';
    add(envelope, refused === null || late ? 'taken' : 'refused', refused);
  } else if (event.kind === 'lost') add(event.envelope, 'crashed', 'crashed');
  if (source.dropped !== undefined) {
    const flight = flightOf(source.dropped, source, idle);
    fates.push({ ...flight, fate: 'dropped', why: 'by hand', share: shareAt(flight, event.at) });
  }
  for (const envelope of event.sent) if (envelope.lost !== null) add(envelope, 'dropped', envelope.lost);
  return fates;
}

/** How far it had come, 0 … 1. */
function shareAt({ sentAt, dueAt }: Flight, at: TimeUs): number {
  return Math.min(1, Math.max(0, (at - sentAt) / Math.max(1, dueAt - sentAt)));
}

function replicaOf(picture: Picture, seat: SeatPicture, id: ReplicaId, source: FrameSource): ReplicaFrame {
  const { manifest, application, config } = source;
  const state = seat.status === 'crashed' ? null : source.stateOf(id);
  const idle = new Set(manifest.idleTimers);
  const timers = [...seat.timers].map(([timer, dueAt]) => ({ name: timer, dueAt, idle: idle.has(timer) }));
  const here = { ...config, self: id };
  return {
    id,
    status: seat.status,
    behaviour: seat.behaviour,
    corrupted: source.corrupted.includes(id),
    cutOff: isCutOff(picture, id, config.replicas),
    ...(isAway(picture, id, config.replicas) && { away: true }),
    glyph: state && shown(manifest.glyph(state.protocol, here), source),
    ...onDiskOf(seat, id, source),
    root: state && application.root(state.application),
    timers: timers.sort((a, b) => a.dueAt - b.dueAt),
    waiting: state && manifest.waitingFor(state.protocol, here),
  };
}

function onDiskOf({ status }: SeatPicture, id: ReplicaId, source: FrameSource): Pick<ReplicaFrame, 'onDisk'> {
  const glyph = status === 'crashed' ? (source.onDisk?.(id) ?? null) : null;
  return glyph === null ? {} : { onDisk: shown(glyph, source) };
}

/** With the manifest's word for a view. */
function shown(glyph: ReplicaGlyph, { manifest, config }: FrameSource): ReplicaGlyph {
  const { viewWord } = manifest;
  const own = lean(glyph, config.replicas);
  return viewWord === undefined ? own : { ...own, viewWord };
}

/**
 * More replicas than this are shown without who voted: the count says how many, and n² segments would be most
 * of a frame.
 */
const RINGS_SHOWN = 31;

function lean(glyph: ReplicaGlyph, replicas: number): ReplicaGlyph {
  if (replicas <= RINGS_SHOWN) return glyph;
  const bare = (ring: Ring): Ring => ({ ...ring, segments: [] });
  return {
    ...glyph,
    slots: glyph.slots.map((slot) => ({ ...slot, rings: slot.rings.map(bare) })),
    change: glyph.change && { ...glyph.change, ring: bare(glyph.change.ring) },
  };
}

function clientOf(id: ClientFrame['id'], client: ClientPicture, source: FrameSource): ClientFrame {
  const { submitted, accepted, rejected, timestamp, sentAt, operation, equal, result } = client;
  const read = result === null ? null : source.application.readReceipt(result);
  const refused = read !== null && read.code !== 0;
  const request = {
    timestamp,
    text: source.application.describeOperation(operation),
    state: result === null ? ('waiting' as const) : refused ? ('rejected' as const) : ('accepted' as const),
    equal,
    threshold: weakQuorum(source.config.faults),
    outcome: result === null ? null : outcomeOf(result, equal.length, source.wording),
    ...(result === null && { retryAt: sentAt + source.config.options.clientRetry }),
  };
  return { id, submitted, accepted, rejected, request: timestamp === 0 ? null : request };
}

function cutsOf(picture: Picture, replicas: number): readonly (readonly [Endpoint, Endpoint])[] {
  const cuts = [...picture.cuts].map((link) => link.split('>').map(endpointOf) as [Endpoint, Endpoint]);
  if (picture.groups.length === 0) return cuts;
  for (let from = 0; from < replicas; from++) {
    for (let to = 0; to < replicas; to++) {
      const apart = from !== to && !sameGroup(picture, from, to);
      if (apart && !picture.cuts.has(linkName(from, to))) cuts.push([from, to]);
    }
  }
  return cuts;
}

function isCutOff(picture: Picture, id: ReplicaId, replicas: number): boolean {
  for (const link of picture.cuts) if (link.startsWith(`${id}>`) || link.endsWith(`>${id}`)) return true;
  if (picture.groups.length === 0) return false;
  for (let other = 0; other < replicas; other++)
    if (other !== id && !sameGroup(picture, id, other)) return true;
  return false;
}

function isAway(picture: Picture, id: ReplicaId, replicas: number): boolean {
  if (picture.cuts.size === 0 && picture.groups.length === 0) return false;
  let lost = 0;
  for (let other = 0; other < replicas; other++) {
    if (other === id) continue;
    const isCut = picture.cuts.has(linkName(id, other)) || picture.cuts.has(linkName(other, id));
    if (isCut || (picture.groups.length > 0 && !sameGroup(picture, id, other))) lost += 1;
  }
  return 2 * lost > replicas - 1;
}

/** A replica in no group is alone. */
function sameGroup(picture: Picture, a: ReplicaId, b: ReplicaId): boolean {
  return picture.groups.some((group) => group.includes(a) && group.includes(b));
}

function endpointOf(text: string): Endpoint {
  return text.startsWith('c') ? (text as `c${number}`) : Number(text);
}

function blockedOf(
  replicas: readonly ReplicaFrame[],
  clients: readonly ClientFrame[],
  inFlight: readonly Flight[],
): readonly string[] {
  const waits = clients.some((client) => client.request?.state === 'waiting');
  if (!waits || inFlight.some((flight) => !flight.idle)) return [];
  return replicas
    .filter((replica) => replica.waiting !== null)
    .map((replica) => `R${replica.id} ${replica.waiting}`);
}

function linkFrame({ from, to, delay, lossRate, duplicateRate }: LinkPicture): LinkFrame {
  const own = { delay: delay ?? null, lossRate: lossRate ?? null, duplicateRate: duplicateRate ?? null };
  return { from, to, ...own };
}
