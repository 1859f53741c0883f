/** `sim schema`: the JSON Schema of scenario and session files, for editors. */
import { scenarioJsonSchema } from '../scenarios/json-schema.ts';
import { readArguments } from './arguments.ts';
import { badInput, type Cli, exit } from './cli.ts';

/** Resolves to the exit code. */
export async function schema(cli: Cli, args: readonly string[]): Promise<number> {
  const given = readArguments(args, { positionals: [], flags: {} });
  if (!given.ok) return badInput(cli, given.problem);
  cli.out(`${JSON.stringify(scenarioJsonSchema(cli.known), null, 2)}\n`);
  return exit.asExpected;
}
