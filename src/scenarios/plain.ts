/**
 * Plain data: what JSON can say. Checked before anything else looks at a foreign value, so that neither a
 * cycle nor an exotic object can surprise the code behind.
 */
import { limits } from './limits.ts';
import { type Fault, type Path, show } from './problem.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The first thing in `value` that JSON cannot say or that is too deep or too much; null if there is none. */
export function plainFault(value: unknown): Fault | null {
  return walk(value, [], { left: limits.values });
}

function walk(value: unknown, path: Path, budget: { left: number }): Fault | null {
  budget.left -= 1;
  if (budget.left < 0) return { path, expected: `at most ${limits.values} values`, found: 'more' };
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return null;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : { path, expected: 'a finite number', found: show(value) };
  }
  if (typeof value !== 'object') return { path, expected: 'a JSON value', found: typeof value };
  if (path.length >= limits.jsonDepth) {
    return { path, expected: `at most ${limits.jsonDepth} levels of nesting`, found: 'more' };
  }
  return Array.isArray(value) ? walkArray(value, path, budget) : walkObject(value, path, budget);
}

function walkArray(value: readonly unknown[], path: Path, budget: { left: number }): Fault | null {
  for (let i = 0; i < value.length; i++) {
    const fault = walk(value[i], [...path, i], budget);
    if (fault !== null) return fault;
  }
  return null;
}

function walkObject(value: object, path: Path, budget: { left: number }): Fault | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return { path, expected: 'a plain object', found: 'an object of another kind' };
  }
  for (const [key, member] of Object.entries(value)) {
    // As a key it would set an object's prototype instead of a member.
    if (key === '__proto__') return { path: [...path, key], expected: 'another key', found: show(key) };
    const fault = walk(member, [...path, key], budget);
    if (fault !== null) return fault;
  }
  return null;
}
