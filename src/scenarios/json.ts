/**
 * Strict JSON text to a value that still knows where each part stood, so that a refusal can name line and
 * column. Stricter than JSON.parse in one thing: an object that gives a key twice is refused, because one of
 * the two would be ignored silently.
 */
import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseErrorCode,
  parseTree,
  visit,
} from 'jsonc-parser';
import { limits } from './limits.ts';
import { accept, type Checked, type Path, refuse, show } from './problem.ts';

export interface JsonText {
  readonly value: unknown;
  /** Where the value at `path` stands, or the nearest value around it that exists. */
  locate(path: Path): Place;
}

/** Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Never throws. `most` is the largest number of characters. */
export function readJson(source: string, most: number): Checked<JsonText> {
  const text = withoutMark(source);
  if (text.length > most) {
    return refuse(`expected at most ${most} characters, found ${text.length}, at the end of the text`);
  }
  const parsed = parse(text);
  const fault = deepFault(text) ?? syntaxFault(text) ?? (parsed === null ? notJson : null);
  if (fault !== null || parsed === null) return refuse(placed(text, fault ?? notJson));
  let tree: Node | undefined;
  const locate = (path: Path): Place => {
    tree ??= parseTree(text, [], strict);
    return placeOf(text, nearest(tree, path));
  };
  return accept({ value: parsed.value, locate });
}

/** Line and column of an offset. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    line += 1;
    start = i + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The text without a byte order mark, which editors on Windows put first. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

interface TextFault {
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
}

const notJson: TextFault = { offset: 0, expected: 'JSON', found: 'something else' };

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function placed(text: string, { offset, expected, found }: TextFault): string {
  const { line, column } = placeOf(text, offset);
  return `expected ${expected}, found ${found}, at line ${line}, column ${column}`;
}

/** The parser behind recurses, so nesting is bounded first. Brackets inside strings do not count. */
function deepFault(text: string): TextFault | null {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === backslash) i += 1;
      else if (code === quote || code === lineFeed) quoted = false;
    } else if (code === quote) quoted = true;
    else if (code === openBracket || code === openBrace) depth += 1;
    else if (code === closeBracket || code === closeBrace) depth -= 1;
    if (depth > limits.jsonDepth) {
      return { offset: i, expected: `at most ${limits.jsonDepth} levels of nesting`, found: 'more' };
    }
  }
  return null;
}

const [lineFeed, quote, openBracket, backslash, closeBracket, openBrace, closeBrace] = [
  0x0a, 0x22, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d,
];

/**
 * The first fault of the text as JSON, or null. Broken text can still nest too deep for the parser: then no
 * place.
 */
function syntaxFault(text: string): TextFault | null {
  try {
    return visitText(text);
  } catch {
    return notJson;
  }
}

function visitText(text: string): TextFault | null {
  const faults: TextFault[] = [];
  const keys: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => {
        keys.push(new Set());
      },
      onObjectEnd: () => {
        keys.pop();
      },
      onObjectProperty: (key, offset) => {
        const seen = keys.at(-1);
        if (seen?.has(key)) faults.push({ offset, expected: 'each key once', found: `${show(key)} again` });
        seen?.add(key);
      },
      onError: (code, offset, length) => {
        faults.push({ offset, expected: wanted[code] ?? 'JSON', found: foundAt(text, offset, length) });
      },
    },
    strict,
  );
  return faults[0] ?? null;
}

function foundAt(text: string, offset: number, length: number): string {
  return offset >= text.length
    ? 'the end of the text'
    : show(text.slice(offset, offset + Math.max(length, 1)));
}

/**
 * What would have been right, by jsonc-parser's error codes (its enum is not usable with isolated modules).
 */
const wanted: Readonly<Partial<Record<ParseErrorCode, string>>> = {
  1: 'a JSON value',
  2: 'a number as JSON writes it',
  3: 'a key in double quotes',
  4: 'a value',
  5: 'a colon',
  6: 'a comma or a closing bracket',
  7: 'a closing brace',
  8: 'a closing bracket',
  9: 'the end of the text',
  10: 'JSON without comments',
  11: 'the end of a comment',
  12: 'the end of a string',
  13: 'the end of a number',
  14: 'four hexadecimal digits after \\u',
  15: 'a known escape after a backslash',
  16: 'a character that JSON allows',
};

function nearest(tree: Node | undefined, path: Path): number {
  if (tree === undefined) return 0;
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length) as JSONPath);
    if (node !== undefined) return node.offset;
  }
  return tree.offset;
}
