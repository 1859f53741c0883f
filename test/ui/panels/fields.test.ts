import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountProblem, inSmallestUnits } from '../../../src/ui/controls/amounts.ts';
import { kindOf, readUserFile } from '../../../src/ui/controls/file-kind.ts';
import { type FieldTexts, readFields, readNumber } from '../../../src/ui/controls/header-fields.ts';
import { linkTexts, readLink } from '../../../src/ui/controls/link-fields.ts';

const open: FieldTexts = {
  replicas: '4',
  seed: '42',
  delayLeast: '20',
  delayMost: '20',
  count: '5',
  everyMs: '50',
};

function read(changes: Partial<FieldTexts>) {
  return readFields({ ...open, ...changes }, open);
}

describe('the fields of the header', () => {
  it('send only what differs from the open run', () => {
    expect(read({})).toEqual({ changes: {} });
    expect(read({ replicas: '7', count: ' 12 ' })).toEqual({ changes: { replicas: 7, count: 12 } });
    expect(read({ delayLeast: '0.5' })).toEqual({ changes: { delayMs: { min: 0.5, max: 20 } } });
  });

  it.each([
    [{ replicas: '' }, 'replicas', 'found nothing'],
    [{ replicas: '4.5' }, 'replicas', 'a whole number from 4 to 128'],
    [{ replicas: '3' }, 'replicas', 'found 3. To survive f faults takes n = 3f + 1'],
    [{ seed: '-1' }, 'seed', 'found “-1”'],
    [{ seed: '1e9' }, 'seed', 'a whole number'],
    [{ delayLeast: '30' }, 'delayMost', 'at least the shortest delay, 30'],
    [{ count: '0' }, 'count', 'from 1 to'],
    [{ everyMs: 'often' }, 'everyMs', '“often”'],
  ])('refuse %j beside the field', (changes, field, words) => {
    const result = read(changes);
    expect(result).toHaveProperty(`problems.${field}`, expect.stringContaining(words));
  });

  it('leave the load alone when it is unknown', () => {
    const unknown = { ...open, count: '', everyMs: '' };
    expect(readFields(unknown, unknown)).toEqual({ changes: {} });
  });

  it('read any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = readNumber(text, 1, 100, false);
        if (typeof value === 'number') expect(value >= 1 && value <= 100).toBe(true);
      }),
    );
  });
});

describe('the fields of one link', () => {
  const texts = { least: '5', most: '40', lossPercent: '12.5', twicePercent: '4' };

  it('become delays and a rate', () => {
    expect(readLink(texts)).toEqual({
      link: { delayMs: { min: 5, max: 40 }, lossRate: 0.125, duplicateRate: 0.04 },
    });
  });

  it.each([
    [{ least: '50' }, 'most', 'at least the shortest delay, 50'],
    [{ lossPercent: '101' }, 'lossPercent', 'from 0 to 100'],
    [{ twicePercent: '-1' }, 'twicePercent', 'from 0 to 100'],
    [{ most: '' }, 'most', 'found nothing'],
  ])('refuse %j beside the field', (changes, field, words) => {
    expect(readLink({ ...texts, ...changes })).toHaveProperty(
      `problems.${field}`,
      expect.stringContaining(words),
    );
  });
});

describe('what holds on a link', () => {
  const network = { delayMs: { min: 10, max: 30 }, lossRate: 0.1, duplicateRate: 0.05 };

  it('is what the network does, its losses included, until the link is set', () => {
    expect(linkTexts({ links: [] }, [0, 1], network)).toEqual({
      least: '10',
      most: '30',
      lossPercent: '10',
      twicePercent: '5',
    });
    const own = { from: 0, to: 1, delay: null, lossRate: 0, duplicateRate: 0.5 };
    expect(linkTexts({ links: [own] }, [0, 1], network)).toMatchObject({
      most: '30',
      lossPercent: '0',
      twicePercent: '50',
    });
  });
});

describe('amounts', () => {
  it('become smallest units without rounding', () => {
    expect(inSmallestUnits('25.00', 'USD')).toBe('25000000');
    expect(inSmallestUnits('-0.000001', 'USD')).toBe('-1');
    expect(inSmallestUnits('0.1', 'BTC')).toBe('10000000');
    expect(inSmallestUnits('0', 'USD')).toBe('0');
    expect(inSmallestUnits('1.0000001', 'USD')).toBeNull();
    expect(inSmallestUnits('ten', 'USD')).toBeNull();
  });

  it.each([
    ['25.00', null],
    ['', 'found nothing'],
    ['-5', 'Expected an amount'],
    ['0.00', 'more than zero'],
    ['1.1234567', 'USD has 6 decimals'],
  ])('say of “%s”: %s', (text, words) => {
    const problem = amountProblem(text, 'USD');
    if (words === null) expect(problem).toBeNull();
    else expect(problem).toContain(words);
  });
});

describe('a file that somebody brings', () => {
  it.each([
    ['{"version":1,"id":"x"}', 'session'],
    ['[{"kind":"transfer"}]', 'rows'],
    ['kind,account,to\ntransfer,1,2', 'rows'],
    ['\ufeff  {"version": 1, "session": {}}', 'session'],
    ['{"version": 1, "commands": []}', 'session'],
    ['{"commands": []}', 'rows'],
  ])('is told by its content: %s', async (text, kind) => {
    expect((await kindOf('any.txt', text)).kind).toBe(kind);
  });

  it('is refused with the place when it is no JSON', async () => {
    const result = await kindOf('bad.json', '{\n  "version": 1,\n  oops\n}');
    expect(result).toEqual({ kind: 'problem', text: expect.stringMatching(/bad\.json: expected .*line 3/) });
  });

  it('is refused when empty, too large or unreadable', async () => {
    expect(await kindOf('e.csv', ' \n')).toMatchObject({ kind: 'problem' });
    const large = { name: 'l.csv', size: 9_000_000, text: async () => '' };
    expect(await readUserFile(large)).toMatchObject({ text: 'l.csv: expected at most 8 MB, found 9.0 MB.' });
    const gone = { name: 'g.csv', size: 1, text: () => Promise.reject(new Error('gone')) };
    expect(await readUserFile(gone)).toMatchObject({ kind: 'problem' });
  });
});
