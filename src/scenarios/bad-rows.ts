/**
 * The rows of a command file that are refused: the first ones word by word, the others counted, so that a
 * person mends a file in one go.
 */
import { limits } from './limits.ts';
import { accept, type Checked, refuse } from './problem.ts';

export interface BadRows {
  /** @param problem `line 3, column 5 (amount): expected …, found …` */
  add(problem: string): void;
  /** What is given, when no row was bad. */
  unless<T>(value: T): Checked<T>;
}

export function badRows(): BadRows {
  const named: string[] = [];
  let more = 0;
  return {
    add(problem) {
      if (named.length < limits.namedRows) named.push(problem);
      else more += 1;
    },
    unless(value) {
      if (named.length === 0) return accept(value);
      return refuse(
        `${named.join('; ')}${more === 0 ? '' : `; and ${more} more ${more === 1 ? 'row' : 'rows'}`}`,
      );
    },
  };
}
