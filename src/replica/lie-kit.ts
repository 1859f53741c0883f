/**
 * Helpers for lie kits: a message as a list of fields, each with what it says and how it can be changed, and
 * edits checked against them. Edits come from files and pages and may be anything: the answer to a bad one is
 * a sentence with field, expected and found.
 */

import type { LieChoice, LieEdit, LieField, LieRefusal, LieValue } from '../kernel/lie.ts';
import { isRecord } from '../kernel/signed.ts';

/** A field that knows how to write itself into a draft of its message. */
export interface Editable<M> extends LieField {
  readonly set: ((draft: M, value: LieValue) => M) | null;
  /** What besides its choices an edit may name; null: it cannot. */
  readonly reads?: (value: unknown) => LieValue | undefined;
}

/** Fields in an edit; more than any message has. */
const mostEdits = 64;

/** A number; an edit may also say "+2" or "-1" from what is there. */
export function numberField<M>(
  field: string,
  value: number,
  [least, most]: readonly [number, number],
  set: (draft: M, value: number) => M,
): Editable<M> {
  const edit = { kind: 'number', least, most } as const;
  const write = (draft: M, next: LieValue): M => set(draft, next as number);
  return { field, value, text: String(value), edit, cannot: null, set: write };
}

export function flagField<M>(
  field: string,
  value: boolean,
  set: (draft: M, value: boolean) => M,
): Editable<M> {
  const write = (draft: M, next: LieValue): M => set(draft, next as boolean);
  return { field, value, text: String(value), edit: { kind: 'flag' }, cannot: null, set: write };
}

/** One of several; `reads` turns other ways to say it into a value, undefined for nonsense. */
export function choiceField<M>(
  field: string,
  { value, text }: LieChoice,
  choices: readonly LieChoice[],
  set: (draft: M, value: string | number | null) => M,
  reads?: Editable<M>['reads'],
): Editable<M> {
  const edit = { kind: 'choice', choices } as const;
  const write = (draft: M, next: LieValue): M => set(draft, next as string | number | null);
  return { field, value, text, edit, cannot: null, set: write, ...(reads && { reads }) };
}

/** A list of which members can be left out, but none added: they are signed by others. */
export function subsetField<M>(
  field: string,
  members: readonly LieChoice[],
  set: (draft: M, kept: ReadonlySet<string | number>) => M,
): Editable<M> {
  const value = members.map((member) => member.value as string | number);
  const text = members.length === 0 ? 'none' : members.map((member) => member.text).join(', ');
  const write = (draft: M, next: LieValue): M => set(draft, new Set(next as readonly (string | number)[]));
  return { field, value, text, edit: { kind: 'subset', members }, cannot: null, set: write };
}

/** What this liar cannot say differently, and why not. */
export function fixedField<M>(field: string, value: LieValue, cannot: string, text?: string): Editable<M> {
  return { field, value, text: text ?? String(value), edit: null, cannot, set: null };
}

/** The draft with all edits made, or why one of them cannot be. */
export function edited<M extends object>(
  fields: readonly Editable<M>[],
  draft: M,
  edits: unknown,
): { readonly draft: M } | LieRefusal {
  if (!isRecord(edits)) return { refused: `edits: expected an object, found ${shown(edits)}` };
  const names = Object.keys(edits);
  if (names.length > mostEdits) return { refused: `edits: expected at most ${mostEdits} fields, found more` };
  const stranger = names.find((name) => !fields.some(({ field }) => field === name));
  if (stranger !== undefined) {
    const known = fields.map(({ field }) => field).join(', ');
    return {
      refused: `${shown(stranger)}: expected one of the fields ${known || 'none'}, found no such field`,
    };
  }
  let next = draft;
  // In the order of the fields, not of the edits: what follows from another field can still be set by itself.
  for (const field of fields) {
    if (!Object.hasOwn(edits, field.field)) continue;
    const value = edits[field.field];
    const read = field.edit === null || field.set === null ? null : readEdit(field, field.edit, value);
    if (read === null || field.set === null || field.edit === null) {
      return { refused: `${field.field}: ${field.cannot}` };
    }
    if (read === undefined) {
      return { refused: `${field.field}: expected ${expected(field.edit)}, found ${shown(value)}` };
    }
    next = field.set(next, read.value);
  }
  return { draft: next };
}

/** Without what only the kit needs. */
export function bareField<M>({ field, value, text, edit, cannot }: Editable<M>): LieField {
  return { field, value, text, edit, cannot };
}

/** Undefined for what the field does not take. */
function readEdit<M>(field: Editable<M>, edit: LieEdit, value: unknown): { value: LieValue } | undefined {
  switch (edit.kind) {
    case 'number': {
      const number = typeof value === 'string' ? relative(field.value, value) : value;
      if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined;
      return number >= edit.least && number <= edit.most ? { value: number } : undefined;
    }
    case 'flag':
      return typeof value === 'boolean' ? { value } : undefined;
    case 'choice': {
      const found = edit.choices.find((choice) => choice.value === value);
      if (found !== undefined) return { value: found.value };
      const read = field.reads?.(value);
      return read === undefined ? undefined : { value: read };
    }
    case 'subset': {
      if (!Array.isArray(value) || value.length > edit.members.length) return undefined;
      const isMember = (one: unknown) => edit.members.some((member) => member.value === one);
      return new Set(value).size === value.length && value.every(isMember) ? { value } : undefined;
    }
  }
}

/** "+2" of 5 is 7. */
function relative(value: LieValue, change: string): number | undefined {
  if (typeof value !== 'number' || !/^[+-][0-9]{1,9}$/.test(change)) return undefined;
  return value + Number(change);
}

function expected(edit: LieEdit): string {
  switch (edit.kind) {
    case 'number':
      return `a whole number from ${edit.least} to ${edit.most}, or a change such as "+1"`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${named(edit.choices)}`;
    case 'subset':
      return `a list of some of ${named(edit.members)}, each once`;
  }
}

const mostNamed = 12;

function named(choices: readonly LieChoice[]): string {
  if (choices.length === 0) return 'nothing';
  const names = choices.slice(0, mostNamed).map(({ value }) => String(value));
  return `${names.join(', ')}${choices.length > mostNamed ? ', …' : ''}`;
}

/** A foreign value in a few printable characters. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.replace(/[^ -~]/g, '?').slice(0, 40);
}
