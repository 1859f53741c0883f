/**
 * While a lesson asks: pointing at a replica is an answer, and the thresholds it asks for are not told
 * beforehand, neither beside a ring nor in words. On the real engine.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { openStep, playFreely, runStep } from '../../src/ui/lessons/lesson-actions.ts';
import { describeClient } from '../../src/ui/stage/client.tsx';
import { countText, countWords, ringsOf } from '../../src/ui/stage/focus.ts';
import { answerOnStage, pointAt } from '../../src/ui/stage/point-at.ts';
import { askedThresholds, leastLength } from '../../src/ui/teaching.ts';
import { hidesSomething, veiled, veiledCell } from '../../src/ui/veil.ts';
import { whyAt } from '../../src/ui/why/why.ts';
import { pageOnFake } from './support.ts';

let page: ReturnType<typeof pageOnFake<SeatedEngine>>;
const now = () => page.store.getState();
const ref = { lesson: 'one-decision' };

beforeEach(() => {
  page = pageOnFake({ engine: new SeatedEngine(null) });
});

describe('a question for a replica', () => {
  it('is answered by pointing at one; at the chosen one again opens it', async () => {
    await openStep(page, ref, 4);
    pointAt(page.store, { kind: 'replica', replica: 3 });
    expect(now().lesson?.answer).toBe(3);
    expect(answerOnStage(now())).toBe(3);
    expect(now().selection).toBeNull();
    expect(now().panels.inspector).toBe(false);
    pointAt(page.store, { kind: 'replica', replica: 3 });
    expect(now().selection).toEqual({ kind: 'replica', replica: 3 });
  });

  it('is over when it is answered, and other questions leave pointing as it is', async () => {
    await openStep(page, ref, 4);
    pointAt(page.store, { kind: 'replica', replica: 3 });
    await runStep(page, now().lesson?.answer ?? null);
    expect(now().lesson?.grade?.correct).toBe(true);
    expect(answerOnStage(now())).toBeNull();
    pointAt(page.store, { kind: 'replica', replica: 1 });
    expect(now().selection).toEqual({ kind: 'replica', replica: 1 });
    await openStep(page, ref, 5);
    pointAt(page.store, { kind: 'replica', replica: 2 });
    expect(now().lesson?.answer).toBeNull();
    expect(now().selection).toEqual({ kind: 'replica', replica: 2 });
  });
});

describe('thresholds that a lesson asks for', () => {
  const shown = () => {
    const { frame } = now();
    if (frame === null) throw new Error('no frame');
    return veiled(frame, askedThresholds(now()).join(' '));
  };
  const rings = (id: number) => ringsOf(shown().replicas[id]?.glyph ?? null, 1).map(countText);

  it('read "?" from the first step on until their question is answered', async () => {
    await openStep(page, ref, 1);
    expect(describeClient(shown().clients[0] as never)).toContain('0 of ?, which the lesson asks for,');
    await openStep(page, ref, 5);
    expect(rings(0)).toEqual(['3/3 with R0', '1/?']);
    expect(hidesSomething(shown())).toBe(true);
    expect(shown().replicas[2]?.waiting).toBe('slot 1 needs ? COMMITs, has 1: from 2');
    expect(
      whyAt(shown(), shown().at, null)
        .waits.map(({ guard }) => guard)
        .join(' '),
    ).not.toMatch(/needs \d+ (COMMIT|equal)/);
    await runStep(page, null);
    expect(rings(2)).toEqual(['3/3 with R0', '3/3']);
    expect(askedThresholds(now())).toEqual(['REPLY']);
  });

  it('are told in words too, to whoever cannot see them', async () => {
    await openStep(page, ref, 5);
    const ring = ringsOf(shown().replicas[0]?.glyph ?? null, 1)[1];
    if (ring === undefined) throw new Error('no ring of COMMITs');
    expect(countWords(ring)).toBe('1 of ?, which the lesson asks for');
  });

  it('are not in the log of the Inspector either', async () => {
    await openStep(page, ref, 5);
    const { detail } = await page.engine.replica(now().cursor, 0).then((found) => found as never as Found);
    const cells = detail.log.rows[0]?.cells.map(
      (cell) => veiledCell(cell, askedThresholds(now()).join(' ')).text,
    );
    expect(cells).toContain('1 of ?');
    expect(cells).toContain('3 of 3 with R0');
  });

  it('are all there in free play, and outside of lessons', async () => {
    await openStep(page, ref, 5);
    playFreely(page);
    expect(askedThresholds(now())).toEqual([]);
    expect(leastLength(now())).toBe(0);
    expect(shown()).toBe(now().frame);
  });

  it('go with the strip of time: it is as long as the lesson', async () => {
    await openStep(page, ref, 1);
    const first = leastLength(now());
    await openStep(page, ref, 6);
    await runStep(page, 2);
    expect(now().info?.length).toBeLessThanOrEqual(first);
    expect(leastLength(now())).toBe(first);
  });
});

interface Found {
  readonly detail: {
    readonly log: {
      readonly rows: readonly { readonly cells: readonly Parameters<typeof veiledCell>[0][] }[];
    };
  };
}
