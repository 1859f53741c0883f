/**
 * The house rules, over every file of the product. What each rule catches is shown in rules.test.ts on
 * planted text.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { IMPORT_TABLE, importTableAsMarkdown, PURE_ROOMS } from '../../scripts/import-table.mjs';
import { fromRoot } from '../../scripts/run.mjs';
import { importsFollowTheTable } from './rules/imports.ts';
import { ledgerIsExact } from './rules/ledger.ts';
import { deniedInPureRooms, EXACT_MATH, pureRoomsArePure } from './rules/purity.ts';
import { orphans } from './rules/reach.ts';
import {
  commentsAreSentences,
  exportsByName,
  fileIsShort,
  functionsAreShort,
  linesAreShort,
  makesNoCodeFromText,
  startsWithHeader,
} from './rules/shape.ts';
import { namesNoProtocol } from './rules/words.ts';
import { filesBelow, productSources, type Rule } from './source.ts';

const sources = productSources();

/** Files that nothing leads to yet, each with the reason; empty when the house is finished. */
const NOT_YET_REACHED: readonly string[] = [
  // Held to the published vectors now; the trader's proof, receipts' trees and further audits lead to them
  // later.
  'src/ledger/invariants.ts',
  'src/ledger/rfc6962.ts',
];

const RULES: readonly (readonly [string, Rule])[] = [
  ['imports follow the table', importsFollowTheTable],
  ['files are short', fileIsShort],
  ['lines are short', linesAreShort],
  ['functions are short', functionsAreShort],
  ['files start with a header', startsWithHeader],
  ['exports have names', exportsByName],
  ['comments are sentences', commentsAreSentences],
  ['no code is made from text', makesNoCodeFromText],
  ['pure rooms are pure', pureRoomsArePure],
  ['the ledger is exact', ledgerIsExact],
  ['the page names no protocol', namesNoProtocol],
];

/** Where a rule gives way, and why. One that is no longer needed fails. */
const EXCEPTIONS: readonly { readonly rule: string; readonly path: string; readonly because: string }[] = [
  {
    rule: 'pure rooms are pure',
    path: 'src/kernel/authenticator.ts',
    because: 'The curve is loaded when it is asked for, once, before any replica runs.',
  },
];

describe('every file of the product', () => {
  test.each(RULES)('%s', (name, rule) => {
    const complaints = sources.flatMap((source) => rule(source));
    const excepted = EXCEPTIONS.filter((exception) => exception.rule === name).map(({ path }) => path);
    const isExcepted = (complaint: string) => excepted.some((path) => complaint.startsWith(`${path}:`));
    expect(complaints.filter((complaint) => !isExcepted(complaint))).toEqual([]);
    expect(
      excepted.filter((path) => !complaints.some((complaint) => complaint.startsWith(`${path}:`))),
    ).toEqual([]);
  });

  test('is led to from the page or the command line', () => {
    const styles = filesBelow('src', ['.css']);
    expect(orphans(sources, styles)).toEqual(NOT_YET_REACHED);
  });
});

describe('one table, one list', () => {
  test('CONTRIBUTING.md shows the import table as it is', () => {
    expect(readFileSync(fromRoot('CONTRIBUTING.md'), 'utf8')).toContain(importTableAsMarkdown());
  });

  test('the rooms of the table exist, and no room is missing from it', () => {
    const rooms = new Set(sources.map(({ path }) => path.split('/')[1] ?? ''));
    const known = new Set(IMPORT_TABLE.map((row) => row.files.split('/')[0] ?? ''));
    expect([...rooms].filter((room) => !known.has(room))).toEqual([]);
    expect([...known].filter((room) => !existsSync(fromRoot(`src/${room}`)))).toEqual([]);
  });

  test('the type checker, the linter and the table agree on which rooms are pure', () => {
    const project = readFileSync(fromRoot('tsconfig.pure.json'), 'utf8');
    const checked = [...project.matchAll(/"src\/(\w+)"/g)].map(([, room]) => room);
    expect(checked).toEqual(PURE_ROOMS);
    expect(deniedInPureRooms().includes).toEqual(PURE_ROOMS.map((room) => `src/${room}/**`));
  });

  test('the linter and the tidy test allow the same members of Math', () => {
    const plugin = readFileSync(fromRoot('scripts/biome/exact-math.grit'), 'utf8');
    expect(plugin).toContain(`"^(?:${EXACT_MATH.join('|')})$"`);
  });
});
