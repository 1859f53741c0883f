/**
 * No verdict is idle, and the table of all of them is what the engine says. For every verdict there is a run
 * or a trace whose first violation is its own and nobody else's: without it the outcome would be another.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verdictsPage } from '../../scripts/verdicts.ts';
import type { Verdict } from '../../src/kernel/property.ts';
import { protocols } from '../../src/protocols/registry.ts';
import { plantedBugs } from '../../src/scenarios/planted-bugs.ts';
import { badTraces } from '../support/bad-traces.ts';
import { bad as badPbftTraces, judged } from '../support/pbft-bad-traces.ts';
import { play } from '../support/planted.ts';

/** What a verdict says of something, by name. */
interface Witness {
  readonly name: string;
  readonly verdicts: readonly Pick<Verdict, 'property' | 'verdict' | 'event'>[];
}

async function witnesses(): Promise<readonly Witness[]> {
  const found: Witness[] = badTraces.map(({ property, title, trace }) => {
    return { name: `${property}: ${title}`, verdicts: trace.monitor.verdicts() };
  });
  for (const [id, title, events] of badPbftTraces) {
    const verdicts = Object.values(judged(events)) as unknown as readonly Verdict[];
    found.push({ name: `${id}: ${title}`, verdicts });
  }
  for (const { id } of plantedBugs) found.push({ name: id, verdicts: (await play(id)).report.verdicts });
  // Everybody agrees, but on COMMITs that were sent too early.
  const early = await play('fault-free', ['short-prepare-quorum']);
  found.push({ name: 'fault-free without a rule', verdicts: early.report.verdicts });
  // Two of four lie: one proposes two blocks, and both vote for each.
  const liars = [{ atMs: 0, do: 'behave', replica: 3, as: 'double-vote' }] as const;
  const fork = await play('streamlet-equivocation', undefined, liars);
  found.push({ name: 'streamlet-equivocation with two liars', verdicts: fork.report.verdicts });
  return found;
}

/** The verdicts that are violated first. */
function firstOf({ verdicts }: Witness): readonly string[] {
  const violated = verdicts.filter(({ verdict }) => verdict === 'violated');
  const first = Math.min(...violated.map(({ event }) => event ?? Number.POSITIVE_INFINITY));
  return violated.filter(({ event }) => event === first).map(({ property }) => property);
}

/**
 * Whoever breaks the key breaks the value at the same event: by definition, or because an honest replica that
 * breaks it is convicted by its own votes.
 */
const implied: Readonly<Record<string, string>> = {
  agreement: 'prefix',
  'streamlet/longest-rule': 'evidence',
  'streamlet/one-vote-per-epoch': 'no-equivocation',
};

describe('every verdict', async () => {
  const all = await witnesses();
  const alone = new Set(all.map(firstOf).flatMap((first) => (first.length === 1 ? first : [])));
  const ids = new Set((await Promise.all(Object.values(protocols).map(({ id }) => idsOf(id)))).flat());

  it.each([...ids].filter((id) => implied[id] === undefined))(
    '%s catches something that no other does',
    (id) => {
      expect([...alone]).toContain(id);
    },
  );

  it.each(Object.entries(implied))(
    '%s is part of %s: whoever breaks the first breaks the second',
    (id, wider) => {
      const first = all.map(firstOf).filter((one) => one.includes(id));
      expect(first.length).toBeGreaterThan(0);
      for (const one of first) expect(one).toContain(wider);
    },
  );
});

/** All verdicts of one protocol's runs. */
async function idsOf(protocol: string): Promise<readonly string[]> {
  const { report } = await play(protocol === 'pbft' ? 'fault-free' : `${protocol}-first`);
  return report.verdicts.map(({ property }) => property);
}

describe('docs/verdicts.md', () => {
  it('is what `node scripts/run-ts.mjs scripts/write-verdicts.ts` writes', async () => {
    const file = join(import.meta.dirname, '../../docs/verdicts.md');
    expect(readFileSync(file, 'utf8')).toBe(await verdictsPage());
  }, 120_000);

  it('has no violation where f replicas lie', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/verdicts.md'), 'utf8');
    const parts = [...page.matchAll(/f liars: nothing[^\n]*\n\n((?:\|[^\n]*\n)+)/g)].map(
      ([, rows]) => rows ?? '',
    );
    expect(parts).toHaveLength(Object.keys(protocols).length);
    for (const rows of parts) expect(rows).not.toContain('violated');
  });
});
