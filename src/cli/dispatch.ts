/** From arguments to a command. */
import { listed, show } from '../scenarios/problem.ts';
import { badInput, type Cli, exit } from './cli.ts';
import { grade } from './grade.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { minimise } from './minimise.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';
import { swarm } from './swarm.ts';

const commands: Readonly<Record<string, (cli: Cli, args: readonly string[]) => Promise<number>>> = {
  run,
  swarm,
  grade,
  minimise,
  list,
  schema,
};

/** What may stand first. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Does what the arguments say and resolves to the exit code. */
export async function dispatch(cli: Cli, args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'help' || args.includes('--help') || args.includes('-h')) {
    cli.out(help);
    return exit.asExpected;
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command(cli, rest);
  const names = listed([...commandNames, '--help']);
  return badInput(cli, `expected a command (${names}), found ${show(name)}, at argument 1`);
}
