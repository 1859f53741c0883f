/** The shape of a file: its size, its header, what it exports and what its comments may not be. */
import {
  complaint,
  isNode,
  lineOf,
  literalText,
  type Node,
  nameOf,
  nodesIn,
  type Source,
  walk,
} from '../source.ts';

export const MAX_FILE_LINES = 300;
export const MAX_FUNCTION_LINES = 60;
export const MAX_LINE_LENGTH = 110;

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

export function fileIsShort(source: Source): readonly string[] {
  const lines = source.text.trimEnd().split('\n').length;
  return lines <= MAX_FILE_LINES ? [] : [`${source.path}: ${lines} lines; at most ${MAX_FILE_LINES}`];
}

export function linesAreShort(source: Source): readonly string[] {
  return source.text.split('\n').flatMap((line, index) => {
    const length = [...line].length;
    if (length <= MAX_LINE_LENGTH) return [];
    return [`${source.path}:${index + 1}: ${length} characters; at most ${MAX_LINE_LENGTH}`];
  });
}

export function functionsAreShort(source: Source): readonly string[] {
  const complaints: string[] = [];
  walk(source.program, (node) => {
    if (!FUNCTIONS.includes(node.type)) return;
    const lines = ownLines(source, node);
    if (lines <= MAX_FUNCTION_LINES) return;
    complaints.push(
      complaint(source, node.start, `a function of ${lines} lines; at most ${MAX_FUNCTION_LINES}`),
    );
  });
  return complaints;
}

/** Lines of a function without those of the functions inside it: a closure that holds short ones is a small room. */
function ownLines(source: Source, node: Node): number {
  const inside: Node[] = [];
  walk(node, (child) => {
    const nested = child !== node && FUNCTIONS.includes(child.type);
    if (nested && !inside.some((outer) => outer.start <= child.start && child.end <= outer.end))
      inside.push(child);
  });
  const linesOf = (part: Node): number => lineOf(source.text, part.end) - lineOf(source.text, part.start);
  return inside.reduce((lines, part) => lines - linesOf(part), linesOf(node) + 1);
}

/** A header says what the file is for, and why. */
export function startsWithHeader(source: Source): readonly string[] {
  const text = source.text.replace(/^#!.*\n/, '');
  return /^\/\*\*(?!\/)[\s*]*[^\s*/]/.test(text)
    ? []
    : [`${source.path}:1: begin with a /** header */ of 1 to 5 sentences`];
}

/** Every name has one origin and says itself: no default export, no `export *`. */
export function exportsByName(source: Source): readonly string[] {
  return nodesIn(source.program.body).flatMap((node) => {
    if (node.type === 'ExportAllDeclaration')
      return [complaint(source, node.start, 'no `export *`: name them')];
    if (node.type === 'ExportDefaultDeclaration' || exportsDefault(node)) {
      return [complaint(source, node.start, 'no default export: give it its name')];
    }
    return [];
  });
}

function exportsDefault(node: Node): boolean {
  if (node.type !== 'ExportNamedDeclaration') return false;
  return nodesIn(node.specifiers).some(
    ({ exported }) => (nameOf(exported) ?? literalText(exported)) === 'default',
  );
}

/** What is still to do has an issue; a comment is a sentence, not a ruler. */
export function commentsAreSentences(source: Source): readonly string[] {
  return source.comments.flatMap((comment) => {
    const complaints: string[] = [];
    const say = (what: string) => complaints.push(complaint(source, comment.start, what));
    if (/\b(TODO|FIXME|XXX)\b/.test(comment.value) && !/#\d+/.test(comment.value)) {
      say('what is still to do needs the number of its issue: TODO #12');
    }
    if (/^[\s*]*[-=*#~_─═]{6,}/.test(comment.value)) say('no banner lines');
    return complaints;
  });
}

/** The policy of the page forbids code made from text. */
export function makesNoCodeFromText(source: Source): readonly string[] {
  const complaints: string[] = [];
  walk(source.program, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
    const name = isNode(node.callee) ? nameOf(node.callee) : null;
    if (name !== 'eval' && name !== 'Function') return;
    complaints.push(
      complaint(source, node.start, `no ${name}(): the page's policy forbids code made from text`),
    );
  });
  return complaints;
}
