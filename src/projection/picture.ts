/**
 * The world between two events, folded from the trace: who is up, what is on its way, which timers run, what
 * clients wait for. A pure reducer; the recording keeps a copy every few hundred events, so any moment is a
 * short fold away.
 */
import type { ClientId, Endpoint, Hex, ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';
import {
  type DelayUs,
  type Envelope,
  envelopeId,
  type ReplicaEvent,
  type SimCommand,
  type TraceEvent,
} from '../kernel/trace.ts';

export interface Picture {
  /** Events folded so far. */
  cursor: number;
  at: TimeUs;
  readonly flights: Map<string, Envelope>;
  /** Those that a command made late. */
  readonly held: Set<string>;
  /** Those that say something else than their sender wrote. */
  readonly altered: Set<string>;
  readonly seats: SeatPicture[];
  readonly clients: Map<ClientId, ClientPicture>;
  /** Links cut one by one, as "from>to". */
  readonly cuts: Set<string>;
  /** Links that differ from the rest of the network, by name. */
  readonly links: Map<string, LinkPicture>;
  groups: readonly (readonly ReplicaId[])[];
}

export interface LinkPicture {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly delay?: DelayUs | undefined;
  readonly lossRate?: number | undefined;
  readonly duplicateRate?: number | undefined;
}

export interface SeatPicture {
  readonly status: 'up' | 'crashed' | 'paused';
  readonly behaviour: string;
  readonly timers: ReadonlyMap<TimerName, TimeUs>;
}

export interface ClientPicture {
  readonly submitted: number;
  readonly accepted: number;
  /** The accepted ones whose receipt is a refusal. */
  readonly rejected: number;
  readonly timestamp: number;
  /** When it was sent last: first, or once more. */
  readonly sentAt: TimeUs;
  readonly operation: Hex;
  /** Replicas with equal replies so far. */
  readonly equal: readonly ReplicaId[];
  /** Certified result of the last request; null while it waits. */
  readonly result: Hex | null;
}

const up: SeatPicture = { status: 'up', behaviour: 'honest', timers: new Map() };

export function firstPicture(
  replicas: number,
  clients: readonly ClientId[],
  cut: readonly (readonly [Endpoint, Endpoint])[],
  links: readonly LinkPicture[] = [],
): Picture {
  const nobody: ClientPicture = {
    submitted: 0,
    accepted: 0,
    rejected: 0,
    timestamp: 0,
    sentAt: 0,
    operation: '',
    equal: [],
    result: null,
  };
  return {
    cursor: 0,
    at: 0,
    flights: new Map(),
    held: new Set(),
    altered: new Set(),
    seats: new Array<SeatPicture>(replicas).fill(up),
    clients: new Map(clients.map((id) => [id, nobody])),
    cuts: new Set(cut.map(([from, to]) => linkName(from, to))),
    links: new Map(links.map((link) => [linkName(link.from, link.to), link])),
    groups: [],
  };
}

export function copyPicture(picture: Picture): Picture {
  const { flights, held, altered, seats, clients, cuts, links } = picture;
  return {
    ...picture,
    flights: new Map(flights),
    held: new Set(held),
    altered: new Set(altered),
    seats: seats.slice(),
    clients: new Map(clients),
    cuts: new Set(cuts),
    links: new Map(links),
  };
}

/** Folds the next event into the picture, in place. `isRefusal` reads a ledger receipt. */
export function fold(picture: Picture, event: TraceEvent, isRefusal: (receipt: Hex) => boolean): void {
  picture.cursor = event.index + 1;
  picture.at = event.at;
  switch (event.kind) {
    case 'replica':
      if (event.input.kind === 'message') picture.flights.delete(envelopeId(event.input.envelope));
      foldTimers(picture, event);
      break;
    case 'lost':
      picture.flights.delete(envelopeId(event.envelope));
      break;
    case 'client':
      foldClient(picture, event, isRefusal);
      break;
    case 'command':
      if (event.refused === null) foldCommand(picture, event.command, event.at);
  }
  for (const envelope of event.sent)
    if (envelope.lost === null) picture.flights.set(envelopeId(envelope), envelope);
}

export function linkName(from: Endpoint, to: Endpoint): string {
  return `${from}>${to}`;
}

function foldTimers(picture: Picture, event: ReplicaEvent): void {
  const { input, effects, replica, at } = event;
  const fired = input.kind === 'timer' ? input.timer : null;
  const moves = effects.some((effect) => effect.kind === 'arm' || effect.kind === 'disarm');
  if (fired === null && !moves) return;
  const seat = picture.seats[replica] ?? up;
  const timers = new Map(seat.timers);
  if (fired !== null) timers.delete(fired);
  for (const effect of effects) {
    if (effect.kind === 'arm') timers.set(effect.timer, at + effect.after);
    else if (effect.kind === 'disarm') timers.delete(effect.timer);
  }
  picture.seats[replica] = { ...seat, timers };
}

function foldClient(
  picture: Picture,
  event: TraceEvent & { kind: 'client' },
  isRefusal: (receipt: Hex) => boolean,
): void {
  const { action, client } = event;
  const before = picture.clients.get(client);
  if (before === undefined) return;
  if (action.kind === 'submitted') {
    const { timestamp, operation } = action;
    const submitted = before.submitted + 1;
    const request = { timestamp, operation, sentAt: event.at, equal: [], result: null };
    picture.clients.set(client, { ...before, submitted, ...request });
  } else if (action.kind === 'retried') {
    picture.clients.set(client, { ...before, sentAt: event.at });
  } else if (action.kind === 'received') {
    picture.flights.delete(envelopeId(action.envelope));
    if (action.refused !== null) return;
    const { equal, accepted } = action;
    if (accepted === null) {
      picture.clients.set(client, { ...before, equal });
      return;
    }
    const { result, voters } = accepted;
    const rejected = before.rejected + (isRefusal(result) ? 1 : 0);
    picture.clients.set(client, {
      ...before,
      equal: voters,
      result,
      accepted: before.accepted + 1,
      rejected,
    });
  }
}

function foldCommand(picture: Picture, command: SimCommand, at: TimeUs): void {
  switch (command.do) {
    case 'crash':
    case 'lose-disk':
      changeSeat(picture, command.replica, { status: 'crashed', timers: new Map() });
      return;
    case 'recover':
    case 'resume':
      changeSeat(picture, command.replica, { status: 'up' });
      return;
    case 'pause':
      changeSeat(picture, command.replica, { status: 'paused' });
      return;
    case 'behave':
      changeSeat(picture, command.replica, { behaviour: command.as });
      return;
    case 'partition':
      picture.groups = command.groups;
      return;
    case 'heal':
      picture.groups = [];
      picture.cuts.clear();
      return;
    case 'cut':
      picture.cuts.add(linkName(command.from, command.to));
      return;
    case 'mend':
      picture.cuts.delete(linkName(command.from, command.to));
      return;
    case 'link': {
      const { from, to, delay, lossRate, duplicateRate } = command;
      const name = linkName(from, to);
      const before = picture.links.get(name);
      picture.links.set(name, {
        from,
        to,
        delay: delay ?? before?.delay,
        lossRate: lossRate ?? before?.lossRate,
        duplicateRate: duplicateRate ?? before?.duplicateRate,
      });
      return;
    }
    case 'drop':
      picture.flights.delete(command.message);
      return;
    case 'delay':
      moveFlight(picture, command.message, (flight) => (flight.held ? at : flight.dueAt) + command.by);
      picture.held.add(command.message);
      return;
    case 'alter':
      picture.altered.add(command.message);
      return;
    case 'deliver':
      moveFlight(picture, command.message, () => at);
      picture.held.delete(command.message);
      return;
    default:
  }
}

/** Whoever held it back lets it go. */
function moveFlight(picture: Picture, id: string, due: (flight: Envelope) => TimeUs): void {
  const flight = picture.flights.get(id);
  if (flight === undefined) return;
  const { held: _held, ...onItsWay } = flight;
  picture.flights.set(id, { ...onItsWay, dueAt: due(flight) });
}

function changeSeat(picture: Picture, replica: ReplicaId, changes: Partial<SeatPicture>): void {
  picture.seats[replica] = { ...(picture.seats[replica] ?? up), ...changes };
}
