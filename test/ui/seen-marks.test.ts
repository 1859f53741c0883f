/** From one seat the diagram has the marks of one lane, and no faults. */
import { expect, it } from 'vitest';
import { type LaneMark, MarkStore } from '../../src/ui/timeline/mark-store.ts';

it('keeps states, views and timers of one lane', () => {
  const store = new MarkStore();
  const mark = (kind: LaneMark['kind'], lane: number, cursor: number): LaneMark => ({
    kind,
    lane,
    cursor,
    at: cursor,
    step: cursor,
    text: 'timer',
    number: 1,
    until: 99,
  });
  const kinds = ['view', 'armed', 'state', 'down', 'up', 'fault', 'submitted'] as const;
  store.append(
    0,
    kinds.flatMap((kind, at) => [mark(kind, 1, at), mark(kind, 2, at)]),
  );
  const seen = store.seenBy(2);
  expect([...seen.views.keys()]).toEqual([2]);
  expect(seen.timers.map(({ lane }) => lane)).toEqual([2]);
  expect(seen.reached.map(({ lane }) => lane)).toEqual([2]);
  expect([seen.faults, seen.clients, [...seen.downs]]).toEqual([[], [], []]);
});
