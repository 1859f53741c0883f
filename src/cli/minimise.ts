/** `sim minimise FILE`: a failing run with as few commands as still break the same verdict. */
import type { Minimised } from '../runtime/minimise-types.ts';
import { fold } from '../scenarios/link-fold.ts';
import { printFile } from '../scenarios/validate.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { badInput, type Cli, exit } from './cli.ts';
import { load } from './load.ts';
import { createProgress } from './progress.ts';

const shape = {
  positionals: ['FILE'],
  flags: { '--verdict': 'value', '--out': 'value', '--json': 'switch' },
} as const;

/** Resolves to the exit code: 1 when the run breaks nothing, so that there is nothing to minimise. */
export async function minimise(cli: Cli, args: readonly string[]): Promise<number> {
  const given = readArguments(args, shape);
  if (!given.ok) return badInput(cli, given.problem);
  const loaded = load(cli, given.value.positionals[0] ?? '', null);
  if (!loaded.ok) return badInput(cli, loaded.problem);
  const started = cli.now();
  const progress = createProgress(cli);
  const result = await cli.minimise(
    { ...loaded.value, verdict: given.value.value('--verdict'), seenAt: null },
    {
      onProgress: ({ runs, commands, of }) =>
        progress(() => `${runs} runs, ${commands} of ${of} commands left so far`),
    },
  );
  if ('problem' in result) {
    cli.err(`${result.problem}\n`);
    return exit.notAsExpected;
  }
  return report(cli, given.value, result, Math.round(cli.now() - started));
}

function report(cli: Cli, args: Arguments, result: Minimised, wallMs: number): number {
  const out = args.value('--out');
  const written = out === null ? null : cli.writeText(out, printFile(result.session));
  if (written?.ok === false)
    return badInput(cli, `expected a file that can be written, ${written.problem}, at --out ${out}`);
  const folded = fold(result.session);
  const link = folded === null ? null : `#${folded}`;
  cli.out(args.has('--json') ? asJson(result, link, wallMs) : asText(result, link, wallMs));
  return exit.asExpected;
}

/** These keys in this order: within version 1 some may be added, none renamed or removed. */
function asJson(result: Minimised, link: string | null, wallMs: number): string {
  const { verdict, because, event, commands, of, requests, requestsOf, session } = result;
  const { runs, complete, heldFor } = result;
  const before = { commands: of, requests: requestsOf };
  const after = { commands, requests };
  const head = { verdict, because, event, before, after, runs, complete, heldFor, wallMs, link };
  return `${JSON.stringify({ ...head, session })}\n`;
}

function asText(result: Minimised, link: string | null, wallMs: number): string {
  const { verdict, because, event, commands, of, requests, requestsOf, runs, session } = result;
  return [
    `${verdict} is violated at event ${event}: ${because}`,
    `${commands} of ${of} commands left, ${requests} of ${requestsOf} requests; ${runs} runs in ${wallMs} ms`,
    promiseOf(result),
    ...session.session.commands.map((command) => `  ${JSON.stringify(command)}`),
    link ?? 'too large for a link: use --out',
    '',
  ].join('\n');
}

function promiseOf({ complete, heldFor }: Minimised): string {
  if (!complete) return 'stopped before every command was tried: there may be a smaller one';
  const promise = 'no single command can be left out';
  return heldFor === null ? promise : `${promise}: without it, ${heldFor} events break nothing`;
}
