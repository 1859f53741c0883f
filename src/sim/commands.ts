/**
 * What a command of the session does to the world: status of replicas, links, messages on their way, clients.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import { type Envelope, envelopeId, type SimCommand } from '../kernel/trace.ts';
import { positionOf, scheduleNext } from './client-turns.ts';
import { append } from './clients.ts';
import type { Instant } from './instant.ts';
import { count, leave, setTimers } from './perform.ts';
import type { Core, ReplicaWorld } from './state.ts';

export interface CommandOutcome {
  readonly refused: string | null;
  readonly sent: readonly Envelope[];
}

const done: CommandOutcome = { refused: null, sent: [] };

/** Carries out a command that was not refused; `index` is the event it becomes. */
export function applyCommand(
  core: Core,
  instant: Instant,
  command: SimCommand,
  index: number,
): CommandOutcome {
  const { network } = core.state;
  switch (command.do) {
    case 'crash':
    case 'lose-disk':
      return crash(core, instant, command.replica);
    case 'recover':
      setWorld(core, command.replica, { status: 'up' });
      instant.add({ kind: 'recover', replica: command.replica, cause: index });
      return done;
    case 'pause':
      setWorld(core, command.replica, { status: 'paused' });
      return done;
    case 'resume':
      return release(core, instant, command.replica, 'up');
    case 'behave':
      setWorld(core, command.replica, { behaviour: command.as });
      return done;
    case 'partition':
      network.partition(command.groups);
      return done;
    case 'heal':
      network.heal();
      return done;
    case 'cut':
    case 'mend':
      network.change(command.from, command.to, { cut: command.do === 'cut' });
      return done;
    case 'link': {
      const { delay, lossRate, duplicateRate } = command;
      network.change(command.from, command.to, {
        ...(delay && { delay }),
        ...(lossRate !== undefined && { lossRate }),
        ...(duplicateRate !== undefined && { duplicateRate }),
      });
      return done;
    }
    case 'drop':
    case 'deliver':
    case 'duplicate':
    case 'delay':
      return applyToMessage(core, instant, command);
    case 'submit': {
      const position = positionOf(core, command.client);
      const client = core.state.clients[position];
      if (client === undefined) return { refused: `there is no client ${command.client}`, sent: [] };
      core.state.clients[position] = append(client, command.operation, instant.at);
      scheduleNext(core, instant, command.client);
      return done;
    }
    case 'corrupt':
      return done;
  }
}

/** What it held while paused is lost like anything else that arrives now; its timers are gone. */
function crash(core: Core, instant: Instant, replica: ReplicaId): CommandOutcome {
  setTimers(core, replica, (timers) => timers.clear());
  return release(core, instant, replica, 'crashed');
}

function release(core: Core, instant: Instant, replica: ReplicaId, status: 'up' | 'crashed'): CommandOutcome {
  const held = core.state.replicas[replica]?.held ?? [];
  setWorld(core, replica, { status, held: [] });
  for (const item of held) instant.add(item);
  return done;
}

function applyToMessage(
  core: Core,
  instant: Instant,
  command: SimCommand & { do: 'drop' | 'deliver' | 'duplicate' | 'delay' },
): CommandOutcome {
  const second = command.do === 'duplicate' ? secondId(command.message) : null;
  if (second !== null && isOnItsWay(core, instant, second)) {
    return { refused: `${second} is on its way already`, sent: [] };
  }
  const envelope = takeFlight(core, instant, command.message);
  if (envelope === null) return { refused: `${command.message} is not on its way`, sent: [] };
  leave(core, envelope);
  switch (command.do) {
    case 'drop':
      return done;
    case 'deliver':
      arrive(core, instant, { ...envelope, dueAt: instant.at });
      return done;
    case 'delay':
      arrive(core, instant, { ...envelope, dueAt: envelope.dueAt + command.by });
      return done;
    case 'duplicate': {
      const copy = { ...envelope, duplicate: true };
      arrive(core, instant, envelope);
      arrive(core, instant, copy);
      return { refused: null, sent: [copy] };
    }
  }
}

/** What is due by now joins this instant; the agenda only holds what is still to come. */
function arrive(core: Core, instant: Instant, envelope: Envelope): void {
  count(core, envelope, 1);
  if (envelope.dueAt > instant.at) core.state.agenda.put(envelope.dueAt, envelope);
  else instant.add(envelope);
}

/** Id of the second copy of a message: there is one at a time. */
function secondId(id: string): string {
  return id.endsWith("'") ? id : `${id}'`;
}

function isOnItsWay(core: Core, instant: Instant, id: string): boolean {
  const wanted = hasId(id);
  const { agenda, replicas } = core.state;
  const found = agenda.find(wanted) ?? instant.find(wanted);
  return found !== undefined || replicas.some(({ held }) => held.some(wanted));
}

function hasId(id: string): (item: object) => boolean {
  return (item) => 'message' in item && envelopeId(item as Envelope) === id;
}

/** Finds a copy that is on its way, held by a paused replica, or due at this instant, and takes it out. */
function takeFlight(core: Core, instant: Instant, id: string): Envelope | null {
  const wanted = hasId(id);
  const coming = core.state.agenda.remove(wanted);
  if (coming !== undefined) return coming as Envelope;
  for (const [replica, world] of core.state.replicas.entries()) {
    const held = world.held.find(wanted);
    if (held === undefined) continue;
    setWorld(core, replica, { held: world.held.filter((item) => item !== held) });
    return held as Envelope;
  }
  return instant.remove(wanted);
}

function setWorld(core: Core, replica: ReplicaId, changes: Partial<ReplicaWorld>): void {
  core.state.replicas[replica] = { ...(core.state.replicas[replica] as ReplicaWorld), ...changes };
}
