/**
 * Commands about single messages: dropped, delivered, doubled, delayed or altered while they are on their
 * way, held by a paused receiver, or held back by a puppet. Each refusal says where the message is instead.
 */
import { type Endpoint, isClient } from '../kernel/ids.ts';
import type { Message } from '../kernel/message.ts';
import { type Envelope, envelopeId, type SimCommand } from '../kernel/trace.ts';
import type { Control } from './host.ts';
import type { Instant } from './instant.ts';
import { count, leave } from './perform.ts';
import type { Core, ReplicaWorld } from './state.ts';

type MessageCommand = Extract<SimCommand, { readonly message: string }>;

function isAboutMessage(command: SimCommand): command is MessageCommand {
  return 'message' in command && typeof command.message === 'string' && command.do !== 'behave';
}

/** Why a command about a message makes no sense now, in one sentence; null when it does, or is about none. */
export function refuseMessage(core: Core, instant: Instant, command: SimCommand): string | null {
  if (!isAboutMessage(command)) return null;
  const { message } = command;
  const second = command.do === 'duplicate' ? secondId(message) : null;
  if (second !== null && findFlight(core, instant, second) !== null) return `${second} is on its way already`;
  const envelope = findFlight(core, instant, message);
  if (envelope === null) return whereabouts(core, message);
  return command.do === 'alter' ? refuseLie(core, envelope) : null;
}

/** Only its own sender can sign a message anew, and only a liar does. */
function refuseLie(core: Core, { from }: Envelope): string | null {
  if (isClient(from)) return `${from} is a client: only replicas lie`;
  const world = core.state.replicas[from];
  if (world?.status === 'crashed') return `R${from} is down: it signs nothing`;
  return world?.behaviour === 'honest'
    ? `R${from} is honest: it signs nothing else; a liar has to be told to lie first`
    : null;
}

/** Not on its way: not sent yet, or gone. */
function whereabouts(core: Core, id: string): string {
  if (id.endsWith("'")) return `${id} is not on its way: there is no second copy`;
  const [, from = '', to = '', number = ''] = /^r?(c?\d+)>(c?\d+)#(\d+)/.exec(id) ?? [];
  const sent = core.state.network.sentOn(endpointOf(from), endpointOf(to));
  const why = Number(number) > sent ? 'it has not been sent yet' : 'it has arrived, or was lost';
  return `${id} is not on its way: ${why}`;
}

function endpointOf(name: string): Endpoint {
  return name.startsWith('c') ? (name as `c${number}`) : Number(name);
}

/** What the host is asked before a message can be altered; null for any other command. */
export function alterControl(core: Core, instant: Instant, command: SimCommand): Control | null {
  if (command.do !== 'alter') return null;
  const envelope = findFlight(core, instant, command.message);
  if (envelope === null || isClient(envelope.from)) return null;
  const { from, message } = envelope;
  return { do: 'alter', replica: from, at: instant.at, message, edits: command.edits };
}

/** Carries out a command that was not refused; returns the envelopes that are new or new in what they say. */
export function applyToMessage(
  core: Core,
  instant: Instant,
  command: MessageCommand,
  altered?: Message,
): readonly Envelope[] {
  const envelope = takeFlight(core, instant, command.message);
  if (envelope === null) return [];
  switch (command.do) {
    case 'drop':
      return [];
    case 'deliver':
      arrive(core, instant, released(envelope, instant.at));
      return [];
    case 'delay':
      arrive(core, instant, released(envelope, (envelope.held ? instant.at : envelope.dueAt) + command.by));
      return [];
    case 'alter': {
      const lie = altered === undefined ? envelope : { ...envelope, message: altered };
      arrive(core, instant, lie);
      return [lie];
    }
    case 'duplicate': {
      const copy = { ...envelope, duplicate: true };
      arrive(core, instant, envelope);
      arrive(core, instant, copy);
      return [copy];
    }
  }
}

/** On the network, whether its sender had held it back or not. */
function released({ held: _held, ...envelope }: Envelope, dueAt: number): Envelope {
  return { ...envelope, dueAt };
}

/** What is due by now joins this instant; the agenda only holds what is still to come. */
function arrive(core: Core, instant: Instant, envelope: Envelope): void {
  if (envelope.held) {
    core.state.held.push(envelope);
    return;
  }
  count(core, envelope, 1);
  if (envelope.dueAt > instant.at) core.state.agenda.put(envelope.dueAt, envelope);
  else instant.add(envelope);
}

/** Id of the second copy of a message: there is one at a time. */
function secondId(id: string): string {
  return id.endsWith("'") ? id : `${id}'`;
}

function hasId(id: string): (item: object) => boolean {
  return (item) => 'message' in item && envelopeId(item as Envelope) === id;
}

/** A copy that is on its way, held by a paused replica or a puppet, or due at this instant. */
function findFlight(core: Core, instant: Instant, id: string): Envelope | null {
  const wanted = hasId(id);
  const { agenda, replicas, held } = core.state;
  const paused = () => replicas.flatMap((world) => world.held).find(wanted);
  return (held.find(wanted) ??
    agenda.find(wanted) ??
    instant.find(wanted) ??
    paused() ??
    null) as Envelope | null;
}

/** Finds a copy and takes it out. */
function takeFlight(core: Core, instant: Instant, id: string): Envelope | null {
  const wanted = hasId(id);
  const { state } = core;
  const heldBack = state.held.findIndex(wanted);
  if (heldBack >= 0) return state.held.splice(heldBack, 1)[0] ?? null;
  const coming = (state.agenda.remove(wanted) as Envelope | undefined) ?? fromPaused(core, wanted);
  const envelope = coming ?? instant.remove(wanted);
  if (envelope !== null) leave(core, envelope);
  return envelope;
}

function fromPaused(core: Core, wanted: (item: object) => boolean): Envelope | undefined {
  for (const [replica, world] of core.state.replicas.entries()) {
    const held = world.held.find(wanted);
    if (held === undefined) continue;
    const rest: ReplicaWorld = { ...world, held: world.held.filter((item) => item !== held) };
    core.state.replicas[replica] = rest;
    return held as Envelope;
  }
  return undefined;
}
