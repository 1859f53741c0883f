/**
 * Command-line arguments: flags with and without a value, known by name; anything else is refused with its
 * place.
 */
import { accept, type Checked, listed, refuse, show } from '../scenarios/problem.ts';

export interface Shape {
  /** Names of what must be given, in order: `FILE`. */
  readonly positionals: readonly string[];
  /** More of the last kind may follow: `FILE…`. */
  readonly more?: boolean;
  readonly flags: Readonly<Record<string, 'switch' | 'value'>>;
}

export interface Arguments {
  readonly positionals: readonly string[];
  has(flag: string): boolean;
  /** Value of a flag; null if it is not given. */
  value(flag: string): string | null;
}

/** Reads `--flag value` and `--flag=value`. A flag that is given twice is refused. */
export function readArguments(args: readonly string[], shape: Shape): Checked<Arguments> {
  const positionals: string[] = [];
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    if (!argument.startsWith('-') || argument === '-') {
      positionals.push(argument);
      continue;
    }
    const [flag, inline] = splitFlag(argument);
    const problem = flagProblem(flag, inline, given, shape);
    if (problem !== null) return refuse(`${problem}, at argument ${i + 1}`);
    if (shape.flags[flag] === 'switch') {
      given.set(flag, '');
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined) return refuse(`expected a value, found nothing, at ${flag}`);
    given.set(flag, value);
  }
  return (
    counted(positionals, shape) ??
    accept({ positionals, has: (f) => given.has(f), value: (f) => given.get(f) ?? null })
  );
}

/** A whole number that a flag gives; `absent` if it is not given. */
export function wholeNumber(args: Arguments, flag: string): Checked<number | null> {
  const written = args.value(flag);
  if (written === null) return accept(null);
  const value = /^[0-9]{1,16}$/.test(written) ? Number(written) : Number.NaN;
  if (Number.isSafeInteger(value)) return accept(value);
  return refuse(
    `expected a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, found ${show(written)}, at ${flag}`,
  );
}

function splitFlag(argument: string): readonly [flag: string, inline: string | null] {
  const equals = argument.indexOf('=');
  return equals === -1 ? [argument, null] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function flagProblem(
  flag: string,
  inline: string | null,
  given: ReadonlyMap<string, string>,
  { flags }: Shape,
): string | null {
  const kind = Object.hasOwn(flags, flag) ? flags[flag] : undefined;
  if (kind === undefined) {
    const names = Object.keys(flags);
    return `expected ${names.length === 0 ? 'no flags' : `one of ${listed(names)}`}, found ${show(flag)}`;
  }
  if (given.has(flag)) return `expected ${flag} once, found it again`;
  return kind === 'switch' && inline !== null
    ? `expected ${flag} without a value, found ${show(inline)}`
    : null;
}

function counted(positionals: readonly string[], shape: Shape): Checked<never> | null {
  const wanted = shape.positionals;
  const missing = wanted[positionals.length];
  if (missing !== undefined) return refuse(`expected ${missing}, found nothing, at the end of the arguments`);
  const surplus = positionals[wanted.length];
  if (surplus === undefined || shape.more === true) return null;
  const expected = wanted.length === 0 ? 'no further arguments' : `nothing after ${listed(wanted)}`;
  return refuse(`expected ${expected}, found ${show(surplus)}, at the arguments`);
}
