/** Two blocks of one epoch are A and B on stage, diagram and key, though no message of Streamlet names a slot. */
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
