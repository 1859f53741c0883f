/**
 * Where messages name an epoch and no slot: two blocks of one epoch are A and B on stage, diagram and key, and a
 * decision is counted by what was sent in its epoch.
 */
import { describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { lettersOf, valueKey } from '../../../src/ui/stage/values.ts';
import { keyOf } from '../../../src/ui/stage/values-key.tsx';
import { good } from '../../support/pages.ts';

async function at(id: string, time: number) {
  const engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'catalogue', id }, 'inline'));
  return { engine, ...good(await engine.move(0, { kind: 'time', target: time })) };
}

describe('letters in Streamlet', () => {
  it('are those of an epoch with two blocks', async () => {
    const { frame, engine } = await at('streamlet-equivocation', 90_000);
    expect(frame.contested).toEqual([
      { slot: 2, digest: expect.any(String), letter: 'A', byView: true },
      { slot: 2, digest: expect.any(String), letter: 'B', byView: true },
    ]);
    expect(keyOf(frame, 1).map(({ letter }) => letter)).toEqual(['A', 'B']);
    const letters = lettersOf(frame);
    const [a, b] = frame.contested;
    // A glyph knows the block by its place in the chain, a message by its epoch, a log row by both.
    for (const slot of [null, 1, 2, 7]) {
      expect(letters.get(valueKey(slot, a?.digest ?? null))).toBe('A');
      expect(letters.get(valueKey(slot, b?.digest ?? null))).toBe('B');
    }
    const { value, count } = await engine.arrows(0);
    expect(count).toBeGreaterThan(20);
    expect([...new Set(value)].sort((one, other) => one - other)).toEqual([0, 1, 255]);
  });

  it('are none while every epoch has one block', async () => {
    const { frame, engine } = await at('streamlet-first', 400_000);
    expect(frame.contested).toEqual([]);
    const { value } = await engine.arrows(0);
    expect(new Set(value)).toEqual(new Set([255]));
  });
});

describe('figures of a decision in Streamlet', () => {
  it('count what was sent in the epoch of its block', async () => {
    const { engine, frame } = await at('streamlet-first', 1_000_000);
    const { slots, byType } = await engine.metrics(frame.cursor);
    expect(slots.length).toBeGreaterThan(3);
    for (const { messages, bytes, steps, proposedAt, executedAt } of slots) {
      // A proposal to three others, and a vote of each of four to the three others, at least.
      expect(messages).toBeGreaterThanOrEqual(15);
      expect(bytes).toBeGreaterThan(15 * 50);
      expect(steps).toBeGreaterThan(2);
      expect(executedAt).toBeGreaterThan(proposedAt);
    }
    const sent = byType.reduce((sum, { sent: count }) => sum + count, 0);
    expect(slots.reduce((sum, { messages }) => sum + messages, 0)).toBeLessThanOrEqual(sent);
  });
});
