/**
 * Building blocks of the schemas. Each carries the words that finish "expected …" as its message, so that a
 * refusal is put together from one place, and a description for the JSON Schema.
 */
import * as v from 'valibot';
import { isRecord } from '../kernel/signed.ts';
import { limits } from './limits.ts';
import { type Fault, listed, show } from './problem.ts';

/** Runs a schema; the first fault, or the value with defaults filled in. */
export function check<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): { readonly value: v.InferOutput<S> } | { readonly fault: Fault } {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { value: result.output };
  const issue: v.BaseIssue<unknown> = result.issues[0];
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { fault: { path, expected: issue.message, found: show(issue.input) } };
}

type Words = (issue: v.StrictObjectIssue) => string;
type ObjectOf<E extends v.ObjectEntries> = v.StrictObjectSchema<E, Words>;

/** An object with exactly these keys; for one option of a variant, which must be bare. */
export function bareObject<const E extends v.ObjectEntries>(entries: E): ObjectOf<E> {
  const words: Words = (issue) => {
    if (issue.expected === 'Object') return 'an object';
    if (issue.expected === 'never') return `one of the keys ${listed(Object.keys(entries))}`;
    return `the key ${issue.expected}`;
  };
  return v.strictObject(entries, words);
}

/** An object with exactly these keys. */
export function object<const E extends v.ObjectEntries>(entries: E, description = ''): ObjectOf<E> {
  // The pipe accepts and refuses what the bare object does, and refuses [] too, which the library takes for
  // an object.
  return v.pipe(
    v.unknown(),
    v.check(isRecord, 'an object'),
    bareObject(entries),
    v.description(description),
  ) as unknown as ObjectOf<E>;
}

export function integer(least: number, most: number, description = '') {
  const words = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(least, words),
    v.maxValue(most, words),
    v.transform(positiveZero),
    v.description(description),
  );
}

/** Milliseconds that are a whole number of microseconds. */
export function milliseconds(least: number, most: number, description = '') {
  const words = `a number of milliseconds from ${least} to ${most} with at most 3 decimals`;
  return v.pipe(
    v.number(words),
    v.minValue(least, words),
    v.maxValue(most, words),
    v.check(isMicroseconds, words),
    v.transform(positiveZero),
    v.description(description),
  );
}

export function rate(description = '') {
  const words = 'a number from 0 to 1';
  return v.pipe(
    v.number(words),
    v.minValue(0, words),
    v.maxValue(1, words),
    v.transform(positiveZero),
    v.description(description),
  );
}

export function text(most: number, description = '') {
  const words = `a text of at most ${most} characters`;
  return v.pipe(v.string(words), v.maxLength(most, words), v.description(description));
}

export function matching(pattern: RegExp, words: string, description = '') {
  return v.pipe(v.string(words), v.regex(pattern, words), v.description(description));
}

export function list<S extends v.GenericSchema>(item: S, most: number, description = '') {
  const words = `a list of at most ${most}`;
  return v.pipe(v.array(item, words), v.maxLength(most, words), v.description(description));
}

export function choice<const T extends readonly string[]>(options: T) {
  return v.picklist(options, options.length === 1 ? show(options[0]) : `one of ${listed(options)}`);
}

export function flag(description = '') {
  return v.pipe(v.boolean('true or false'), v.description(description));
}

/** The number of a replica; whether there is one of that number is checked later. */
export const replica = integer(0, limits.replicasMost - 1, 'A replica, from 0 to n − 1.');

const endWords = 'a replica number or a client such as "c0"';

/** A replica's number, or a client's name. */
export const endpoint = v.union([replica, matching(/^c(0|[1-9][0-9]{0,2})$/, endWords)], endWords);

/** True iff the number is what a decimal with three places reads as. */
function isMicroseconds(ms: number): boolean {
  return Math.round(ms * 1000) / 1000 === ms;
}

/** JSON can say −0, which would be another value in the canonical encoding. */
function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}
