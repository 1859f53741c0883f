/** Fills in the defaults that depend on other fields, after the shape has been checked. */
import type * as v from 'valibot';
import type { Endpoint } from '../kernel/ids.ts';
import type { commandSchema, delaySchema } from './command-schema.ts';
import type { scenarioSchema } from './schema.ts';
import type { DelayMs, Scenario, ScenarioCommand, ScenarioLink } from './types.ts';

/** What the schema lets through: shapes and ranges are right, dependent defaults are missing. */
export type WrittenScenario = v.InferOutput<typeof scenarioSchema>;
export type WrittenCommand = v.InferOutput<typeof commandSchema>;

/** The scenario with all defaults. Cross-checks have not been made. */
export function resolveScenario(written: WrittenScenario): Scenario {
  const { protocol, network, workload, expect } = written;
  const { options } = protocol;
  const windowSlots = options.windowSlots ?? 2 * options.checkpointInterval;
  const source = workload.source ?? (workload.commands.length > 0 ? 'inline' : 'builtin:transfers');
  return {
    ...written,
    protocol: { ...protocol, options: { ...options, windowSlots } },
    network: { ...network, delayMs: resolveDelay(network.delayMs), links: network.links.map(resolveLink) },
    workload: { ...workload, source },
    commands: resolveCommands(written.commands),
    // The record loses its prototype so that a property named like one of Object's cannot be mistaken.
    expect: { ...expect, verdicts: { ...expect.verdicts } },
  };
}

export function resolveCommands(written: readonly WrittenCommand[]): readonly ScenarioCommand[] {
  return written.map((command): ScenarioCommand => {
    if (command.do !== 'link') return command as ScenarioCommand;
    const { delayMs, from, to, ...rest } = command;
    const ends = { from: from as Endpoint, to: to as Endpoint };
    return delayMs === undefined
      ? { ...rest, ...ends }
      : { ...rest, ...ends, delayMs: resolveDelay(delayMs) };
  });
}

function resolveLink(written: WrittenScenario['network']['links'][number]): ScenarioLink {
  const { delayMs, ...rest } = written;
  // The schema's pattern admits clients only as `c` and a number, which its type cannot say.
  const link = rest as ScenarioLink;
  return delayMs === undefined ? link : { ...link, delayMs: resolveDelay(delayMs) };
}

function resolveDelay({ min, max }: v.InferOutput<typeof delaySchema>): DelayMs {
  if (min === undefined && max === undefined) return { min: 10, max: 20 };
  if (min === undefined) return { min: Math.min(10, max ?? 10), max: max ?? 20 };
  return { min, max: max ?? Math.max(20, min) };
}
