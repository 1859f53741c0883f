/**
 * The documents say what is true: every file, name, script and link in them exists, every decision is listed,
 * and the map shows the import table. Each rule is shown to fail on planted text.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { IMPORT_TABLE, isTypesOnly } from '../../scripts/import-table.mjs';
import { fromRoot } from '../../scripts/run.mjs';
import {
  brokenLinks,
  type Document,
  longLines,
  missingNames,
  missingPaths,
  missingScripts,
  readDocument,
} from './docs/markdown.ts';
import { filesBelow } from './source.ts';

const MAP = 'docs/architecture.md';
const OWN = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', MAP, 'docs/glossary.md'];
const decisions = filesBelow('docs/adr', ['.md']);
const READMES = filesBelow('src', ['README.md']);
const documents = [...OWN, ...decisions].map(readDocument);
const rooms = IMPORT_TABLE.map(({ files }) => `src/${files}`);
const manifest = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { scripts: object };
const scripts = Object.keys(manifest.scripts);

type Rule = (document: Document) => readonly string[];

const RULES: readonly (readonly [string, Rule])[] = [
  ['files that are named exist', (document) => missingPaths(document, rooms)],
  ['names beside a file are in it', missingNames],
  ['links lead somewhere', brokenLinks],
  ['scripts that are named exist', (document) => missingScripts(document, scripts)],
];

describe('the documents', () => {
  test.each(RULES)('%s', (_name, rule) => {
    expect([...documents, ...READMES.map(readDocument)].flatMap(rule)).toEqual([]);
  });

  test('lines of prose are short', () => {
    expect(documents.flatMap((document) => longLines(document, 110))).toEqual([]);
  });

  test('every decision has a page of at most 60 lines, a number of its own, and a place in the list', () => {
    const map = readDocument(MAP).text;
    expect(decisions.filter((path) => !map.includes(`](${path.replace('docs/', '')})`))).toEqual([]);
    const numbers = decisions.map((path) => Number(/\/(\d{4})-[a-z-]+\.md$/.exec(path)?.[1]));
    expect(numbers).toEqual(decisions.map((_, index) => index + 1));
    for (const path of decisions) {
      const { text } = readDocument(path);
      expect(text.split('\n').length, path).toBeLessThanOrEqual(60);
      for (const part of ['Context', 'Decision', 'Consequences', 'Measured']) {
        expect(text, path).toContain(`\n## ${part}\n`);
      }
    }
  });

  test('the map lists the rooms that there are', () => {
    const [, table = ''] = readDocument(MAP).text.split('| room |');
    const listed = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(roomsThatExist());
  });

  test('the map shows the import table', () => {
    expect(arrowsOfMap(readDocument(MAP).text)).toEqual(arrowsOfTable());
  });
});

describe('each rule fails on planted text', () => {
  const planted = (text: string): Document => ({ path: 'docs/planted.md', text });

  test.each([
    ['a file', missingPaths, 'See `src/kernel/nothing.ts`.'],
    ['a folder', missingPaths, 'See `src/nowhere/`.'],
    ['a pattern', missingPaths, 'See `src/kernel/nothing-*.ts`.'],
    ['a function', missingNames, '`nowhere()` in `src/kernel/ids.ts`'],
    ['a type', missingNames, '| slot | `Slut` in `src/kernel/ids.ts` |'],
    ['a link', brokenLinks, '[x](nothing.md)'],
    ['a heading', brokenLinks, '[x](architecture.md#nothing)'],
    ['a script', (document: Document) => missingScripts(document, scripts), '`npm run nothing`'],
    ['a long line', (document: Document) => longLines(document, 110), 'word '.repeat(30)],
  ] as const)('%s', (_name, rule, text) => {
    expect(rule(planted(text))).toHaveLength(1);
  });

  test.each([
    ['a name in another block', missingNames, '`src/kernel/ids.ts`\n\n`nowhere()`'],
    ['an example', missingPaths, '```\n`src/nothing.ts`\n```'.replaceAll('`src', 'src')],
    ['a heading that is there', brokenLinks, '[x](architecture.md#the-map)'],
    ['a script that is there', (document: Document) => missingScripts(document, scripts), '`npm test`'],
    ['a long row', (document: Document) => longLines(document, 110), `| ${'word '.repeat(30)} |`],
  ] as const)('but not on %s', (_name, rule, text) => {
    expect(rule(planted(text))).toEqual([]);
  });
});

/** `a -> b`, `a ..> b` for types only; arrows to the kernel are left out, as the map says. */
function arrowsOfTable(): readonly string[] {
  const arrows = new Set<string>();
  for (const row of IMPORT_TABLE) {
    const from = room(row.files);
    for (const entry of row.rooms) {
      const to = room(entry.replace(' (types)', ''));
      if (to === from || to === 'kernel' || entry === '*') continue;
      arrows.add(`${from} ${isTypesOnly(entry) ? '..>' : '-->'} ${to}`);
    }
  }
  // A room that may be imported in part is drawn with one full arrow.
  return [...arrows]
    .filter((arrow) => !arrows.has(arrow.replace('..>', '-->')) || arrow.includes('-->'))
    .sort();
}

/** `main.tsx` may import everything; the map draws the two rooms that it brings together. */
function arrowsOfMap(text: string): readonly string[] {
  const drawn = [...text.matchAll(/^ +(\w+) (-->|-\.->) (\w+)$/gm)];
  return drawn
    .filter(([, from]) => from !== 'main')
    .map(([, from = '', arrow, to = '']) => `${from} ${arrow === '-->' ? '-->' : '..>'} ${to}`)
    .sort();
}

function roomsThatExist(): readonly string[] {
  return [...new Set(filesBelow('src', ['.ts', '.tsx']).map((path) => path.split('/')[1] ?? ''))]
    .filter((name) => !name.includes('.'))
    .sort();
}

function room(path: string): string {
  return path.split('/')[0] ?? '';
}
