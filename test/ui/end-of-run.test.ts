/** The end of a run is a state: the guide and every move say so, and nothing leaps. On the real engine. */
import { expect, it } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { guideAt } from '../../src/ui/guide.ts';
import { openAddress } from '../../src/ui/hooks/use-address.ts';
import { pageOnFake } from './support.ts';

async function page(id: string) {
  const engine = new SeatedEngine(null);
  const made = pageOnFake({ engine });
  await made.actions.open({ kind: 'catalogue', id });
  const guide = () => {
    const { landed, info } = made.store.getState();
    return landed === null || info === null ? null : guideAt(landed, info);
  };
  return { ...made, engine, guide, getState: made.store.getState };
}

it('whoever stands before it is told that nothing like it comes, not that all is done', async () => {
  const { actions, getState } = await page('first-light');
  const { cursor } = getState();
  await actions.move({ kind: 'message', type: 'VIEW-CHANGE' });
  expect(getState().cursor).toBe(cursor);
  expect(getState().spoken).toBe('No VIEW-CHANGE taken in comes before everything asked for is done.');
});

it('says what was done and what one can do, and Round, c and v stay there and say why', async () => {
  const { actions, guide, getState } = await page('fault-free');
  await actions.move({ kind: 'quiet' });
  expect(guide()?.sentence).toMatch(/^Everything asked for is done\. All 20 requests are answered\. /);
  expect(guide()?.button).toEqual({ label: 'Send another', act: { kind: 'send' } });
  const { cursor, info } = getState();
  for (const [kind, goal] of [
    ['round', 'message or timer that matters'],
    ['commit', 'commit'],
    ['view-change', 'view change'],
    ['answer', 'answer to a client'],
  ] as const) {
    await actions.move({ kind });
    expect([kind, getState().cursor]).toEqual([kind, cursor]);
    expect(getState().stopped).toBe(`everything asked for is done: no ${goal} is to come`);
    expect(getState().spoken).toBe(`Everything asked for is done: no ${goal} is to come.`);
  }
  expect((getState().info?.length ?? 0) - (info?.length ?? 0)).toBeLessThan(8);
  // The sentence goes as soon as something is to come again.
  await actions.intervene({
    do: 'submit',
    row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '3' },
  });
  expect(getState().stopped).toBeNull();
  await actions.move({ kind: 'round' });
  expect(getState().cursor).toBeGreaterThan(cursor);
});

it('playing ends there instead of going on through minutes of routine', async () => {
  const { actions, getState, pass } = await page('first-light');
  actions.play();
  await pass(8000);
  expect(getState().playing).toBe(false);
  expect(getState().stopped).toMatch(/^everything asked for is done/);
  expect(getState().info?.length).toBeLessThan(60);
});

it('is where a link opens that asks for more, and a sentence says so', async () => {
  const { store, engine } = await page('first-light');
  await openAddress({ store, engine }, '#/pbft/first-light?at=99999');
  const { cursor, info, notices, landed } = store.getState();
  expect(cursor).toBeLessThan(60);
  expect(info?.length).toBeLessThan(60);
  expect(landed?.clients[0]?.request?.state).toBe('accepted');
  expect(notices.address?.text).toContain('event 99,999');
});
