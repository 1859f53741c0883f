/** Compiles a checked scenario, its rows and a session's commands into the engine's plan. */
import type { Authenticator } from '../kernel/authenticator.ts';
import { digestValue } from '../kernel/hash.ts';
import { ownValues, type ProtocolOptions } from '../kernel/options.ts';
import { maxFaults } from '../kernel/quorum.ts';
import type { SimCommand } from '../kernel/trace.ts';
import { protocols } from '../protocols/registry.ts';
import { hiddenCommands } from '../scenarios/hidden.ts';
import {
  type DelayMs,
  microseconds,
  type Row,
  type Scenario,
  type ScenarioCommand,
} from '../scenarios/types.ts';
import { limits } from '../sim/limits.ts';
import type { NetworkConfig } from '../sim/network-config.ts';
import type { RunPlan, Until } from '../sim/plan.ts';
import { createRowSigner, genesisOf, type RowSigner, shareOut } from './workload.ts';

/** What a run is made of. `commands` are the scenario's and the session's together, in list order. */
export interface RunSource {
  readonly scenario: Scenario;
  readonly rows: readonly Row[];
  readonly seed: number;
  readonly commands: readonly ScenarioCommand[];
  /**
   * Ends only by a violation or the event limit: how the page runs, where there is always something to do
   * next.
   */
  readonly openEnded: boolean;
  readonly maxEvents?: number;
}

/** The plan of a run for any commands: all but these is compiled, and the workload signed, once. */
export type Planner = (commands: readonly ScenarioCommand[]) => RunPlan;

export function createPlanner(source: Omit<RunSource, 'commands'>, authenticator: Authenticator): Planner {
  const { scenario, rows, seed } = source;
  const { protocol, workload } = scenario;
  const signer = createRowSigner(authenticator, workload.clients);
  const clients = shareOut(rows, workload, signer);
  const fixed = {
    scenario: scenario.id,
    protocol: protocol.id,
    replicas: protocol.replicas,
    faults: maxFaults(protocol.replicas),
    seed,
    options: optionsOf(scenario),
    bugs: protocol.bugs,
    authenticator: protocol.options.authenticator,
    network: networkOf(scenario),
    clients,
    preface: prefaceOf(source),
    genesis: genesisOf(authenticator, rows, workload.opening),
  };
  const hidden = hiddenCommands(scenario, seed);
  return (written) => {
    const commands = [...hidden, ...written];
    return {
      ...fixed,
      until: untilOf(source, hasColluders(commands, fixed.faults)),
      commands: compileCommands(commands, signer.copy()),
    };
  };
}

/** More replicas are told to lie than the protocol promises to survive. */
function hasColluders(commands: readonly ScenarioCommand[], faults: number): boolean {
  const liars = new Set<number>();
  for (const command of commands)
    if (command.do === 'behave' && command.as !== 'honest') liars.add(command.replica);
  return liars.size > faults;
}

function optionsOf({ protocol: { id, options } }: Scenario): ProtocolOptions {
  const declared = protocols[id]?.options;
  return {
    checkpointInterval: options.checkpointInterval,
    windowSlots: options.windowSlots,
    requestTimeout: microseconds(options.requestTimeoutMs),
    clientRetry: microseconds(options.clientRetryMs),
    tentative: options.tentative,
    ...(declared !== undefined && { own: ownValues(declared, options.own) }),
  };
}

/** By time; equal times keep their order, as sort is stable. */
function compileCommands(commands: readonly ScenarioCommand[], signer: RowSigner): readonly SimCommand[] {
  return commands.map((command) => compileCommand(command, signer)).sort((a, b) => a.at - b.at);
}

function compileCommand(command: ScenarioCommand, signer: RowSigner): SimCommand {
  const { atMs, after, joins: _joins, ...body } = command;
  const time = { at: microseconds(atMs), ...(after !== undefined && { after }) };
  switch (body.do) {
    case 'corrupt': {
      const { delta, ...rest } = body;
      return { ...time, ...rest, ...(delta !== undefined && { delta: String(delta) }) };
    }
    case 'delay':
      return { ...time, do: 'delay', message: body.message, by: microseconds(body.byMs) };
    case 'link': {
      const { delayMs, ...rest } = body;
      return { ...time, ...rest, ...(delayMs !== undefined && { delay: delayOf(delayMs) }) };
    }
    case 'submit': {
      const signedBy = body.row.kind === 'deposit' ? 0 : body.row.account;
      const client = body.client === undefined ? signer.clientOf(signedBy) : (`c${body.client}` as const);
      return { ...time, do: 'submit', client, operation: signer.sign(body.row) };
    }
    default:
      return { ...time, ...body };
  }
}

function networkOf({ network }: Scenario): NetworkConfig {
  const { delayMs, lossRate, duplicateRate } = network;
  const links = network.links.map(({ delayMs: delay, ...link }) => ({
    ...link,
    ...(delay !== undefined && { delay: delayOf(delay) }),
  }));
  return { delay: delayOf(delayMs), lossRate, duplicateRate, links };
}

function delayOf({ min, max }: DelayMs) {
  return { min: microseconds(min), max: microseconds(max) };
}

/**
 * On the page a run with more than f liars goes on until agreement breaks: that certificates hold votes of
 * liars is how it comes to that, and would end every such run a step before its point.
 */
function untilOf(
  { scenario, openEnded, maxEvents = limits.events }: Omit<RunSource, 'commands'>,
  collude: boolean,
): Until {
  const { quiet, commits = null, ms, violated } = scenario.until;
  const awaited = violated ?? (openEnded && collude ? 'agreement' : undefined);
  const last = awaited === undefined ? {} : { violated: awaited };
  const events = Math.min(maxEvents, limits.events);
  if (openEnded) return { ...last, quiet: false, commits: null, time: null, events };
  return { ...last, quiet, commits, time: microseconds(ms), events };
}

/**
 * What the trace hash begins with: everything that shapes the run, nothing that only names or judges it.
 * Commands are events and hashed as such, so a session has one hash whether its commands are its own or
 * written into its scenario.
 */
function prefaceOf({ scenario, rows, seed }: Omit<RunSource, 'commands'>) {
  const { id: _id, title: _title, story: _story, expect: _expect, commands: _commands, ...shape } = scenario;
  return digestValue({ ...shape, seed, rows: scenario.workload.source.startsWith('file:') ? rows : [] });
}
