/** A lie while it is being composed: who hears which version, and what version B says differently. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { ComposedLie } from '../../kernel/lie.ts';
import type { LieSheet } from '../../runtime/api.ts';

/** `A`: the honest one. */
export type Hears = 'A' | 'B' | 'nothing';

export type Edits = Readonly<Record<string, unknown>>;

export interface Composing {
  readonly liar: ReplicaId;
  /** The type that was chosen; null: whatever it says next. */
  readonly type: string | null;
  readonly hears: Readonly<Record<ReplicaId, Hears>>;
  /** What version B says, by field. */
  readonly edits: Edits;
}

export function newComposing(liar: ReplicaId): Composing {
  return { liar, type: null, hears: {}, edits: {} };
}

export function hearsOf({ hears }: Composing, replica: ReplicaId): Hears {
  return hears[replica] ?? 'A';
}

/** A, then B, then nothing, then A again. */
export function nextHears(hears: Hears): Hears {
  if (hears === 'A') return 'B';
  return hears === 'B' ? 'nothing' : 'A';
}

/** The lie as a command says it: this one message of that view and slot. */
export function lieOf(composing: Composing, sheet: LieSheet, replicas: number): ComposedLie {
  const ids = Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== composing.liar);
  const to = (wanted: Hears) => ids.filter((id) => hearsOf(composing, id) === wanted);
  const [b, nothing] = [to('B'), to('nothing')];
  return {
    type: sheet.type,
    ...(sheet.view !== null && { view: sheet.view }),
    ...(sheet.slot !== null && { slot: sheet.slot }),
    ...(b.length > 0 && { versions: [{ to: b, edits: composing.edits }] }),
    ...(nothing.length > 0 && { nothing }),
  };
}

/** Why this is no lie yet, in one sentence; null when it is one. */
export function notYet(composing: Composing, replicas: number): string | null {
  const ids = Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== composing.liar);
  const b = ids.some((id) => hearsOf(composing, id) === 'B');
  const edited = Object.keys(composing.edits).length > 0;
  if (b && !edited) return 'Version B says the same as version A: change one of its fields.';
  if (!b && !ids.some((id) => hearsOf(composing, id) === 'nothing'))
    return 'Everybody hears the honest version: choose who hears B or nothing.';
  return null;
}

/** Lies that this replica was told to tell before, out of the session: a new one is added to them. */
export function liesBefore(session: unknown, liar: ReplicaId): readonly unknown[] {
  const commands = (session as { session?: { commands?: readonly unknown[] } } | null)?.session?.commands;
  const own = (commands ?? []).filter(
    (one): one is { as: string; lies?: readonly unknown[] } =>
      typeof one === 'object' && one !== null && 'replica' in one && one.replica === liar && 'as' in one,
  );
  const last = own.at(-1);
  return last?.as === 'tell' && Array.isArray(last.lies) ? last.lies : [];
}
