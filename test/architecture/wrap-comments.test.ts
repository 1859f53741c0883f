/** The comment wrapper: long lines become short ones, and everything else stays as it was. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/run.mjs';
import { wrapComments } from '../../scripts/wrap-comments.mjs';

const LONG = `${'word '.repeat(30)}end`;
const wordsIn = (text: string) => text.split(/[\s*/]+/).filter((word) => word !== '');
const longest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('long comments are wrapped', () => {
  test.each([
    ['a block on one line', `  /** ${LONG} */\n  f();\n`],
    ['a paragraph', `/**\n * ${LONG}\n * and more of it.\n */\n`],
    ['a paragraph that starts beside its mark', `/** ${LONG}\n * and more of it.\n */\n`],
    ['a line comment', `  // ${LONG}\n  f();\n`],
  ])('%s', (_name, text) => {
    const wrapped = wrapComments(text);
    expect(longest(wrapped)).toBeLessThanOrEqual(110);
    expect(wordsIn(wrapped)).toEqual(wordsIn(text));
    expect(wrapComments(wrapped)).toBe(wrapped);
  });
});

test('what is too much joins the next line of its paragraph', () => {
  const text = `/**\n * ${'x'.repeat(100)} moved on\n * here.\n */\n`;
  expect(wrapComments(text)).toBe(`/**\n * ${'x'.repeat(100)} moved\n * on here.\n */\n`);
});

test('lists, tags and drawings do not take in what comes before them', () => {
  const text = `/**\n * ${LONG}\n * - an item\n * @param x\n */\n`;
  expect(wrapComments(text)).toContain('\n * - an item\n * @param x\n');
});

test.each([
  ['code', `const text = '${LONG}';\n`],
  ['code before a comment', `f(); // ${LONG}\n`],
  ['a drawing', `//   │ ${LONG}\n`],
  ['short comments', '/** Short. */\n// Short.\n'],
])('%s stays as it was', (_name, text) => {
  expect(wrapComments(text)).toBe(text);
});

test('an option is refused: it must not be taken for "every file"', () => {
  const { status } = spawnSync(process.execPath, [fromRoot('scripts/wrap-comments.mjs'), '--help']);
  expect(status).toBe(2);
});
