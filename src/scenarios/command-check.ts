/**
 * What a command must agree with: the replicas and clients that exist, and the lies that the protocol knows.
 */
import { unreachable } from '../kernel/assert.ts';
import type { LieParameter } from '../kernel/lie.ts';
import { lieFault } from './lie-check.ts';
import { delayFault, linkFault } from './link-check.ts';
import { type Fault, listed, show } from './problem.ts';
import { amountFault } from './row-schema.ts';
import type { ScenarioCommand } from './types.ts';

export interface CommandWorld {
  readonly replicas: number;
  readonly clients: number;
  /** All names that `as` may take. */
  readonly behaviours: readonly string[];
  /** Declared parameters, by name of the lie. */
  readonly lies: Readonly<Record<string, Readonly<Record<string, LieParameter>>>>;
  readonly types: readonly string[];
}

/** The first contradiction of one command, or null. Paths inside the command. */
export function commandFault(command: ScenarioCommand, world: CommandWorld): Fault | null {
  switch (command.do) {
    case 'crash':
    case 'recover':
    case 'lose-disk':
    case 'pause':
    case 'resume':
      return replicaFault(command.replica, world, ['replica']);
    case 'corrupt':
      if (command.delta === 0)
        return { path: ['delta'], expected: 'a whole number other than 0', found: '0' };
      return replicaFault(command.replica, world, ['replica']);
    case 'behave':
      return replicaFault(command.replica, world, ['replica']) ?? behaviourFault(command, world);
    case 'partition':
      return groupsFault(command.groups, world, ['groups']);
    case 'heal':
      return null;
    case 'cut':
    case 'mend':
      return linkFault(command, world.replicas, world.clients);
    case 'link':
      return changedLinkFault(command, world);
    case 'drop':
    case 'duplicate':
    case 'deliver':
    case 'delay':
      return messageFault(command.message, world);
    case 'alter':
      return messageFault(command.message, world) ?? textFault(command.edits, ['edits']);
    case 'submit':
      return submitFault(command, world);
    default:
      return unreachable(command);
  }
}

function replicaFault(replica: unknown, { replicas }: CommandWorld, path: Fault['path']): Fault | null {
  if (typeof replica === 'number' && Number.isInteger(replica) && replica >= 0 && replica < replicas)
    return null;
  return { path, expected: `a replica from 0 to ${replicas - 1}`, found: show(replica) };
}

/** No replica stands in two groups, or twice in one. */
function groupsFault(
  groups: readonly (readonly unknown[])[],
  world: CommandWorld,
  path: Fault['path'],
): Fault | null {
  const seen = new Set<unknown>();
  for (const [g, group] of groups.entries()) {
    for (const [i, replica] of group.entries()) {
      const fault = replicaFault(replica, world, [...path, g, i]);
      if (fault !== null) return fault;
      if (seen.has(replica))
        return { path: [...path, g, i], expected: 'each replica once', found: `${show(replica)} again` };
      seen.add(replica);
    }
  }
  return null;
}

type Of<D extends ScenarioCommand['do']> = Extract<ScenarioCommand, { readonly do: D }>;

function behaviourFault(command: Of<'behave'>, world: CommandWorld): Fault | null {
  const { as, do: _do, atMs: _at, after: _after, joins: _joins, replica: _replica, ...parameters } = command;
  if (!world.behaviours.includes(as)) {
    return { path: ['as'], expected: `a behaviour (${listed(world.behaviours)})`, found: show(as) };
  }
  const [surplus] = Object.keys(parameters);
  if (as === 'honest' && surplus !== undefined) {
    return { path: [surplus], expected: 'no parameters of honest', found: show(surplus) };
  }
  const declared = Object.hasOwn(world.lies, as) ? world.lies[as] : undefined;
  const fault = declared === undefined ? null : lieFault(parameters, declared, world);
  return fault ?? textFault(parameters, []);
}

/** Texts among a lie's parameters are printable ASCII, which is what the canonical encoding takes. */
function textFault(value: unknown, path: Fault['path']): Fault | null {
  if (typeof value === 'string') {
    return /^[ -~]*$/.test(value) ? null : { path, expected: 'printable ASCII', found: show(value) };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    const fault = textFault(key, inner) ?? textFault(member, inner);
    if (fault !== null) return fault;
  }
  return null;
}

function changedLinkFault(command: Of<'link'>, world: CommandWorld): Fault | null {
  const fault = linkFault(command, world.replicas, world.clients);
  if (fault !== null) return fault;
  if (command.delayMs !== undefined) return delayFault(command.delayMs, ['delayMs']);
  if (command.lossRate !== undefined || command.duplicateRate !== undefined) return null;
  return { path: [], expected: 'delayMs, lossRate or duplicateRate', found: 'none of them' };
}

function messageFault(message: string, { replicas, clients }: CommandWorld): Fault | null {
  const [from = '', to = ''] = message.slice(0, message.indexOf('#')).split('>');
  const known = (end: string): boolean =>
    end.startsWith('c') ? Number(end.slice(1)) < clients : Number(end.replace('r', '')) < replicas;
  if (!known(from) || !known(to)) {
    const expected = `a message between replicas 0 to ${replicas - 1} and clients c0 to c${clients - 1}`;
    return { path: ['message'], expected, found: show(message) };
  }
  if (from !== `r${to}`) return null;
  return { path: ['message'], expected: 'a message to somebody else', found: show(message) };
}

function submitFault({ row, client }: Of<'submit'>, { clients }: CommandWorld): Fault | null {
  const fault = amountFault(row);
  if (fault !== null) return { ...fault, path: ['row', ...fault.path] };
  if (client === undefined || client < clients) return null;
  return { path: ['client'], expected: `a client from 0 to ${clients - 1}`, found: show(client) };
}
