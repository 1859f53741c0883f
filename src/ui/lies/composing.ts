/** A lie while it is composed: who hears which version, what version B says differently, who joins in. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { ComposedLie, LieField } from '../../kernel/lie.ts';
import type { Intervention, LieSheet, LieVote } from '../../runtime/api.ts';

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
  /** Who votes for B towards those who hear B; the liar itself may be among them. */
  readonly along: readonly ReplicaId[];
}

export function newComposing(liar: ReplicaId): Composing {
  return { liar, type: null, hears: {}, edits: {}, along: [] };
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
function lieOf(composing: Composing, sheet: LieSheet, replicas: number): ComposedLie {
  const [b, nothing] = [hearers(composing, replicas, 'B'), hearers(composing, replicas, 'nothing')];
  return {
    ...messageOf(sheet),
    ...(b.length > 0 && { versions: [{ to: b, edits: composing.edits }] }),
    ...(nothing.length > 0 && { nothing }),
  };
}

/** Votes of one replica that could say version B too. */
export interface VotesAlong {
  readonly replica: ReplicaId;
  readonly votes: readonly LieVote[];
}

/** Whose votes could say what version B says to those who hear it. Who hears B votes for it anyway. */
export function votesAlong(composing: Composing, { votes }: Pick<LieSheet, 'votes'>): readonly VotesAlong[] {
  const edits = Object.entries(composing.edits);
  const isHeard = Object.values(composing.hears).includes('B');
  const able = votes.filter(
    ({ replica, fields }) =>
      isHeard &&
      edits.length > 0 &&
      (replica === composing.liar || hearsOf(composing, replica) === 'A') &&
      edits.every(([name, value]) => canSay(fields, name, value)),
  );
  const replicas = [...new Set(able.map(({ replica }) => replica))];
  return replicas.map((replica) => ({ replica, votes: able.filter((vote) => vote.replica === replica) }));
}

function canSay(fields: readonly LieField[], name: string, value: unknown): boolean {
  const edit = fields.find(({ field }) => field === name)?.edit;
  return edit?.kind === 'choice' && edit.choices.some((choice) => choice.value === value);
}

/** The whole lie as commands, one per liar; the first is the one that it was composed for. */
export function liesToTell(
  composing: Composing,
  sheet: LieSheet,
  session: unknown,
  replicas: number,
): readonly Intervention[] {
  const joining = votesAlong(composing, sheet).filter(({ replica }) => composing.along.includes(replica));
  const liars = [composing.liar, ...joining.map(({ replica }) => replica)];
  return [...new Set(liars)].map((liar) => {
    const own = joining.find(({ replica }) => replica === liar)?.votes ?? [];
    const lies = [
      ...liesBefore(session, liar),
      ...(liar === composing.liar ? [lieOf(composing, sheet, replicas)] : []),
      ...own.map((vote) => voteLie(composing, vote, replicas)),
    ];
    return { do: 'behave', replica: liar, as: 'tell', lies };
  });
}

function voteLie(composing: Composing, vote: LieVote, replicas: number): ComposedLie {
  const to = hearers(composing, replicas, 'B').filter((id) => id !== vote.replica);
  return { ...messageOf(vote), versions: [{ to, edits: composing.edits }] };
}

function messageOf({ type, view, slot }: Pick<LieVote, 'type' | 'view' | 'slot'>) {
  return { type, ...(view !== null && { view }), ...(slot !== null && { slot }) };
}

function hearers(composing: Composing, replicas: number, wanted: Hears): ReplicaId[] {
  const ids = Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== composing.liar);
  return ids.filter((id) => hearsOf(composing, id) === wanted);
}

/** Why this is no lie yet, in one sentence; null when it is one. */
export function notYet(composing: Composing, replicas: number): string | null {
  const hears = (wanted: Hears) => hearers(composing, replicas, wanted).length > 0;
  const edited = Object.keys(composing.edits).length > 0;
  if (hears('B') && !edited) return 'Version B says the same as version A: change one of its fields.';
  if (!hears('B') && !hears('nothing'))
    return 'Everybody hears the honest version: choose who hears B or nothing.';
  return null;
}

/** Lies that this replica was told to tell before, out of the session: a new one is added to them. */
function liesBefore(session: unknown, liar: ReplicaId): readonly unknown[] {
  const commands = (session as { session?: { commands?: readonly unknown[] } } | null)?.session?.commands;
  const own = (commands ?? []).filter(
    (one): one is { as: string; lies?: readonly unknown[] } =>
      typeof one === 'object' && one !== null && 'replica' in one && one.replica === liar && 'as' in one,
  );
  const last = own.at(-1);
  return last?.as === 'tell' && Array.isArray(last.lies) ? last.lies : [];
}
