/** A line on standard error every two seconds of a long run, so that nobody wonders. */
import type { Cli } from './cli.ts';

const everyMs = 2000;

/** Call it as often as you like; `line` is asked for only when one is due. */
export function createProgress(cli: Cli): (line: () => string) => void {
  let last = cli.now();
  return (line) => {
    const now = cli.now();
    if (now - last < everyMs) return;
    last = now;
    cli.err(`${line()}\n`);
  };
}
