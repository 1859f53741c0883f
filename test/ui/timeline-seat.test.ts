/** On the diagram, from a seat: what it sent ends on the link, whatever became of it. */
import { expect, it } from 'vitest';
import type { Arrows } from '../../src/runtime/arrows.ts';
import { ArrowStore } from '../../src/ui/timeline/arrow-store.ts';
import { flown, isLettered, spanOf } from '../../src/ui/timeline/draw-arrows.ts';
import { rowWords } from '../../src/ui/timeline/hit.ts';
import type { Scene } from '../../src/ui/timeline/scene.ts';

/** Three of R1, taken, dropped and refused, and one to R1. */
const rows: Arrows = {
  from: 0,
  count: 4,
  sentAt: Float64Array.of(0, 0, 0, 5_000),
  endAt: Float64Array.of(10_000, 12_000, 20_000, 25_000),
  sentStep: Uint32Array.of(0, 0, 0, 1),
  endStep: Uint32Array.of(1, 1, 1, 2),
  sender: Uint16Array.of(1, 1, 1, 0),
  receiver: Uint16Array.of(2, 2, 2, 1),
  type: Uint8Array.of(0, 0, 0, 0),
  slot: Uint32Array.of(1, 1, 1, 1),
  value: Uint8Array.of(255, 255, 255, 255),
  fate: Uint8Array.of(0, 2, 1, 1),
  cursor: Uint32Array.of(1, 2, 3, 4),
  number: Uint32Array.of(1, 2, 3, 1),
};

function scene(seat: number | null, time: number, value = rows.value): Scene {
  const store = new ArrowStore();
  store.append({ ...rows, value });
  return {
    arrows: store,
    live: new ArrowStore(),
    styles: [{ type: 'PREPARE' }],
    view: { applyX: (at: number) => at / 100 },
    axis: {
      sent: (_: ArrowStore, row: number) => rows.sentAt[row],
      end: (_: ArrowStore, row: number) => rows.endAt[row],
    },
    geometry: { top: 0, pitch: 40, scroll: 0 },
    lanes: { ofPlace: (place: number) => place },
    cursor: 4,
    time,
    ...(seat !== null && { seat }),
  } as unknown as Scene;
}

it('its own messages look alike, taken, dropped or refused, and are sent at once', () => {
  const seen = scene(1, 30_000);
  const [taken, dropped, refused] = [0, 1, 2].map((row) => spanOf(seen, seen.arrows, row));
  expect(dropped).toEqual(taken);
  expect(refused).toEqual(taken);
  expect([0, 1, 2].map((row) => flown(seen, seen.arrows, row))).toEqual([1, 1, 1]);
  const words = [0, 1, 2].map((row) => rowWords(seen, { live: false, row }));
  expect(new Set(words)).toEqual(
    new Set(['R1 → R2: PREPARE, slot 1, sent 0 ms, what became of it is not known here']),
  );
});

it('what it heard, and what is true, keep their ends', () => {
  const [seat, truth] = [scene(1, 30_000), scene(null, 30_000)];
  expect(spanOf(seat, seat.arrows, 3)).toEqual(spanOf(truth, truth.arrows, 3));
  expect(rowWords(seat, { live: false, row: 3 })).toMatch(/refused$/);
  expect(spanOf(truth, truth.arrows, 0).c1).not.toBe(spanOf(truth, truth.arrows, 1).c1);
});

it('letters stand on what came there, and only where the seat knows of two values', () => {
  const values = Uint8Array.of(0, 1, 0, 1);
  const lettered = (of: Scene) => [0, 1, 2, 3].map((row) => isLettered(of, of.arrows, row));
  expect(lettered(scene(null, 30_000, values))).toEqual([true, true, true, true]);
  const seat = scene(1, 30_000, values);
  expect(lettered(seat)).toEqual([false, false, false, false]);
  expect(lettered({ ...seat, lettered: new Set([1]) })).toEqual([false, false, false, true]);
});
