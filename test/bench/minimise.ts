/**
 * `node scripts/run-ts.mjs test/bench/minimise.ts [--protocol P] [--runs N] [--json FILE]`: failing runs made
 * small, and what is promised of each checked from outside: its link, opened and run to its end, breaks the
 * same verdict, and without any one of its commands it does not.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { maxFaults } from '../../src/kernel/quorum.ts';
import { minimise } from '../../src/runtime/minimise.ts';
import type { Minimised } from '../../src/runtime/minimise-types.ts';
import { openSession } from '../../src/runtime/page-session.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { fold, unfold } from '../../src/scenarios/link-fold.ts';
import type { Scenario } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { drawBuggy, drawFailing } from '../support/failing-runs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    json: { type: 'string' },
    protocol: { type: 'string', default: 'pbft' },
    /** Measures one kind and prints its figures: what this program starts itself with, once per kind. */
    kind: { type: 'string' },
  },
});
const wanted = Number(values.runs);
/** A drawn run that has broken nothing by then is passed over. */
const MOST_EVENTS = 30_000;

interface Kind {
  readonly name: string;
  readonly share: number;
  readonly draw: (seed: number) => Scenario;
}

/** Kinds of failing runs by protocol, each with its share of them. */
const protocols: Readonly<Record<string, readonly Kind[]>> = {
  pbft: [
    { name: 'PBFT, f + 1 equivocate', share: 0.25, draw: (seed) => drawFailing(seed) },
    { name: 'PBFT, f + 1 twins', share: 0.25, draw: (seed) => drawFailing(seed, 'twin') },
    { name: 'PBFT, f + 1 vote twice', share: 0.15, draw: (seed) => drawFailing(seed, 'double-vote') },
    { name: 'PBFT, a planted bug and at most f faults', share: 0.35, draw: (seed) => drawBuggy(seed) },
  ],
  streamlet: [
    {
      name: 'Streamlet, f + 1 equivocate',
      share: 0.4,
      draw: (seed) => drawFailing(seed, 'equivocate', 'streamlet'),
    },
    { name: 'Streamlet, f + 1 twins', share: 0.2, draw: (seed) => drawFailing(seed, 'twin', 'streamlet') },
    {
      name: 'Streamlet, two votes per epoch and at most f faults',
      share: 0.4,
      draw: (seed) => drawBuggy(seed, 'streamlet'),
    },
  ],
};
const kinds = protocols[values.protocol];
if (kinds === undefined) {
  throw new Error(`a protocol (${Object.keys(protocols).join(', ')}) expected, found ${values.protocol}`);
}

interface Figures {
  readonly result: Omit<Minimised, 'session' | 'acts'>;
  readonly ms: number;
  readonly link: number;
  readonly liars: number;
  readonly breaks: boolean;
  readonly minimal: boolean;
}

if (values.kind === undefined) await whole(kinds);
else {
  const kind = kinds[Number(values.kind)];
  if (kind === undefined)
    throw new Error(`a kind from 0 to ${kinds.length - 1} expected, found ${values.kind}`);
  process.stdout.write(JSON.stringify(await measure(kind)));
}

async function whole(kinds: readonly Kind[]): Promise<void> {
  const parts = await Promise.all(kinds.map(async ({ name }, at) => [name, await inProcess(at)] as const));
  const all = parts.flatMap(([, some]) => some);
  const summary = {
    runs: all.length,
    sameVerdictFromTheLink: all.filter(({ breaks }) => breaks).length,
    noSingleCommandCanGo: all.filter(({ minimal }) => minimal).length,
    ...summaryOf(all),
    kinds: Object.fromEntries(parts.map(([name, some]) => [name, { runs: some.length, ...summaryOf(some) }])),
  };
  const text = `${JSON.stringify(summary, null, 2)}\n`;
  process.stdout.write(text);
  if (values.json !== undefined) writeFileSync(values.json, text);
  if (summary.sameVerdictFromTheLink + summary.noSingleCommandCanGo < 2 * all.length) process.exitCode = 1;
}

/** One kind, measured by this program in another process. */
function inProcess(kind: number): Promise<readonly Figures[]> {
  const { protocol, runs } = values;
  const args = [process.argv[1] ?? '', '--protocol', protocol, '--kind', String(kind), '--runs', runs];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const pieces: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(pieces.join('')))
        : reject(new Error(`kind ${kind} ended with ${code}`)),
    );
  });
}

async function measure({ name, share, draw }: Kind): Promise<Figures[]> {
  const found: Figures[] = [];
  for (let seed = 1; found.length < Math.round(share * wanted); seed++) {
    const figures = await one(draw(seed));
    if (figures === null) continue;
    found.push(figures);
    const { result, breaks, minimal } = figures;
    const sound = breaks && minimal ? '' : ` BREAKS ${breaks}, MINIMAL ${minimal}`;
    process.stderr.write(
      `${name}, seed ${seed}: ${result.verdict} ${result.of} → ${result.commands}${sound}\n`,
    );
  }
  return found;
}

/** Null for a run that breaks nothing within so many events: not every drawn one fails. */
async function one(scenario: Scenario): Promise<Figures | null> {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const { verdicts } = await runScenario(scenario, rows.value, { maxEvents: MOST_EVENTS });
  if (!verdicts.some(({ verdict }) => verdict === 'violated')) return null;
  const begun = performance.now();
  const result = await minimise({ scenario, rows: rows.value, verdict: null, seenAt: null });
  if ('problem' in result) throw new Error(result.problem);
  const ms = performance.now() - begun;
  const link = fold(result.session) ?? '';
  const opened = fromLink(link);
  const patience = result.heldFor ?? Number.MAX_SAFE_INTEGER;
  const breaks = await isBroken(opened, result.verdict, patience);
  let minimal = result.complete && opened.commands.length === result.commands;
  for (const left of opened.commands) {
    const commands = opened.commands.filter((command) => command !== left);
    minimal &&= !(await isBroken({ ...opened, commands }, result.verdict, patience));
  }
  const liars = maxFaults(scenario.protocol.replicas) + 1;
  const { session: _session, acts: _acts, ...figures } = result;
  return { result: figures, ms, link: link.length, liars, breaks, minimal };
}

/** What a visitor gets who opens the link. */
function fromLink(link: string): Scenario {
  const [, number, data] = /^(\d+)\.(.*)$/.exec(link) ?? [];
  const read = unfold(Number(number), data ?? '');
  if ('problem' in read) throw new Error(read.problem);
  const session = openSession({ kind: 'json', value: read.session });
  if ('problem' in session) throw new Error(session.problem);
  const { scenario, seed, interventions } = session;
  return { ...scenario, seed, commands: [...scenario.commands, ...interventions] };
}

async function isBroken(scenario: Scenario, property: string, maxEvents: number): Promise<boolean> {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const { verdicts } = await runScenario(scenario, rows.value, { maxEvents });
  return verdicts.some((one) => one.property === property && one.verdict === 'violated');
}

function summaryOf(some: readonly Figures[]) {
  const of = (figure: (one: Figures) => number) => quartiles(some.map(figure));
  const verdicts: Record<string, number> = {};
  for (const { result } of some) verdicts[result.verdict] = (verdicts[result.verdict] ?? 0) + 1;
  return {
    commandsBefore: of(({ result }) => result.of),
    commandsLeft: of(({ result }) => result.commands),
    beyondLiars: of(({ result, liars }) => Math.max(0, result.commands - liars)),
    requestsBefore: of(({ result }) => result.requestsOf),
    requestsLeft: of(({ result }) => result.requests),
    eventsLeft: of(({ result }) => result.events),
    trials: of(({ result }) => result.runs),
    milliseconds: of(({ ms }) => Math.round(ms)),
    linkCharacters: of(({ link }) => link),
    verdicts,
  };
}

/** Nearest-rank: least, lower quartile, median, upper quartile, most. */
function quartiles(numbers: readonly number[]): readonly number[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  return [0, 0.25, 0.5, 0.75, 1].map(
    (share) => sorted[Math.ceil(share * sorted.length) - (share > 0 ? 1 : 0)] ?? 0,
  );
}
