/** The scenarios that come with the house, and what a run is held against. */
import { describe, expect, it } from 'vitest';
import { known } from '../../../src/runtime/known.ts';
import { catalogue, catalogueIds, findScenario } from '../../../src/scenarios/catalog.ts';
import { commonView, type RunReport, unmetExpectations } from '../../../src/scenarios/expect.ts';
import { plantedBugs } from '../../../src/scenarios/planted-bugs.ts';
import { toldInStreamlet, toldLies } from '../../../src/scenarios/told-lies.ts';
import { validateScenario } from '../../../src/scenarios/validate.ts';
import { workloadRows } from '../../../src/scenarios/workload.ts';

describe('the catalogue', () => {
  it('has these scenarios in this order', () => {
    expect(catalogueIds).toEqual([
      'first-light',
      'fault-free',
      'primary-crash',
      'two-primaries-crash',
      'equivocating-primary',
      'silent-backup',
      'corrupted-state',
      'partition-2-2',
      'partition-3-1',
      'lossy-network',
      'long-crash',
      'lost-disk',
      'streamlet-first',
      'streamlet-partition',
      ...toldInStreamlet.map(({ id }) => id),
      'proving-ground',
      'hidden-liar',
      ...toldLies.map(({ id }) => id),
      ...plantedBugs.map(({ id }) => id),
    ]);
  });

  it.each(catalogue)('$id is valid, has rows, a title and three sentences', (source) => {
    const checked = validateScenario(source, known);
    if (!checked.ok) throw new Error(checked.problem);
    expect(workloadRows(checked.value, null).ok).toBe(true);
    expect(checked.value.title).not.toBe('');
    expect(checked.value.story).toHaveLength(3);
    for (const sentence of checked.value.story) expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
    expect(Object.keys(checked.value.expect.verdicts).length).toBeGreaterThan(0);
    expect(findScenario(source.id, known)).toEqual(checked.value);
  });

  it('finds nothing by another name, or without the protocol', () => {
    expect(findScenario('toString', known)).toBe(null);
    expect(findScenario('fault-free', { protocols: {} })).toBe(null);
  });
});

const verdict = (
  property: string,
  kind: 'always' | 'eventually',
  value: 'holds' | 'violated' | 'pending',
) => {
  return { property, kind, verdict: value, event: null, replicas: [], because: `why ${property}` };
};
const replica = (id: number, behaviour: string, view: number): RunReport['replicas'][number] => {
  return { id, status: 'up', behaviour, view, executedSlot: 0, stateRoot: '00' };
};
const commit = (slot: number, digest: string | null): RunReport['commits'][number] => {
  return { slot, digest, replicas: [0], firstMs: 0, lastMs: 0 };
};

const report: RunReport = {
  scenario: 'x',
  protocol: 'pbft',
  n: 4,
  f: 1,
  seed: 1,
  traceHash: '00',
  events: 1,
  endedBecause: 'quiet',
  bugs: [],
  simulatedMs: 1,
  messages: { sent: 0, delivered: 0, dropped: 0, refused: 0, resent: 0, held: 0, bytes: 0, byType: {} },
  commits: [commit(1, 'aa'), commit(2, null), commit(3, 'bb')],
  replicas: [
    replica(0, 'honest', 0),
    replica(1, 'honest', 5),
    replica(2, 'honest', 1),
    replica(3, 'silent', 9),
  ],
  clients: { submitted: 2, accepted: 2, rejected: 0, latencyMs: { p50: 1, p95: 1, max: 1 } },
  verdicts: [verdict('agreement', 'always', 'holds'), verdict('progress', 'eventually', 'pending')],
  accused: [],
};

describe('expectations', () => {
  it('hold when all is as written', () => {
    const verdicts = { agreement: 'holds', progress: 'pending' } as const;
    expect(unmetExpectations({ verdicts, commits: 2, view: 1 }, report)).toEqual([]);
  });

  it('say what is not', () => {
    const verdicts = { agreement: 'violated', progress: 'holds', prefix: 'holds' } as const;
    expect(unmetExpectations({ verdicts, commits: 3, view: 5 }, report)).toEqual([
      'expected agreement violated, found holds (why agreement)',
      'expected progress holds, found pending (why progress)',
      'expected prefix holds, found no such verdict',
      'expected 3 commits, found 2',
      'expected view 5, found 1',
    ]);
  });

  it('when empty, ask that nothing be violated', () => {
    expect(unmetExpectations({ verdicts: {} }, report)).toEqual([]);
    const bad = { ...report, verdicts: [...report.verdicts, verdict('prefix', 'always', 'violated')] };
    expect(unmetExpectations({ verdicts: {} }, bad)).toEqual([
      'expected prefix not violated, found violated (why prefix)',
    ]);
    expect(unmetExpectations({ verdicts: {}, commits: 2 }, bad)).toEqual([]);
  });

  it('know no common view where too few are honest', () => {
    expect(commonView({ ...report, replicas: [replica(0, 'honest', 3), replica(1, 'silent', 3)] })).toBe(
      null,
    );
  });
});
