/** `sim list`: the catalogue. */
import { catalogue } from '../scenarios/catalog.ts';
import { readArguments } from './arguments.ts';
import { badInput, type Cli, exit } from './cli.ts';

/** Resolves to the exit code. With `--json`, a list of objects. */
export async function list(cli: Cli, args: readonly string[]): Promise<number> {
  const given = readArguments(args, { positionals: [], flags: { '--json': 'switch' } });
  if (!given.ok) return badInput(cli, given.problem);
  const entries = catalogue.map(({ id, title = '', protocol }) => {
    return { id, title, protocol: protocol.id, replicas: protocol.replicas };
  });
  const width = Math.max(...entries.map(({ id }) => id.length));
  const lines = entries.map(({ id, title, protocol, replicas }) => {
    return `${id.padEnd(width)}  ${protocol}, n = ${replicas}  ${title}\n`;
  });
  cli.out(given.value.has('--json') ? `${JSON.stringify(entries)}\n` : lines.join(''));
  return exit.asExpected;
}
