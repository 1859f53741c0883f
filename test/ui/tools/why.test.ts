/** "Why is nothing happening?" answered from real runs: a healthy one, a stuck one, a finished one. */
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/projection/frame.ts';
import type { Intervention, Moved, Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { whyAt } from '../../../src/ui/why/why.ts';

function good(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

async function stuckAfter(...acts: readonly Intervention[]): Promise<Frame> {
  const engine = new SeatedEngine(null);
  let at = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
  for (const act of acts) at = good(await engine.intervene(at.frame.cursor, act));
  for (let rounds = 0; rounds < 40 && at.frame.blocked.length === 0; rounds++) {
    at = good(await engine.move(at.frame.cursor, { kind: 'round' }));
  }
  return at.frame;
}

describe('why', () => {
  it('says what arrives next while something is on its way', async () => {
    const engine = new SeatedEngine(null);
    const { frame } = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    const why = whyAt(frame, frame.at, null);
    expect(why.headline).toBe('1 REQUEST on the way: c0’s REQUEST reaches R0 in 20 ms.');
    expect(why.waits).toEqual([{ who: 'c0', guard: 'needs 2 equal replies, has none', missing: [] }]);
  });

  it('names the guard, whose votes are missing, what keeps them, and the timer that fires next', async () => {
    const frame = await stuckAfter(
      { do: 'crash', replica: 3 },
      { do: 'cut', from: 2, to: 1 },
      { do: 'pause', replica: 0 },
    );
    const paused = whyAt(frame, frame.at, null);
    expect(paused.waits.find(({ who }) => who === 3)?.guard).toBe('is crashed');
    expect(paused.waits.find(({ who }) => who === 0)?.guard).toBe('is paused');
    const two = await stuckAfter({ do: 'crash', replica: 2 }, { do: 'crash', replica: 3 });
    const why = whyAt(two, two.at, null);
    expect(why.headline).toContain('R0 and R1 cannot go on');
    expect(why.headline).toContain('2 are faulty (R2 and R3), f = 1.');
    const r1 = why.waits.find(({ who }) => who === 1);
    expect(r1?.guard).toMatch(/^slot 1 needs 3 PREPAREs, has 2 with R0: from R0 and R1$/);
    expect(r1?.missing).toEqual(['R2 is crashed', 'R3 is crashed']);
    const next = why.timers.filter((timer) => timer.next);
    expect(next.length).toBeGreaterThan(0);
    expect(Math.min(...why.timers.map(({ dueAt }) => dueAt))).toBe(next[0]?.dueAt);
    const busy = why.timers.findIndex(({ idle }) => idle);
    expect(why.timers.slice(busy).every(({ idle }) => idle)).toBe(true);
  });

  it('says who is cut off, who lies and whose vote is still coming', async () => {
    const engine = new SeatedEngine(null);
    let at = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    at = good(await engine.intervene(at.frame.cursor, { do: 'cut', from: 3, to: 1 }));
    at = good(await engine.intervene(at.frame.cursor, { do: 'behave', replica: 2, as: 'silent' }));
    for (let rounds = 0; rounds < 3; rounds++)
      at = good(await engine.move(at.frame.cursor, { kind: 'round' }));
    const waits = whyAt(at.frame, at.frame.at, null).waits;
    const missing = waits.flatMap((wait) => wait.missing);
    expect(missing).toContain('R2 lies (silent)');
    expect(missing).toContain('R3 is cut off from it');
  });

  it('says that nothing is left, and the reason when the run has ended', async () => {
    const engine = new SeatedEngine(null);
    const opened = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    const { frame } = await engine.move(opened.frame.cursor, { kind: 'quiet' });
    expect(whyAt(frame, frame.at, null).headline).toMatch(
      /^Everybody is answered and nobody waits\. Next: R\d’s status timer/,
    );
    expect(whyAt(frame, frame.at, 'agreement is violated').headline).toBe(
      'The run has ended: agreement is violated.',
    );
  });

  it('names the client that sends its request again, when that comes next, and goes there', async () => {
    const frame = await stuckAfter({ do: 'crash', replica: 2 }, { do: 'crash', replica: 3 });
    const why = whyAt(frame, frame.at, null);
    const retry = why.timers.find(({ who }) => who === 'c0');
    expect(retry).toMatchObject({ name: 'retry', dueAt: 300_000, left: 300_000 - frame.at, idle: false });
    const soonest = why.timers.filter(({ idle }) => !idle)[0];
    expect(soonest?.who).toBe('c0');
    expect(why.headline).toContain('Next that matters: c0 sends its request again, to every replica, in ');
  });

  it('counts the retry from the last try, and forgets it with the answer', async () => {
    const engine = new SeatedEngine(null);
    let at = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    at = good(await engine.intervene(at.frame.cursor, { do: 'crash', replica: 0 }));
    at = good(await engine.move(at.frame.cursor, { kind: 'time', target: 300_000 }));
    expect(at.frame.clients[0]?.request?.retryAt).toBe(600_000);
    at = good(await engine.move(at.frame.cursor, { kind: 'answer' }));
    expect(at.frame.clients[0]?.request).toMatchObject({ state: 'accepted' });
    expect(at.frame.clients[0]?.request?.retryAt).toBeUndefined();
    expect(whyAt(at.frame, at.frame.at, null).timers.some(({ who }) => who === 'c0')).toBe(false);
  });
});
