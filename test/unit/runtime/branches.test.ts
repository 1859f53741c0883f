/** Acting in the past keeps the future that was seen; branches can be gone over to, compared, and undone. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Moved, Problem } from '../../../src/runtime/api.ts';
import { PageEngine } from '../../../src/runtime/page-engine.ts';

let engine: PageEngine;

function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer as T;
}

async function openAt(cursor: number): Promise<Moved> {
  good(await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline'));
  return engine.move(0, { kind: 'event', target: cursor });
}

beforeEach(() => {
  engine = new PageEngine(null);
});

describe('branches', () => {
  it('begin where somebody acts in the past, and keep what had been seen', async () => {
    const far = await openAt(200);
    const acted = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    expect(acted.info.branches).toMatchObject([
      { id: 1, current: false, differs: 'the first run', forkedCursor: 0 },
      { id: 2, current: true, differs: 'R3 crashes', forkedCursor: 50 },
    ]);
    const back = good(await engine.switchBranch(1, 50));
    expect(back.info.traceHash).toBe(far.info.traceHash);
    expect(back.info.interventions).toEqual([]);
  });

  it('do not begin where nothing later has been seen', async () => {
    const far = await openAt(200);
    const acted = good(await engine.intervene(far.frame.cursor, { do: 'crash', replica: 3 }));
    expect(acted.info.branches).toHaveLength(1);
  });

  it('share everything before the fork and say where they part', async () => {
    await openAt(400);
    const { frame } = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    await engine.move(frame.cursor, { kind: 'event', target: 300 });
    const { shared, differences } = good(await engine.compare(1));
    expect(shared).toBe(50);
    expect(differences[0]).toMatchObject({ here: 51, there: 51 });
    expect(differences[0]?.sentence).toContain('R3 crashes');
    expect(differences.some(({ sentence }) => /R3 executes slot 2 at .* there, and not/.test(sentence))).toBe(
      true,
    );
    const times = differences.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('show the same simulated time side by side', async () => {
    await openAt(400);
    const { frame } = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    const later = await engine.move(frame.cursor, { kind: 'commit' });
    const other = good(await engine.branchFrame(1, later.frame.at));
    expect(other.at).toBeLessThanOrEqual(later.frame.at);
    expect(other.replicas[3]?.status).toBe('up');
    expect(later.frame.replicas[3]?.status).toBe('crashed');
  });

  it('undo and redo give the same traces again', async () => {
    const before = await openAt(200);
    const acted = good(await engine.intervene(200, { do: 'crash', replica: 0 }));
    const done = await engine.move(acted.frame.cursor, { kind: 'view-change' });
    good(await engine.undo());
    const undone = await engine.move(0, { kind: 'event', target: 200 });
    expect(undone.frame).toEqual(before.frame);
    const redone = good(await engine.redo());
    const again = await engine.move(redone.frame.cursor, { kind: 'view-change' });
    expect(again.info.traceHash).toBe(done.info.traceHash);
    expect(await engine.undo().then(good)).toMatchObject({ info: { canUndo: false, canRedo: true } });
    expect(await engine.undo()).toEqual({ problem: 'nothing is left to undo' });
  });
});

describe('looking things up', () => {
  it('moves to the next change of a verdict and back', async () => {
    const opened = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    const changed = await engine.move(opened.frame.cursor, { kind: 'verdict' });
    expect(changed.stopped).toBeNull();
    expect(changed.frame.cursor).toBeGreaterThan(opened.frame.cursor);
    const further = await engine.move(changed.frame.cursor, { kind: 'end' });
    const back = await engine.move(further.frame.cursor, { kind: 'verdict', back: true });
    expect(back.frame.cursor).toBeLessThan(further.frame.cursor);
  });

  it('finds messages by type, ends, slot and refusal', async () => {
    await openAt(300);
    const found = await engine.search({ type: 'COMMIT', sender: 1, receiver: 2, slot: 3 });
    expect(found).toHaveLength(1);
    const { line, rules, consequences } = good(await engine.event((found[0] ?? 0) - 1));
    expect(line.sentence).toContain('COMMIT');
    expect(rules.map(({ id }) => id)).toContain('pbft/commit');
    expect(consequences).toBeInstanceOf(Array);
    expect(await engine.search({ code: 'no-such-code' })).toEqual([]);
  });

  it('measures 29 messages and 3 steps per decision without faults', async () => {
    const { frame } = await openAt(600);
    const { slots } = await engine.metrics(frame.cursor);
    expect(slots.length).toBeGreaterThan(5);
    // From the PRE-PREPARE on, replicas only: 3 + 9 + 12 (PROTOCOLS 0.2); executed three steps later.
    for (const { messages, steps } of slots.slice(0, 3)) expect([messages, steps]).toEqual([24, 3]);
  });

  it('has one diagram row per copy that ended', async () => {
    const { frame } = await openAt(300);
    const all = await engine.arrows(0);
    expect(all.count).toBeGreaterThan(200);
    const later = await engine.arrows(all.count - 10);
    expect([...later.cursor]).toEqual([...all.cursor.slice(-10)]);
    expect(Math.max(...all.cursor)).toBeGreaterThanOrEqual(frame.cursor);
    const marks = await engine.laneMarks(0);
    expect(marks.filter(({ kind, number }) => kind === 'executed' && number === 1)).toHaveLength(4);
  });

  it('names the first differing field of two ledgers', async () => {
    const { frame } = await openAt(300);
    const { frame: after } = good(
      await engine.intervene(frame.cursor, { do: 'corrupt', replica: 2, account: 1 }),
    );
    const { differences } = good(await engine.compareLedgers(after.cursor, 1, 2));
    expect(differences).toMatchObject([{ account: 1, field: 'USD' }]);
    expect(good(await engine.compareLedgers(after.cursor, 1, 3)).differences).toEqual([]);
  });
});
