/**
 * What a broken promise reads like, wherever the page speaks of it: the bar above the stage, the live region,
 * a lecture. Values have the letters that they carry on the stage (VISUAL 3).
 */
import type { Broken, ContestedValue, Frame } from '../projection/frame.ts';
import { nameOfProperty } from './panels/property-names.ts';
import { seatNames } from './panels/words.ts';

export interface BrokenWords {
  /** "Prepared unique is violated" */
  readonly title: string;
  /** What was promised; null when nobody has words for it. */
  readonly promise: string | null;
  /** The facts that contradict each other. */
  readonly facts: string;
  /** How many are faulty, held against what the protocol promises to survive; null when that says nothing. */
  readonly faults: string | null;
}

export function brokenWords(broken: Broken, { contested, faulty }: Frame): BrokenWords {
  const { title, meaning } = nameOfProperty(broken.property);
  return {
    title: `${title} is violated`,
    promise: meaning ?? broken.promise,
    facts: withLetters(broken.because, contested, broken.slot),
    faults: faultWords(broken, faulty),
  };
}

/** The same in one breath. */
export function spokenBroken(broken: Broken, frame: Frame): string {
  const { title, facts, faults } = brokenWords(broken, frame);
  return [`${title}.`, facts, faults ?? ''].filter((part) => part !== '').join(' ');
}

/** What the last event itself broke; null for nothing. */
export function brokenHere({ broken, cursor }: Pick<Frame, 'broken' | 'cursor'>): Broken | null {
  return broken !== undefined && broken.event === cursor - 1 ? broken : null;
}

const DIGITS = /\b([0-9a-f]{8}\b|[0-9a-f]{4}(?=…))…?/g;

/**
 * "56fd…" and "56fdb6e3" become "A 56fd" on one line: a letter, and four digits (VISUAL 3). Letters are those
 * of one slot: of this one, or of another that has a letter for each of the values.
 */
export function withLetters(text: string, contested: readonly ContestedValue[], slot: number | null): string {
  const starts = [...text.matchAll(DIGITS)].map(([, start = '']) => start);
  const lettersOf = (at: number | null) => contested.filter((value) => value.slot === at);
  const has = (values: readonly ContestedValue[], start: string) =>
    values.find(({ digest }) => digest.startsWith(start));
  const others = [...new Set(contested.map((value) => value.slot))];
  const whole = others.find((at) => starts.every((start) => has(lettersOf(at), start) !== undefined));
  // Where letters go by view, a slot's number says nothing.
  const own = contested.some(({ byView }) => byView) ? [] : lettersOf(slot);
  const values = own.length > 0 ? own : lettersOf(whole ?? null);
  return text.replace(DIGITS, (digits, start: string) => {
    const value = has(values, start);
    return value === undefined ? digits : `${value.letter}\u00a0${start.slice(0, 4)}`;
  });
}

function faultWords({ kind }: Broken, { now, limit }: Frame['faulty']): string | null {
  const who = `${seatNames(now)} ${now.length === 1 ? 'is' : 'are'} faulty`;
  if (now.length > limit) return `${who}: more than the f = ${limit} that the protocol promises to survive.`;
  if (kind === 'eventually') return null;
  if (now.length === 0) return 'Nobody is faulty: the protocol had to prevent this.';
  return `${who}, no more than f = ${limit}: the protocol had to prevent this.`;
}
