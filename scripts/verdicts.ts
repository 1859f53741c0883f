/**
 * The table of docs/verdicts.md: what every verdict says of every lie and of every missing rule. Nothing in
 * it is written by hand; each row is one run of the engine.
 */
import type { LieParameter } from '../src/kernel/lie.ts';
import type { Verdict } from '../src/kernel/property.ts';
import type { Manifest } from '../src/kernel/protocol.ts';
import { maxFaults } from '../src/kernel/quorum.ts';
import { protocols } from '../src/protocols/registry.ts';
import { known } from '../src/runtime/known.ts';
import { runScenario } from '../src/runtime/run.ts';
import { plantedBugs } from '../src/scenarios/planted-bugs.ts';
import type { ScenarioSource } from '../src/scenarios/schema.ts';
import { validateScenario } from '../src/scenarios/validate.ts';
import { workloadRows } from '../src/scenarios/workload.ts';

const replicas = 4;
const faults = maxFaults(replicas);

interface Row {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
}

/** The whole page. */
export async function verdictsPage(): Promise<string> {
  const parts: string[] = [head];
  for (const manifest of Object.values(protocols)) parts.push(await protocolPart(manifest));
  return `${parts.join('\n\n')}\n`;
}

const head = `# What each verdict says

Written by \`node scripts/run-ts.mjs scripts/write-verdicts.ts\`, and a test holds it to what that prints:
every row is a run, every cell what the verdict said at its end. A dot means that it holds; a number is
the event that violated it. A run ends with its first violation, or goes on until agreement is broken
where f + 1 lie, or until the verdict that its scenario waits for.

Lies are told by R0, the first to lead, and then by f + 1 replicas, one more than any protocol of this
kind survives: what a verdict finds there is not a fault of the protocol. Behaviours get the plainest
parameters there are. A planted bug runs in its own scenario of the catalogue; [planted
bugs](planted-bugs.md) tells what happens there.`;

async function protocolPart(manifest: Manifest): Promise<string> {
  const lies = Object.keys(manifest.behaviours);
  const one: Row[] = [];
  const many: Row[] = [];
  for (const as of lies) one.push(await lieRow(manifest, as, [0]));
  for (const as of lies) many.push(await lieRow(manifest, as, firstReplicas(faults + 1)));
  const bugs: Row[] = [];
  for (const source of plantedBugs) {
    if (source.protocol.id === manifest.id) bugs.push(await bugRow(manifest, source));
  }
  return [
    `## ${manifest.title}`,
    'f liars: nothing that is always true may break.',
    table('lie of R0', one),
    'f + 1 liars.',
    table(`lie of R0 … R${faults}`, many),
    'One rule removed.',
    table('missing rule', bugs),
  ].join('\n\n');
}

async function lieRow(manifest: Manifest, as: string, liars: readonly number[]): Promise<Row> {
  const given = parametersOf(manifest, as, liars);
  const commands = liars.map((replica) => ({ ...given, atMs: 0, do: 'behave' as const, replica, as }));
  return { name: `\`${as}\``, verdicts: await verdictsOf({ ...base(manifest.id, liars.length), commands }) };
}

async function bugRow({ bugs }: Manifest, source: ScenarioSource): Promise<Row> {
  const [bug = ''] = source.protocol.bugs ?? [];
  return { name: bugs[bug]?.title ?? bug, verdicts: await verdictsOf(source) };
}

function base(protocol: string, liars: number): ScenarioSource {
  return {
    version: 1,
    id: 'lies',
    protocol: { id: protocol, replicas },
    workload: { source: 'builtin:transfers', clients: 2, everyMs: 100, count: 8 },
    // With too many liars a certificate soon holds too few honest votes: what comes of it is the question.
    until: { quiet: true, ms: 15_000, ...(liars > faults && { violated: 'agreement' }) },
  };
}

async function verdictsOf(source: ScenarioSource): Promise<readonly Verdict[]> {
  const checked = validateScenario(source, known);
  if (!checked.ok) throw new Error(`${source.id}: ${checked.problem}`);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(`${source.id}: ${rows.problem}`);
  return (await runScenario(checked.value, rows.value)).verdicts;
}

/** The plainest lie of its kind: everything that must be said, and who hears which side. */
function parametersOf(
  { behaviours, messages }: Manifest,
  as: string,
  liars: readonly number[],
): Readonly<Record<string, unknown>> {
  const honest = firstReplicas(replicas).filter((id) => !liars.includes(id));
  const type = messages[0]?.type ?? 'REPLY';
  const named = Object.entries(behaviours[as]?.parameters ?? {});
  const said = named.filter(([, parameter]) => parameter.kind === 'side' || parameter.optional !== true);
  return Object.fromEntries(
    said.map(([name, parameter]) => [name, plainest(name, parameter, { honest, type })]),
  );
}

function plainest(
  name: string,
  parameter: LieParameter,
  { honest, type }: { readonly honest: readonly number[]; readonly type: string },
): unknown {
  switch (parameter.kind) {
    case 'side':
      return name === 'a' ? honest.slice(0, 1) : honest.slice(1);
    case 'replicas':
      return honest.slice(0, 1);
    case 'types':
      return [type];
    case 'client':
      return 'c0';
    case 'count':
      return Math.max(parameter.least, Math.min(parameter.most, 2));
    case 'ms':
      return 50;
    case 'choice':
      return parameter.choices[0];
    case 'lies':
      return [{ type, times: 4, nothing: honest.slice(0, 1) }];
  }
}

function firstReplicas(count: number): readonly number[] {
  return Array.from({ length: count }, (_, id) => id);
}

function table(what: string, rows: readonly Row[]): string {
  const ids = (rows[0]?.verdicts ?? []).map(({ property }) => property);
  const lines = [
    [what, ...ids],
    [':--', ...ids.map(() => '--:')],
    ...rows.map(({ name, verdicts }) => [name, ...verdicts.map(cell)]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell({ verdict, event }: Verdict): string {
  if (verdict === 'holds') return '·';
  return verdict === 'violated' ? `**violated@${event}**` : 'pending';
}
