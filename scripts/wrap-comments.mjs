/**
 * Breaks comment lines that are longer than the line width, which Biome leaves as they are: what is too much
 * moves to the next line of the same paragraph. Part of `npm run format`; takes files and folders, by default
 * everything.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './run.mjs';

const WIDTH = 110;
const DEFAULT_TARGETS = ['src', 'test', 'scripts'];
const ENDINGS = /\.(ts|tsx|mjs)$/;
/** A line that is nothing but comment: its indentation, its mark, its text. */
const COMMENT_LINE = /^(\s*)(\/\*\*|\/\*|\*|\/\/)( +)(\S.*)$/;
/** Text that does not continue the paragraph before it: lists, tags, tables, code, drawings. */
const NO_PROSE = /^(@|[-*+|>#`─│├└┌=<]|\d+[.)] |\S+ {2,})/;

/**
 * The same source with its comments wrapped.
 * @param {string} text
 * @returns {string}
 */
export function wrapComments(text) {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const broken = breakLine(lines[index] ?? '');
    if (broken === null) continue;
    const next = lines[index + 1];
    lines[index] = broken.kept;
    if (next !== undefined && continues(next, broken.prefix)) {
      lines[index + 1] = `${broken.prefix}${broken.rest} ${next.slice(broken.prefix.length)}`;
    } else {
      lines.splice(index + 1, 0, broken.prefix + broken.rest, ...(broken.closing ? [broken.closing] : []));
    }
  }
  return lines.join('\n');
}

/**
 * A comment line that is too long, cut at the last space that fits; null for any other line.
 * @param {string} line
 * @returns {{ kept: string, rest: string, prefix: string, closing: string | null } | null}
 */
function breakLine(line) {
  const [, indent = '', mark = '', gap = '', text = ''] = COMMENT_LINE.exec(line) ?? [];
  if (mark === '' || [...line].length <= WIDTH || /^\s*[|│├└┌]/.test(text)) return null;
  if (mark.startsWith('/*')) return openBlock(indent, mark, text);
  const cut = line.lastIndexOf(' ', WIDTH);
  if (cut <= indent.length + mark.length + gap.length) return null;
  return { kept: line.slice(0, cut), rest: line.slice(cut + 1), prefix: indent + mark + gap, closing: null };
}

/**
 * A block that was on one line becomes three or more: its opening, its text, its end.
 * @param {string} indent
 * @param {string} mark
 * @param {string} text
 */
function openBlock(indent, mark, text) {
  const isWhole = text.endsWith('*/');
  const rest = isWhole ? text.slice(0, -2).trimEnd() : text;
  if (isWhole && rest.includes('*/')) return null;
  return { kept: indent + mark, rest, prefix: `${indent} * `, closing: isWhole ? `${indent} */` : null };
}

/**
 * True when a line is more prose with the same prefix.
 * @param {string} line
 * @param {string} prefix
 */
function continues(line, prefix) {
  if (!line.startsWith(prefix)) return false;
  const text = line.slice(prefix.length);
  return text !== '' && !text.startsWith(' ') && !text.startsWith('/') && !NO_PROSE.test(text);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return ENDINGS.test(path) ? [path] : [];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const targets = process.argv.slice(2);
  // An option is a misunderstanding, and taking it for "no target" would rewrite every file.
  if (targets.some((target) => target.startsWith('-'))) {
    process.stderr.write('wrap-comments: expected files and folders, found an option.\n');
    process.exit(2);
  }
  for (const path of (targets.length > 0 ? targets : DEFAULT_TARGETS).flatMap((target) =>
    filesIn(resolve(ROOT, target)),
  )) {
    const text = readFileSync(path, 'utf8');
    const wrapped = wrapComments(text);
    if (wrapped !== text) writeFileSync(path, wrapped);
  }
}
