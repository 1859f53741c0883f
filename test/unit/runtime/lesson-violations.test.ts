/**
 * What a lesson counts as violations: none on a run that is sound, and the very properties that a planted bug
 * breaks, from the event on that breaks them.
 */
import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/runtime/lessons/measures.ts';
import { openingCursor } from '../../../src/runtime/moves.ts';
import { PageRun } from '../../../src/runtime/page-run.ts';
import { openSession } from '../../../src/runtime/page-session.ts';
import { verdictsAt } from '../../../src/runtime/verdicts-at.ts';

/** A run to its end, or to the violation that ends it. */
async function played(id: string): Promise<{ run: PageRun; start: number }> {
  const session = openSession({ kind: 'catalogue', id });
  if ('problem' in session) throw new Error(session.problem);
  const run = await PageRun.begin(session, null, null);
  const start = await openingCursor(run);
  await run.extend(() => run.length > 400);
  return { run, start };
}

const violations = (run: PageRun, to: number, property?: string) =>
  measure(
    { measure: 'violations', ...(property !== undefined && { property }) },
    { run, start: 0, from: 0, to },
  );

describe('violations', () => {
  it('are none where everybody keeps the rules', async () => {
    const { run } = await played('fault-free');
    expect(violations(run, run.length)).toBe(0);
    expect(violations(run, run.length, 'agreement')).toBe(0);
  });

  it('are counted where a rule is missing, from the event on that breaks a promise', async () => {
    const { run } = await played('bug-short-commit-quorum');
    const broken = verdictsAt(run, run.length).filter(({ verdict }) => verdict === 'violated');
    const events = broken.map(({ event }) => event ?? Number.NaN).sort((a, b) => a - b);
    expect(broken.length).toBeGreaterThan(0);
    expect(violations(run, run.length)).toBe(broken.length);
    for (const { property, event } of broken) {
      expect(violations(run, run.length, property)).toBe(1);
      expect(violations(run, event ?? 0, property)).toBe(0);
      expect(violations(run, (event ?? 0) + 1, property)).toBe(1);
    }
    expect(violations(run, events[0] ?? 0)).toBe(0);
    expect(violations(run, run.length, 'conservation')).toBe(0);
  });
});
