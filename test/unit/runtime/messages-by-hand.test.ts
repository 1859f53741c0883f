/** What a person does to a message can be seen and read: it is dropped where it was, or late by so much. */
import { describe, expect, it } from 'vitest';
import type { Engine, Moved } from '../../../src/runtime/api.ts';
import { fateMarks } from '../../../src/ui/canvas/fates.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { good, opened } from '../../support/pages.ts';

/** First light, half-way through the COMMITs: one of them, and the moment. */
async function underWay(): Promise<{ engine: Engine; at: Moved; id: string }> {
  const { engine, at } = await opened('first-light');
  let now = at;
  for (let press = 0; press < 3; press++) now = good(await engine.move(now.frame.cursor, { kind: 'round' }));
  const commit = now.frame.inFlight.find(({ summary, from }) => summary.type === 'COMMIT' && from === 3);
  return { engine, at: now, id: commit?.id ?? '' };
}

describe('a message dropped by hand', () => {
  it('leaves a saltire where it was, a fate, and a sentence that names it', async () => {
    const { engine, at, id } = await underWay();
    // Something happens later, so that it has come a part of its way.
    const late = good(await engine.intervene(at.frame.cursor, { do: 'delay', message: id, byMs: 60 }));
    const next = good(await engine.move(late.frame.cursor, { kind: 'time', target: 80_000 }));
    const dropped = good(await engine.intervene(next.frame.cursor, { do: 'drop', message: id }));
    const [fate] = dropped.frame.fates;
    expect(fate).toMatchObject({ id, fate: 'dropped', why: 'by hand', share: 0.25 });
    expect(dropped.frame.inFlight.map((flight) => flight.id)).not.toContain(id);
    const layout = stageLayout(4, 1, 800, 600);
    const [mark] = fateMarks({ frame: dropped.frame, layout }, 0);
    const [middle] = fateMarks({ frame: { fates: [{ ...fate, share: 0.5 }] as never }, layout }, 0);
    expect(mark).toMatchObject({ kind: 'dropped', text: expect.stringContaining('by hand') });
    expect(mark?.moving).not.toBeNull();
    expect([mark?.x, mark?.y]).not.toEqual([middle?.x, middle?.y]);
    expect(dropped.frame.line?.sentence).toMatch(/^R3’s COMMIT .* to R0 is dropped\.$/);
    expect(dropped.info.undoes).toMatch(/^R3’s COMMIT .* to R0 is dropped$/);
    expect(dropped.info.interventions.at(-1)?.text).toBe(dropped.info.undoes);
    const card = good(await engine.message(dropped.frame.cursor, id));
    expect(card).toMatchObject({ fate: 'dropped by hand at 80 ms', dueAt: null });
    // One event later the saltire is gone; the card still knows.
    const after = good(await engine.move(dropped.frame.cursor, { kind: 'step' }));
    expect(after.frame.fates.map((one) => one.id)).not.toContain(id);
    expect(good(await engine.message(after.frame.cursor, id)).fate).toBe('dropped by hand at 80 ms');
  });

  it('is still on its way one event before', async () => {
    const { engine, at, id } = await underWay();
    const dropped = good(await engine.intervene(at.frame.cursor, { do: 'drop', message: id }));
    const before = good(await engine.message(dropped.frame.cursor - 1, id));
    expect(before).toMatchObject({ fate: 'on its way, due at 80 ms', dueAt: 80_000 });
    expect(good(await engine.frame(dropped.frame.cursor - 1)).fates).not.toContainEqual(
      expect.objectContaining({ why: 'by hand' }),
    );
  });
});

it('a message delayed by hand shows when it is due now, and that somebody holds it', async () => {
  const { engine, at, id } = await underWay();
  const late = good(await engine.intervene(at.frame.cursor, { do: 'delay', message: id, byMs: 1500.5 }));
  expect(late.frame.line?.sentence).toMatch(/^R3’s COMMIT .* to R0 is delayed by 1,500\.5 ms\.$/);
  const card = good(await engine.message(late.frame.cursor, id));
  expect(card).toMatchObject({ fate: 'held back by hand, due at 1,580.5 ms', dueAt: 1_580_500 });
  const arrived = good(await engine.move(late.frame.cursor, { kind: 'time', target: 1_600_000 }));
  expect(good(await engine.message(arrived.frame.cursor, id)).fate).toMatch(/^taken in at 1,580\.5 ms\. /);
});
