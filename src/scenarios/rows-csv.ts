/**
 * CSV command files (RFC 4180, comma, header line) to rows. A column's number counts fields from 1, as the
 * header does.
 */
import papa from 'papaparse/papaparse.min.js';
import { badRows } from './bad-rows.ts';
import { withoutMark } from './json.ts';
import { limits } from './limits.ts';
import { type Checked, refuse, show } from './problem.ts';
import { checkRow, type Row } from './row-schema.ts';

const columns = ['kind', 'account', 'to', 'asset', 'amount', 'nonce', 'id'] as const;
const numeric: ReadonlySet<string> = new Set(['account', 'to', 'nonce']);

const csvHeader = columns.join(',');

/** Never throws. */
export function parseCsv(source: string): Checked<readonly Row[]> {
  if (source.length > limits.rowsCharacters) {
    return refuse(
      `expected at most ${limits.rowsCharacters} characters, found ${source.length}, at the end of the file`,
    );
  }
  const text = withoutMark(source).replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  if (text === '') return refuse(`line 1, column 1: expected the header ${csvHeader}, found an empty file`);
  const preview = limits.rows + 2;
  const { data, errors } = papa.parse(text, { delimiter: ',', newline: '\n', quoteChar: '"', preview });
  const broken = errors.find(({ code }) => code === 'MissingQuotes' || code === 'InvalidQuotes');
  const brokenRow = broken === undefined ? data.length : (broken.row ?? 0);
  const fault = headerFault(data[0] ?? []);
  if (fault !== null && brokenRow > 0) return refuse(fault);
  return readRecords(data, brokenRow);
}

function readRecords(data: readonly (readonly string[])[], brokenRow: number): Checked<readonly Row[]> {
  const rows: Row[] = [];
  const bad = badRows();
  for (let i = 0; i < data.length; i++) {
    const line = (): number => lineOf(data, i);
    if (i === brokenRow) {
      // Where one row ends and the next begins is unknown from here on.
      bad.add(
        `line ${line()}, column 1: expected quotes that close and are followed by a comma, found other text`,
      );
      break;
    }
    if (i === 0) continue;
    if (i > limits.rows)
      return refuse(`line ${line()}, column 1: expected at most ${limits.rows} rows, found more`);
    const record = data[i] ?? [];
    const row = readRecord(record);
    if ('problem' in row) bad.add(`line ${line()}, ${row.problem}`);
    else rows.push(row.value);
  }
  return bad.unless(rows);
}

function headerFault(header: readonly string[]): string | null {
  if (header.length === columns.length && columns.every((name, i) => header[i] === name)) return null;
  const column = columns.findIndex((name, i) => header[i] !== name);
  const place = column === -1 ? columns.length + 1 : column + 1;
  return `line 1, column ${place}: expected the header ${csvHeader}, found ${show(header.join(','))}`;
}

function readRecord(record: readonly string[]): { readonly value: Row } | { readonly problem: string } {
  if (record.length !== columns.length) {
    const place = Math.min(record.length, columns.length) + 1;
    return { problem: `column ${place}: expected ${columns.length} columns, found ${record.length}` };
  }
  const given: Record<string, string | number> = {};
  for (const [i, name] of columns.entries()) {
    const cell = record[i] ?? '';
    if (cell !== '') given[name] = numeric.has(name) ? asNumber(cell) : cell;
  }
  const checked = checkRow(given);
  if (!('fault' in checked)) return checked;
  const { path, expected, found } = checked.fault;
  const column = (columns as readonly unknown[]).indexOf(path[0]);
  return {
    problem: `column ${column + 1} (${String(path[0])}): expected ${wanted(expected)}, found ${found}`,
  };
}

/** In a cell nothing is quoted and a surplus key is a cell that should be empty. */
function wanted(expected: string): string {
  if (expected.startsWith('one of the keys')) return 'an empty cell for this kind';
  return expected.startsWith('the key') ? 'a value' : expected.replace(' in quotes', '');
}

function asNumber(cell: string): number | string {
  return /^-?[0-9]{1,16}$/.test(cell) ? Number(cell) : cell;
}

/** Line on which record `index` begins: earlier ones span lines where a quoted cell does. */
function lineOf(data: readonly (readonly string[])[], index: number): number {
  let line = 1;
  for (let i = 0; i < index; i++) line += 1 + (data[i] ?? []).join('').split('\n').length - 1;
  return line;
}
