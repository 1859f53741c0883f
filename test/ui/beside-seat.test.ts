/** What a replica knows beside what is true: an answer that comes late is shown for nobody else. */
import { expect, it } from 'vitest';
import type { WayBeside } from '../../src/runtime/api.ts';
import { createFakeEngine } from './fake-engine.ts';
import { pageOnFake, settled } from './support.ts';

it('an answer for one seat is not shown for another that was chosen meanwhile', async () => {
  const asked: { readonly seat: number; readonly answer: (way: WayBeside) => void }[] = [];
  const wayFromSeat = (seat: number) =>
    new Promise<WayBeside>((answer) => {
      asked.push({ seat, answer });
    });
  const { store, actions } = pageOnFake({ engine: { ...createFakeEngine(), wayFromSeat } });
  await actions.open({ kind: 'catalogue', id: 'first-light' });
  const { frame } = store.getState();
  if (frame === null) throw new Error('expected an open run');
  void actions.sitBeside(1);
  await settled();
  void actions.sitBeside(2);
  await settled();
  const shown = () => store.getState().beside?.way.map(({ seat }) => seat);
  for (const { seat, answer } of asked) {
    answer({ frames: [{ ...frame, seat }], behind: false });
    await settled();
    expect(shown()).toEqual(seat === 2 ? [2] : []);
  }
  expect(asked.map(({ seat }) => seat)).toEqual([1, 2]);
});
