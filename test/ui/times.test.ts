/** One form for simulated time wherever the page and the engine speak of it: milliseconds with separators. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inMs as inKernel } from '../../src/kernel/time-text.ts';
import { fill } from '../../src/projection/explain.ts';
import { goalWords, soughtBy } from '../../src/ui/goals.ts';
import { delayText, inMs, inTenths } from '../../src/ui/panels/words.ts';

it('reads the same on the page and in the engine', () => {
  for (const [us, text] of [
    [0, '0 ms'],
    [12_500, '12.5 ms'],
    [711_989_812, '711,989.812 ms'],
    [1_000_000, '1,000 ms'],
  ] as const) {
    expect([inMs(us), inKernel(us)]).toEqual([text, text]);
  }
  expect(inTenths(711_989_812)).toBe('711,989.8 ms');
  expect(inTenths(20_000)).toBe('20.0 ms');
  expect(delayText(10, 1500.5)).toBe('10 – 1,500.5 ms');
  expect(delayText(20, 20)).toBe('20 ms');
  expect(soughtBy({ kind: 'time', target: 2_000_000 })).toBe('2,000 ms');
  expect(soughtBy({ kind: 'view-change' })).toBe('the next view change');
  expect(soughtBy({ kind: 'view-change' }, 'epoch')).toBe('the next epoch');
  expect(goalWords({ kind: 'view-change' }, null, 'epoch')).toBe('new epoch');
  expect(fill('{block} with {requests:request}', { block: 'ab'.repeat(32), requests: 1 })).toBe(
    'abab with 1 request',
  );
  expect(fill('a child of {parent}', { parent: '0'.repeat(64) })).toBe('a child of 0000');
  expect(fill('{requests:request} of {requests}', { requests: 2 })).toBe('2 requests of 2');
  expect(fill('Nothing in {timeoutMs} ms at slot {slot}.', { timeoutMs: 1250.5, slot: 1250 })).toBe(
    'Nothing in 1,250.5 ms at slot 1250.',
  );
});

it('is written by these functions and nowhere by hand', () => {
  const rooms = ['projection', 'runtime', 'sim', 'ui'].map((room) => `src/${room}`);
  const byHand = rooms
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => /\$\{[^}]*\/ 1_?000[^}]*\} ms/.test(readFileSync(file, 'utf8')));
  expect(byHand).toEqual([]);
});
