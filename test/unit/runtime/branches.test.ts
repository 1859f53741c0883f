/** Acting in the past keeps the future that was seen; branches can be gone over to, compared, and undone. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Moved, Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';

let engine: SeatedEngine;

function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer as T;
}

async function openAt(cursor: number): Promise<Moved> {
  good(await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline'));
  return engine.move(0, { kind: 'event', target: cursor });
}

beforeEach(() => {
  engine = new SeatedEngine(null);
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

  it.each([
    [400, 'in a branch that the first part made'],
    [50, 'where nothing later was seen'],
  ])('hold an act of several parts, undone and done again as one (seen up to %i: %s)', async (seen) => {
    const before = await openAt(seen);
    const at = Math.min(50, before.frame.cursor);
    const first = good(await engine.intervene(at, { do: 'cut', from: 0, to: 1 }));
    const next = good(await engine.intervene(first.frame.cursor, { do: 'cut', from: 1, to: 0 }, true));
    const acted = good(await engine.intervene(next.frame.cursor, { do: 'crash', replica: 3 }, true));
    expect(acted.info.interventions).toHaveLength(3);
    expect(acted.info.undoes).toMatch(/; 2 more$/);
    const undone = good(await engine.undo());
    expect(undone.info.interventions).toEqual([]);
    expect(undone.frame.cursor).toBe(at);
    const again = good(await engine.redo());
    expect(again.info.interventions).toHaveLength(3);
    expect(again.info.undoes).toBe(acted.info.undoes);
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

  it('are compared only as far as both are known, and both are taken equally far', async () => {
    await openAt(400);
    const { frame } = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    // The new branch has been simulated a little beyond its fork only.
    const { until, differences } = good(await engine.compare(1));
    expect(until).toBeGreaterThan(frame.at);
    expect(differences.some(({ sentence }) => sentence.includes('R0 executes slot 2'))).toBe(false);
    const absent = differences.filter(({ sentence }) => sentence.includes('there, and not here'));
    expect(new Set(absent.map(({ where }) => where))).toEqual(new Set([3]));
  });

  it('are looked at further when somebody asks for more than either has come to', async () => {
    await openAt(60);
    good(await engine.intervene(50, { do: 'crash', replica: 0 }));
    const near = good(await engine.compare(1));
    const far = good(await engine.compare(1, 2_000_000));
    expect(near.until).toBeLessThan(2_000_000);
    expect(far.until).toBeGreaterThanOrEqual(2_000_000);
    expect(far.differences.length).toBeGreaterThan(near.differences.length);
    expect(far.differences.some(({ sentence }) => sentence.includes('enters view 1'))).toBe(true);
  });

  it('keep what would have been replaced although nobody has seen it', async () => {
    const session = {
      version: 1,
      session: { scenario: 'fault-free', commands: [{ atMs: 300, do: 'crash', replica: 1 }] },
    };
    good(await engine.open({ kind: 'json', value: session }, 'inline', 20));
    const acted = good(await engine.intervene(20, { do: 'crash', replica: 3 }));
    expect(acted.info.branches).toHaveLength(2);
    const kept = good(await engine.switchBranch(1, 20));
    expect(kept.info.session).toMatchObject({ session: { commands: [{ do: 'crash', replica: 1 }] } });
  });

  it('show the same simulated time side by side, the same event as long as there is one', async () => {
    await openAt(400);
    const { frame } = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    const before = good(await engine.wayBeside(1, 37, 37, 1));
    expect(before.frames.map((moment) => moment.cursor)).toEqual([37]);
    const later = await engine.move(frame.cursor, { kind: 'commit' });
    const { frames, behind } = good(await engine.wayBeside(1, frame.cursor, later.frame.cursor, 5));
    expect(behind).toBe(false);
    expect(frames).toHaveLength(5);
    const other = frames.at(-1);
    expect(other?.at).toBeLessThanOrEqual(later.frame.at);
    expect(other?.replicas[3]?.status).toBe('up');
    expect(later.frame.replicas[3]?.status).toBe('crashed');
  });

  it('say when the other one has not come that far yet', async () => {
    await openAt(60);
    good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    const far = await engine.move(51, { kind: 'time', target: 9_000_000 });
    let looks = 0;
    for (let behind = true; behind && looks < 50; looks++) {
      const way = good(await engine.wayBeside(1, far.frame.cursor, far.frame.cursor, 1));
      ({ behind } = way);
      if (!behind) expect(way.frames[0]?.at).toBeGreaterThan(8_000_000);
    }
    expect(looks).toBeLessThan(50);
  });

  it('undo the act that made a branch by going back to the other, with all it has seen', async () => {
    const far = await openAt(200);
    const acted = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    expect(acted.info).toMatchObject({ undoes: 'R3 crashes', redoes: null });
    const undone = good(await engine.undo());
    expect(undone.info.traceHash).toBe(far.info.traceHash);
    expect(undone.info).toMatchObject({ undoes: null, redoes: 'R3 crashes', length: far.info.length });
    expect(undone.info.branches.map(({ current }) => current)).toEqual([true, false]);
    const redone = good(await engine.redo());
    expect(redone.info.branches.map(({ current }) => current)).toEqual([false, true]);
    expect(redone.frame).toEqual(acted.frame);
    expect(redone.info).toMatchObject({ undoes: 'R3 crashes', redoes: null });
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

/** Neither half can decide anything. */
async function partedInTwo(seated: SeatedEngine): Promise<Moved> {
  const { frame } = good(await seated.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
  const groups = [
    [0, 1],
    [2, 3],
  ];
  return good(await seated.intervene(frame.cursor, { do: 'partition', groups }));
}

describe('a long move in parts', () => {
  const moves = [
    { kind: 'view-change' },
    { kind: 'verdict' },
    { kind: 'message', type: 'NEW-VIEW' },
    { kind: 'replica', target: 3 },
    { kind: 'quiet' },
    { kind: 'time', target: 2_000_000 },
    { kind: 'event', target: 500 },
  ] as const;

  it.each(moves)('$kind ends where it ends in one', async (move) => {
    const whole = good(await engine.open({ kind: 'catalogue', id: 'primary-crash' }, 'inline'));
    const goal = await engine.move(whole.frame.cursor, move);
    const again = new SeatedEngine(null);
    good(await again.open({ kind: 'catalogue', id: 'primary-crash' }, 'inline'));
    let parts = 1;
    let part = await again.move(whole.frame.cursor, { ...move, atMost: 40 });
    while (part.unfinished === true && parts++ < 500) {
      part = await again.move(whole.frame.cursor, { ...move, atMost: 40, looked: part.frame.cursor });
    }
    expect(part.frame).toEqual(goal.frame);
    expect(part.stopped).toBe(goal.stopped);
    expect(parts).toBeGreaterThan(move.kind === 'verdict' || move.kind === 'replica' ? 0 : 1);
  });

  it('gives up where one call would', async () => {
    const { frame } = await partedInTwo(engine);
    const goal = good(await engine.move(frame.cursor, { kind: 'commit' }));
    const again = new SeatedEngine(null);
    await partedInTwo(again);
    let part = good(await again.move(frame.cursor, { kind: 'commit', atMost: 500 }));
    let parts = 1;
    for (; part.unfinished === true && parts < 200; parts++) {
      const looked = part.frame.cursor;
      part = good(await again.move(frame.cursor, { kind: 'commit', atMost: 500, looked }));
    }
    expect(goal.stopped).toMatch(/^no commit within the next [\d,.]+ ms$/);
    expect(part.stopped).toBe(goal.stopped);
    expect(parts).toBeGreaterThan(1);
    // A miss leaves the playhead where it was, in parts too.
    expect([goal.frame.cursor, part.frame.cursor]).toEqual([frame.cursor, frame.cursor]);
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
