/**
 * Command files: a JSON array of rows, or CSV with a header. A bad row is refused by line and column with
 * what was expected there; a good file becomes rows in which every deposit has its id.
 */

import { badRows } from './bad-rows.ts';
import { readJson } from './json.ts';
import { limits } from './limits.ts';
import { accept, type Checked, type Fault, refuse, show } from './problem.ts';
import { checkRow, type Row } from './row-schema.ts';
import { parseCsv } from './rows-csv.ts';

/** Reads `text` as what the end of `name` says, `.json` or `.csv`. Never throws. */
export function parseRows(name: string, text: string): Checked<readonly Row[]> {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'csv') return withIds(parseCsv(text));
  if (ending === 'json') return withIds(parseJsonRows(text));
  return refuse(
    `expected a file name that ends in .csv or .json, found ${show(name)}, at the name of the command file`,
  );
}

/** Default of a deposit's id: the number of its row, from 1. */
export function fillIds(rows: readonly Row[]): readonly Row[] {
  return rows.map((row, index) =>
    row.kind === 'deposit' && row.id === undefined ? { ...row, id: String(index + 1) } : row,
  );
}

function withIds(parsed: Checked<readonly Row[]>): Checked<readonly Row[]> {
  return parsed.ok ? accept(fillIds(parsed.value)) : parsed;
}

function parseJsonRows(text: string): Checked<readonly Row[]> {
  const json = readJson(text, limits.rowsCharacters);
  if (!json.ok) return json;
  const { value, locate } = json.value;
  const at = (fault: Fault): string => {
    const { line, column } = locate(fault.path);
    const field = fault.path.length > 1 ? ` (${String(fault.path[1])})` : '';
    return `line ${line}, column ${column}${field}: expected ${fault.expected}, found ${fault.found}`;
  };
  if (!Array.isArray(value)) return refuse(at({ path: [], expected: 'a list of rows', found: show(value) }));
  if (value.length > limits.rows) {
    const expected = `at most ${limits.rows} rows`;
    return refuse(at({ path: [limits.rows], expected, found: String(value.length) }));
  }
  const rows: Row[] = [];
  const bad = badRows();
  for (let i = 0; i < value.length; i++) {
    const checked = checkRow(value[i]);
    if ('fault' in checked) bad.add(at({ ...checked.fault, path: [i, ...checked.fault.path] }));
    else rows.push(checked.value);
  }
  return bad.unless(rows);
}
