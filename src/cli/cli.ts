/**
 * What the command line needs from outside: files, streams, the clock and the engine. Tests hand in their
 * own.
 */
import type { TraceEvent } from '../kernel/trace.ts';
import type { FailingRun, MinimiseOptions } from '../runtime/minimise.ts';
import type { Minimised } from '../runtime/minimise-types.ts';
import type { RunReport } from '../scenarios/expect.ts';
import type { Checked } from '../scenarios/problem.ts';
import type { Known, Row, Scenario } from '../scenarios/types.ts';

export interface Cli {
  readonly known: Known;
  readonly runScenario: RunScenario;
  readonly minimise: Minimise;
  /** Writes to standard output, as is. */
  out(text: string): void;
  /** Writes to standard error, as is. */
  err(text: string): void;
  /**
   * A file's text, UTF-8, at most `mostBytes`. The problem is what was expected and found, without the place.
   */
  readText(path: string, mostBytes: number): Checked<string>;
  /** Writes a file, making its folder if need be. */
  writeText(path: string, text: string): Checked<null>;
  /** Opens a file for writing line by line. */
  openLines(path: string): Checked<Lines>;
  /** Wall clock in milliseconds, for `wallMs` and progress only. */
  now(): number;
}

export interface Lines {
  /** `line` without its line feed. */
  write(line: string): void;
  close(): void;
}

export type RunScenario = (
  scenario: Scenario,
  rows: readonly Row[],
  options?: {
    readonly onProgress?: (events: number, simulatedMs: number) => void;
    readonly onEvent?: (event: TraceEvent) => void;
    /** False: nobody reads the report's trace hash. */
    readonly hashes?: boolean;
  },
) => Promise<RunReport>;

export type Minimise = (
  run: FailingRun,
  options?: MinimiseOptions,
) => Promise<Minimised | { readonly problem: string }>;

/** Exit codes (DESIGN 6): a stable contract. */
export const exit = { asExpected: 0, notAsExpected: 1, badInput: 2 } as const;

/** One line on standard error, nothing on standard output, exit code 2. */
export function badInput(cli: Cli, problem: string): number {
  // A file name may hold a line feed; the answer stays one line.
  cli.err(`${problem.replace(/[\r\n]+/g, ' ')}\n`);
  return exit.badInput;
}
