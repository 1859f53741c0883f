/** A command line whose files are a map, whose streams are kept, and whose runs answer what a test wants. */
import type { Cli, Minimise, RunScenario } from '../../src/cli/cli.ts';
import { dispatch } from '../../src/cli/dispatch.ts';
import type { RunReport } from '../../src/scenarios/expect.ts';
import type { Scenario } from '../../src/scenarios/types.ts';
import { knownForTests } from './known.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Files after the call. */
  readonly files: ReadonlyMap<string, string>;
  /** Scenarios that were run, in order. */
  readonly runs: readonly Scenario[];
}

/** Calls the command line as `npm run --silent sim -- …` does. */
export async function sim(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  report: (scenario: Scenario) => Partial<RunReport> = () => ({}),
  minimise: Minimise = () => Promise.reject(new Error('no minimising expected')),
): Promise<Outcome> {
  const store = new Map(Object.entries(files));
  const streams = { out: '', err: '' };
  const runs: Scenario[] = [];
  const runScenario: RunScenario = async (scenario, _rows, options) => {
    runs.push(scenario);
    for (const index of [0, 1]) {
      options?.onEvent?.({
        index,
        kind: 'command',
        at: 0,
        cause: -1,
        sent: [],
        command: { at: 0, do: 'heal' },
        refused: null,
        note: null,
        root: null,
      });
    }
    for (let i = 1; i <= (files.long === undefined ? 1 : 9); i++) options?.onProgress?.(1000 * i, 8.25);
    return { ...goodReport(scenario), ...report(scenario) };
  };
  const cli: Cli = {
    ...createMemoryFiles(store),
    known: knownForTests,
    runScenario,
    minimise,
    out: (text) => {
      streams.out += text;
    },
    err: (text) => {
      streams.err += text;
    },
    now: createClock(),
  };
  const code = await dispatch(cli, args);
  return { code, ...streams, files: store, runs };
}

/** A report of a run in which everything went well. */
export function goodReport({ id, seed, protocol }: Scenario): RunReport {
  const verdict = {
    kind: 'always',
    verdict: 'holds',
    event: null,
    replicas: [],
    because: 'all equal',
  } as const;
  return {
    scenario: id,
    protocol: protocol.id,
    n: protocol.replicas,
    f: 1,
    seed,
    traceHash: 'ab'.repeat(32),
    events: 1234,
    endedBecause: 'quiet',
    bugs: protocol.bugs,
    simulatedMs: 1100.5,
    messages: {
      sent: 29,
      delivered: 28,
      dropped: 1,
      refused: 0,
      resent: 0,
      held: 0,
      bytes: 4096,
      byType: { REQUEST: 1 },
    },
    commits: [{ slot: 1, digest: 'cd'.repeat(32), replicas: [0, 1], firstMs: 80, lastMs: 81 }],
    replicas: [
      { id: 0, status: 'up', behaviour: 'honest', view: 0, executedSlot: 1, stateRoot: 'ef'.repeat(32) },
    ],
    clients: { submitted: 1, accepted: 1, rejected: 0, latencyMs: { p50: 100, p95: 100, max: 100 } },
    accused: [],
    verdicts: [
      { property: 'agreement', ...verdict },
      { property: 'progress', ...verdict, kind: 'eventually' },
    ],
  };
}

/** Advances by half a second at each look. */
function createClock(): () => number {
  let now = 0;
  return () => {
    now += 500;
    return now;
  };
}

function createMemoryFiles(store: Map<string, string>): Pick<Cli, 'readText' | 'writeText' | 'openLines'> {
  const keyOf = (path: string): string => path.replace(`${process.cwd()}/`, '');
  return {
    readText(path) {
      const value = store.get(keyOf(path));
      return value === undefined
        ? { ok: false, problem: 'found no such file or folder' }
        : { ok: true, value };
    },
    writeText(path, text) {
      store.set(keyOf(path), text);
      return { ok: true, value: null };
    },
    openLines(path) {
      if (path === '/') return { ok: false, problem: 'found a folder' };
      store.set(path, '');
      const write = (line: string): void => {
        store.set(path, `${store.get(path)}${line}\n`);
      };
      return { ok: true, value: { write, close: () => undefined } };
    },
  };
}
