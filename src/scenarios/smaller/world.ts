/**
 * Simpler forms of the world around the commands, place by place: fewer requests, accounts and clients, a
 * steadier network, the protocol's usual options. What a form means is the engine's to find out.
 */
import type { Row, Scenario, ScenarioOptions } from '../types.ts';
import { type Case, requestsOf } from './case.ts';
import { digitsOf, rounder } from './numbers.ts';

/** Greatest step first. */
export type Place = (of: Case) => readonly Case[];

/** Lists longer than this are shortened in halves only, not one by one. */
const ONE_BY_ONE = 24;

/** @param usual options of a scenario that names none */
export function worldPlaces(usual: ScenarioOptions): readonly Place[] {
  return [
    fewerRequests,
    ({ scenario, commands }) =>
      withoutSome(scenario.protocol.bugs).map((bugs) => {
        return { scenario: { ...scenario, protocol: { ...scenario.protocol, bugs } }, commands };
      }),
    fewerRows,
    inWorkload(({ opening }) => withoutSome(opening).map((fewer) => ({ opening: fewer }))),
    inWorkload(({ clients }) => (clients > 1 ? [{ clients: 1 }, { clients: clients - 1 }] : [])),
    inWorkload(({ everyMs }) => rounder(everyMs).map((rounded) => ({ everyMs: rounded }))),
    inNetwork(({ links }) => withoutSome(links).map((fewer) => ({ links: fewer }))),
    inNetwork(() => [{ lossRate: 0 }]),
    inNetwork(() => [{ duplicateRate: 0 }]),
    inNetwork(({ delayMs }) => [{ delayMs: even(delayMs.max) }, { delayMs: even(delayMs.min) }]),
    inNetwork(({ delayMs: { min, max } }) =>
      min === max ? rounder(max, true).map((ms) => ({ delayMs: even(ms) })) : [],
    ),
    (of) => usualOptions(of, usual),
  ];
}

/** Every simpler form weighs less. */
export function worldWeight(of: Case, usual: ScenarioOptions): number {
  const { protocol, network, workload } = of.scenario;
  const { min, max } = network.delayMs;
  const unusual = optionNames(protocol.options).filter((name) => !isUsual(protocol.options, usual, name));
  return (
    requestsOf(of) +
    workload.commands.length +
    workload.opening.length +
    10 * workload.clients +
    10 * protocol.bugs.length +
    digitsOf(workload.everyMs) +
    network.links.length +
    (network.lossRate > 0 ? 10 : 0) +
    (network.duplicateRate > 0 ? 10 : 0) +
    (min === max ? 0 : 20) +
    digitsOf(max) +
    5 * unusual.length
  );
}

function inWorkload(fewer: (of: Scenario['workload']) => readonly Partial<Scenario['workload']>[]): Place {
  return ({ scenario, commands }) =>
    fewer(scenario.workload).map((changes) => {
      return { scenario: { ...scenario, workload: { ...scenario.workload, ...changes } }, commands };
    });
}

function inNetwork(simpler: (of: Scenario['network']) => readonly Partial<Scenario['network']>[]): Place {
  return ({ scenario, commands }) =>
    simpler(scenario.network).map((changes) => {
      return { scenario: { ...scenario, network: { ...scenario.network, ...changes } }, commands };
    });
}

function even(ms: number) {
  return { min: ms, max: ms };
}

/** None, one, two, four … and, near what there is, all but some. */
function fewerRequests(of: Case): readonly Case[] {
  const most = requestsOf(of);
  const powers = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024].filter((count) => count < most);
  const counts = [...powers, ...powers.toReversed().map((less) => most - less)];
  const { scenario, commands } = of;
  return [...new Set(counts)]
    .filter((count) => count < most)
    .map((count) => ({ scenario: { ...scenario, workload: { ...scenario.workload, count } }, commands }));
}

/** Rows of the scenario itself: first those beyond the count, then others with what they count. */
function fewerRows(of: Case): readonly Case[] {
  const { scenario, commands } = of;
  const { workload } = scenario;
  if (workload.source !== 'inline') return [];
  const { count = workload.commands.length, ...rest } = workload;
  const withRows = (rows: readonly Row[]): Case => {
    return { scenario: { ...scenario, workload: { ...rest, commands: rows } }, commands };
  };
  const used = workload.commands.slice(0, count);
  if (used.length < workload.commands.length) return [withRows(used)];
  return withoutSome(used).map(withRows);
}

/** Nothing, either half, and, of a short list, all but one. */
function withoutSome<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length === 0) return [];
  const middle = list.length >> 1;
  const halves = list.length > 1 ? [list.slice(0, middle), list.slice(middle)] : [];
  const most = list.length > 2 && list.length <= ONE_BY_ONE ? list : [];
  return [[], ...halves, ...most.map((_, left) => list.filter((_item, at) => at !== left))];
}

function usualOptions({ scenario, commands }: Case, usual: ScenarioOptions): readonly Case[] {
  const { protocol } = scenario;
  const unusual = optionNames(protocol.options).filter((name) => !isUsual(protocol.options, usual, name));
  if (unusual.length === 0) return [];
  const single = unusual.map((name) => withUsual(protocol.options, usual, name));
  return [usual, ...single].map((options) => {
    return { scenario: { ...scenario, protocol: { ...protocol, options } }, commands };
  });
}

function withUsual(options: ScenarioOptions, usual: ScenarioOptions, name: keyof ScenarioOptions) {
  const { [name]: _unusual, ...rest } = options;
  return { ...rest, ...(usual[name] !== undefined && { [name]: usual[name] }) } as ScenarioOptions;
}

/** How signatures are made is not made simpler: that would be another run. */
function optionNames(options: ScenarioOptions): readonly (keyof ScenarioOptions)[] {
  return (Object.keys(options) as (keyof ScenarioOptions)[]).filter((name) => name !== 'authenticator');
}

function isUsual(options: ScenarioOptions, usual: ScenarioOptions, name: keyof ScenarioOptions): boolean {
  return JSON.stringify(options[name]) === JSON.stringify(usual[name]);
}
