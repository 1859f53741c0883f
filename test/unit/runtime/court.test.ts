/** Evidence and challenges as the page asks for them. */
import { expect, it } from 'vitest';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';

it('accuses as of a moment, with the statements in words', async () => {
  const engine = new SeatedEngine(null);
  await engine.open({ kind: 'catalogue', id: 'equivocating-primary' }, 'inline');
  expect(await engine.accusations(5)).toEqual([]);
  const moved = await engine.move(0, { kind: 'time', target: 5_000_000 });
  const all = await engine.accusations(moved.frame.cursor);
  const [first] = all;
  expect(new Set(all.map(({ replica }) => replica))).toEqual(new Set([0]));
  expect(first?.because).toMatch(/^signed two /);
  expect(first?.texts).toHaveLength(2);
  expect(await engine.accusations((first?.event ?? 0) + 1)).toEqual([first]);
  expect(await engine.accusations(first?.event ?? 0)).toEqual([]);
});

it('grades a hand-in by replaying it', async () => {
  const engine = new SeatedEngine(null);
  const crash = (replica: number) => ({ atMs: 0, do: 'crash', replica });
  const attempts = [{ seed: 42, commands: [crash(1), crash(2)] }];
  const handIn = { name: 'Ada', challenge: 'stop-progress', attempts, predictions: {}, verdict: 'solved' };
  expect(await engine.gradeChallenge({ version: 1, handIn })).toMatchObject({ solved: true });
  const none = { ...handIn, attempts: [{ seed: 42, commands: [] }] };
  expect(await engine.gradeChallenge({ version: 1, handIn: none })).toMatchObject({ solved: false });
  expect(await engine.gradeChallenge({})).toMatchObject({ problem: expect.stringMatching(/^expected/) });
});
