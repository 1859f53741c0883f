/**
 * How a refusal reads: one sentence that says what was expected, what was found and where. Everything in this
 * folder that reads foreign text or data answers with a {@link Checked}; nothing throws.
 */
import { limits } from './limits.ts';

export type Checked<T> = { readonly ok: true; readonly value: T } | Refused;

export interface Refused {
  readonly ok: false;
  /** One sentence without a full stop: `expected …, found …, at …`. */
  readonly problem: string;
}

/** Keys and indices from the root of a JSON value. */
export type Path = readonly (string | number)[];

/** A refusal before it is put into words, so that a caller may place it otherwise. */
export interface Fault {
  readonly path: Path;
  readonly expected: string;
  /** As it should read: see {@link show}. */
  readonly found: string;
}

export function accept<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function refuse(problem: string): Refused {
  return { ok: false, problem };
}

/** `expected …, found …, at /network/delayMs/min`; `where` adds line and column when they are known. */
export function sentence(fault: Fault, where = ''): string {
  return `expected ${fault.expected}, found ${fault.found}, at ${pointer(fault.path)}${where}`;
}

/** JSON pointer (RFC 6901); `/` alone for the root, because an empty word would be missed. */
export function pointer(path: Path): string {
  if (path.length === 0) return '/';
  return path
    .map((key) => `/${clip(oneLine(String(key).replaceAll('~', '~0').replaceAll('/', '~1')))}`)
    .join('');
}

/** A found value in a few words, always on one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return oneLine(JSON.stringify(clip(value)));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return clip(String(value));
}

/** `a, b, c` with the surplus counted. */
export function listed(names: readonly string[]): string {
  if (names.length <= limits.shownNames) return names.join(', ');
  return `${names.slice(0, limits.shownNames).join(', ')} and ${names.length - limits.shownNames} more`;
}

function clip(text: string): string {
  return text.length <= limits.shownCharacters ? text : `${text.slice(0, limits.shownCharacters)}…`;
}

/** What would break the line or hide in it becomes a space. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
