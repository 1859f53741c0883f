/**
 * What the fields of a scenario mean together: replicas that exist, names that are known, ranges that fit.
 */
import { ownFault } from '../kernel/options.ts';
import { commandFault } from './command-check.ts';
import { delayFault, linkFault } from './link-check.ts';
import { type Fault, listed, type Path, show } from './problem.ts';
import { amountFault } from './row-schema.ts';
import type { Known, KnownProtocol, Scenario, ScenarioCommand } from './types.ts';

/** Property ids that every protocol shares (DESIGN 6); others are written `protocol/name`. */
export const sharedProperties: readonly string[] = [
  'agreement',
  'prefix',
  'total-order',
  'validity',
  'exactly-once',
  'decide-stable',
  'state-root',
  'certificates',
  'no-equivocation',
  'monotone',
  'progress',
  'catch-up',
  'evidence',
];

/** The first contradiction, or null. */
export function crossFault(scenario: Scenario, known: Known): Fault | null {
  return (
    protocolFault(scenario, known) ??
    networkFault(scenario) ??
    workloadFault(scenario) ??
    commandsFault(scenario, known, scenario.commands, ['commands']) ??
    hiddenFault(scenario, known) ??
    propertyFault(scenario.until.violated, ['until', 'violated']) ??
    expectFault(scenario)
  );
}

/** Faults of commands for `scenario`; `base` is where the list stands. */
export function commandsFault(
  scenario: Scenario,
  known: Known,
  commands: readonly ScenarioCommand[],
  base: Path,
): Fault | null {
  const protocol = Object.hasOwn(known.protocols, scenario.protocol.id)
    ? known.protocols[scenario.protocol.id]
    : undefined;
  const world = {
    replicas: scenario.protocol.replicas,
    clients: scenario.workload.clients,
    lies: protocol?.lies ?? {},
    types: protocol?.types ?? [],
    behaviours: ['honest', ...(protocol?.behaviours ?? []).filter((name) => name !== 'honest')],
  };
  return firstFault(commands, base, (command) => commandFault(command, world));
}

/** A lie that the protocol does not know would be refused in the run, where nobody is told why. */
function hiddenFault({ hidden, protocol }: Scenario, known: Known): Fault | null {
  const { behaviours = [] } = known.protocols[protocol.id] ?? {};
  if (hidden === undefined || behaviours.includes(hidden)) return null;
  return {
    path: ['hidden'],
    expected: `a behaviour of ${protocol.id} (${listed(behaviours)})`,
    found: show(hidden),
  };
}

function protocolFault({ protocol }: Scenario, known: Known): Fault | null {
  const found = Object.hasOwn(known.protocols, protocol.id) ? known.protocols[protocol.id] : undefined;
  if (found === undefined) {
    const ids = Object.keys(known.protocols);
    return {
      path: ['protocol', 'id'],
      expected: `a known protocol (${listed(ids)})`,
      found: show(protocol.id),
    };
  }
  const { checkpointInterval, windowSlots } = protocol.options;
  if (windowSlots < checkpointInterval) {
    const expected = `at least checkpointInterval, ${checkpointInterval}`;
    return { path: ['protocol', 'options', 'windowSlots'], expected, found: show(windowSlots) };
  }
  return ownOptionFault(protocol, found) ?? bugFault(protocol, found);
}

function ownOptionFault({ id, options }: Scenario['protocol'], known: KnownProtocol): Fault | null {
  const declared = known.options ?? {};
  for (const [name, value] of Object.entries(options.own ?? {})) {
    const path = ['protocol', 'options', 'own', name];
    const option = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (option === undefined) {
      const names = Object.keys(declared);
      const expected =
        names.length === 0 ? `no own options of ${id}` : `an option of ${id} (${listed(names)})`;
      return { path, expected, found: show(name) };
    }
    const expected = ownFault(option, value);
    if (expected !== null) return { path, expected, found: show(value) };
  }
  return null;
}

function bugFault(protocol: Scenario['protocol'], found: KnownProtocol): Fault | null {
  return firstFault(protocol.bugs, ['protocol', 'bugs'], (bug, index) => {
    if (protocol.bugs.indexOf(bug) < index)
      return { path: [], expected: 'each bug once', found: `${show(bug)} again` };
    if (found.bugs.includes(bug)) return null;
    const expected =
      found.bugs.length === 0
        ? 'no bugs for this protocol'
        : `a bug of ${protocol.id} (${listed(found.bugs)})`;
    return { path: [], expected, found: show(bug) };
  });
}

function networkFault({ network, protocol, workload }: Scenario): Fault | null {
  const delays = delayFault(network.delayMs, ['network', 'delayMs']);
  if (delays !== null) return delays;
  const pairs = new Set<string>();
  return firstFault(network.links, ['network', 'links'], (link) => {
    const fault = linkFault(link, protocol.replicas, workload.clients);
    if (fault !== null) return fault;
    const pair = `${link.from}>${link.to}`;
    if (pairs.has(pair)) return { path: [], expected: 'each link once', found: `${pair} again` };
    pairs.add(pair);
    return link.delayMs === undefined ? null : delayFault(link.delayMs, ['delayMs']);
  });
}

function workloadFault({ workload }: Scenario): Fault | null {
  const { source, commands, count } = workload;
  if (source !== 'inline' && commands.length > 0) {
    const expected = `no rows here while the source is "${source}"`;
    return { path: ['workload', 'commands'], expected, found: show(commands) };
  }
  if (source === 'inline' && count !== undefined && count > commands.length) {
    return {
      path: ['workload', 'count'],
      expected: `at most the ${commands.length} rows there are`,
      found: show(count),
    };
  }
  const balances = new Set<string>();
  return (
    firstFault(commands, ['workload', 'commands'], amountFault) ??
    firstFault(workload.opening, ['workload', 'opening'], (opening) => {
      const balance = `${opening.asset} of account ${opening.account}`;
      if (balances.has(balance))
        return { path: [], expected: 'each balance once', found: `${balance} again` };
      balances.add(balance);
      return amountFault(opening);
    })
  );
}

function expectFault({ expect }: Scenario): Fault | null {
  for (const id of Object.keys(expect.verdicts)) {
    const fault = propertyFault(id, ['expect', 'verdicts', id]);
    if (fault !== null) return fault;
  }
  return null;
}

/** A verdict of all protocols, or one that is written `protocol/name`. */
function propertyFault(id: string | undefined, path: Path): Fault | null {
  if (id === undefined || id.includes('/') || sharedProperties.includes(id)) return null;
  return { path, expected: `a property (${listed(sharedProperties)}, or protocol/name)`, found: show(id) };
}

/** The first fault of the items, its path completed. */
function firstFault<T>(
  items: readonly T[],
  base: Path,
  judge: (item: T, index: number) => Fault | null,
): Fault | null {
  for (let i = 0; i < items.length; i++) {
    const fault = judge(items[i] as T, i);
    if (fault !== null) return { ...fault, path: [...base, i, ...fault.path] };
  }
  return null;
}
