/**
 * Composed lies: "its next PRE-PREPARE: version A to 1, version B to 2 and 3, nothing to nobody". A broadcast
 * is split by recipient; who is not named gets the honest copy, and so does everybody whom a lie cannot be
 * told, with the reason.
 */
import type { StepContext } from '../../kernel/context.ts';
import type { Effect } from '../../kernel/effect.ts';
import type { Behaviour, ComposedLie, LieKit, LieTurn, LieVersion } from '../../kernel/lie.ts';
import type { Message } from '../../kernel/message.ts';
import { isRecord } from '../../kernel/signed.ts';
import { limits } from './limits.ts';
import { countIn, replicasIn } from './parameters.ts';
import { copiesOf } from './speech.ts';

export function tellOf(kit: LieKit): Behaviour {
  return {
    title: 'tells composed lies',
    parameters: { lies: { kind: 'lies', says: 'What is told to whom, with which message.' } },
    outbound(turn) {
      const lies = liesIn(turn.parameters.lies);
      const told = [...((turn.memory as readonly number[] | null) ?? lies.map(() => 0))];
      const effects = turn.effects.flatMap((effect) => {
        const number = lies.findIndex((lie, i) => isMeant(lie, effect) && (told[i] ?? 0) < timesOf(lie));
        const lie = lies[number];
        if (lie === undefined) return [effect];
        told[number] = (told[number] ?? 0) + 1;
        return telling(lie, effect, turn, kit);
      });
      return { effects, memory: told };
    },
  };
}

/** A lie as a file may write it, nothing of it checked but that it is one. */
type Lie = Partial<Record<keyof ComposedLie, unknown>>;

function liesIn(value: unknown): readonly Lie[] {
  return Array.isArray(value) ? value.slice(0, limits.lies).filter(isRecord) : [];
}

function timesOf({ times }: Lie): number {
  return countIn(times, [1, limits.times], 1);
}

function isMeant({ type, view, slot }: Lie, effect: Effect): boolean {
  if (effect.kind !== 'send' && effect.kind !== 'broadcast' && effect.kind !== 'reply') return false;
  const message = effect.message as Message & { readonly view?: unknown; readonly slot?: unknown };
  if (message.type !== type) return false;
  return (view === undefined || message.view === view) && (slot === undefined || message.slot === slot);
}

function telling(lie: Lie, effect: Effect, turn: LieTurn, kit: LieKit): readonly Effect[] {
  if (effect.kind !== 'send' && effect.kind !== 'broadcast' && effect.kind !== 'reply') return [effect];
  const { ctx } = turn;
  const copies = effect.kind === 'broadcast' ? copiesOf(effect, ctx) : [effect];
  const nothing: readonly unknown[] = replicasIn(lie.nothing, ctx);
  const versions = versionsIn(lie.versions).map((version) => said(version, effect.message, turn, kit));
  const notes: Effect[] = versions.map(({ to, why }) => cited(effect.message, to, why, ctx));
  if (nothing.length > 0) notes.push(citeOf('lie/nothing', effect.message, nothing, '', ctx));
  const sent = copies.flatMap((copy): readonly Effect[] => {
    if (nothing.includes(copy.to)) return [];
    const version = versions.find(({ to, clients }) =>
      copy.kind === 'reply' ? clients : to.includes(copy.to),
    );
    const message = version?.message ?? copy.message;
    return message === copy.message ? [copy] : [{ ...copy, message } as Effect];
  });
  return [...notes, ...sent];
}

interface Said {
  readonly to: readonly unknown[];
  /** Replies go to one client: the first version is for it. */
  readonly clients: boolean;
  /** Null: it cannot be said, and `why` tells. */
  readonly message: Message | null;
  readonly why: string | null;
}

function versionsIn(value: unknown): readonly Partial<LieVersion>[] {
  return Array.isArray(value) ? value.slice(0, limits.versions).filter(isRecord) : [];
}

function said({ to, edits }: Partial<LieVersion>, message: Message, turn: LieTurn, kit: LieKit): Said {
  const { state, ctx } = turn;
  const lie = kit.alter(message, edits ?? {}, state, ctx);
  const heard = { to: replicasIn(to, ctx), clients: true };
  return 'refused' in lie
    ? { ...heard, message: null, why: lie.refused }
    : { ...heard, message: lie, why: null };
}

function cited(message: Message, to: readonly unknown[], why: string | null, ctx: StepContext): Effect {
  return citeOf(why === null ? 'lie/told' : 'lie/untold', message, to, why ?? '', ctx);
}

function citeOf(
  rule: string,
  { type }: Message,
  to: readonly unknown[],
  why: string,
  { self }: StepContext,
): Effect {
  return { kind: 'cite', rule, because: { self, type, to: to as readonly number[], why } };
}
