/**
 * What mattered between two moments, in parts of a sentence for the live region: acts and faults, views that
 * began, slots committed. Read from the marks that the scrubber is painted with.
 */
import type { RunInfo, TimelineMark } from '../runtime/api.ts';
import { counted } from './panels/words.ts';

/** Texts of one kind that are said whole. */
const WHOLE = 2;

type Run = Pick<RunInfo, 'marks' | 'protocol'>;

/** Everything: for a move that goes far. */
export function mattered({ marks, protocol }: Run, from: number, to: number): readonly string[] {
  const between = within(marks, from, to);
  return [...faults(between), ...views(between, protocol.viewWord), ...commits(between)];
}

/** What a Round's own sentence does not show: who stands where says that a slot is committed. */
export function stirred({ marks, protocol }: Run, from: number, to: number): readonly string[] {
  const between = within(marks, from, to);
  return [...faults(between), ...views(between, protocol.viewWord)];
}

function within(marks: readonly TimelineMark[], from: number, to: number): readonly TimelineMark[] {
  return marks.filter(({ cursor }) => cursor > from && cursor <= to);
}

/** "R3 crashes"; "5 acts and faults, the last: R3 crashes" */
function faults(marks: readonly TimelineMark[]): readonly string[] {
  const texts = marks.filter(({ kind }) => kind === 'fault').map(({ text }) => withinSentence(text));
  if (texts.length <= WHOLE) return texts;
  return [`${counted(texts.length, 'act or fault', 'acts and faults')}, the last: ${texts.at(-1)}`];
}

/** "view 1, led by R1, began"; "3 views began, the last is view 3, led by R3" */
function views(marks: readonly TimelineMark[], viewWord = 'view'): readonly string[] {
  const texts = marks.filter(({ kind }) => kind === 'view').map(({ text }) => text);
  const last = texts.at(-1);
  if (last === undefined) return [];
  if (texts.length === 1) return [`${last}, began`];
  return [`${counted(texts.length, viewWord)} began, the last is ${last}`];
}

/** "slot 3 was committed", "slots 3 to 7 were committed", "4 slots were committed" */
function commits(marks: readonly TimelineMark[]): readonly string[] {
  const slots = marks.flatMap(({ kind, number }) =>
    kind === 'commit' && number !== undefined ? [number] : [],
  );
  const [first] = slots;
  if (first === undefined) return [];
  if (slots.length === 1) return [`slot ${first} was committed`];
  const inRow = slots.every((slot, index) => slot === first + index);
  const which = inRow ? `slots ${first} to ${first + slots.length - 1}` : counted(slots.length, 'slot');
  return [`${which} were committed`];
}

/** Results that clients accepted between two cursors. */
export function answered(marks: readonly TimelineMark[], from: number, to: number): readonly TimelineMark[] {
  return within(marks, from, to).filter(({ kind }) => kind === 'accepted');
}

/** "c0 accepts a result"; "clients accepted 5 results" */
export function answeredWords(marks: readonly TimelineMark[]): string {
  const [first] = marks;
  if (first !== undefined && marks.length === 1) return first.text;
  return `clients accepted ${counted(marks.length, 'result')}`;
}

/** "the network heals"; names stay as they are. */
function withinSentence(text: string): string {
  return text.replace(/^(?:A|The)(?= )/, (word) => word.toLowerCase());
}
