/** Lies in words: replicas by their names, other parameters as they are. */
import { expect, it } from 'vitest';
import { lieWords } from '../../src/projection/lie-words.ts';

it.each([
  [{ as: 'equivocate', a: [1], b: [2, 3] }, 'equivocate (A to R1, B to R2, R3)'],
  [{ as: 'silent-to', to: [0] }, 'silent-to (to R0)'],
  [{ as: 'delay', byMs: 100, types: ['COMMIT', 'PREPARE'] }, 'delay (byMs 100, types COMMIT+PREPARE)'],
  [{ as: 'silent' }, 'silent'],
  [{ as: 'equivocate', a: [], b: 'x' }, 'equivocate (a none, b x)'],
])('%j reads %s', (command, words) => {
  expect(lieWords(command)).toBe(words);
});
