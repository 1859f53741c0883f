/** How a case is taken apart: what src/check needs to know of scenarios and commands to make one smaller. */
import type { ScenarioCommand, ScenarioOptions } from '../types.ts';
import type { Case } from './case.ts';
import { commandWeight, simplerCommands } from './commands.ts';
import { groupsOf } from './groups.ts';
import { type Place, worldPlaces, worldWeight } from './world.ts';

/** What one more command weighs: more than anything that can be simpler in a command. */
const COMMAND = 1000;

/** @param usual options of a scenario that names none, with the authenticator of the case */
export function caseAnatomy(usual: ScenarioOptions) {
  const world = worldPlaces(usual);
  return {
    items: ({ commands }: Case): readonly ScenarioCommand[] => commands,
    withItems: ({ scenario }: Case, commands: readonly ScenarioCommand[]): Case => ({ scenario, commands }),
    groups: groupsOf,
    places: ({ commands }: Case): readonly Place[] => [
      ...world,
      ...commands.map(
        (_, at): Place =>
          (of) =>
            simplerAt(of, at),
      ),
    ],
    weight: (of: Case): number =>
      of.commands.reduce((sum, command) => sum + COMMAND + commandWeight(command), worldWeight(of, usual)),
  };
}

function simplerAt({ scenario, commands }: Case, at: number): readonly Case[] {
  const command = commands[at];
  if (command === undefined) return [];
  return simplerCommands(command).map((simpler) => ({ scenario, commands: commands.with(at, simpler) }));
}
