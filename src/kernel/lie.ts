/**
 * Lying. A behaviour wraps an honest replica: it sees every input with what the replica made of it, and says
 * what leaves. It signs with this replica's key alone, so it can contradict itself but never speak for
 * another. A protocol's lie kit says what of a message a liar may say differently.
 */
import type { StepContext } from './context.ts';
import type { Effect } from './effect.ts';
import type { Input } from './input.ts';
import type { Message } from './message.ts';

/** A way to lie. Pure: whatever it has to remember is in its memory, so that a run can go on anywhere. */
export interface Behaviour<S = unknown> {
  /** What it does, for a menu: "says nothing to anybody". */
  readonly title: string;
  /** What a `behave` command may say besides `as`, by name. Absent: anything plain. */
  readonly parameters?: Readonly<Record<string, LieParameter>>;
  /** False: this input does not reach the protocol, whose state stays. Absent: it hears everything. */
  hears?(input: Input, turn: Pick<LieTurn<S>, 'memory' | 'parameters' | 'ctx'>): boolean;
  /** What is done instead of `turn.effects`. */
  outbound(turn: LieTurn<S>): LieOutcome;
}

/** One event at a liar. */
export interface LieTurn<S = unknown> {
  readonly input: Input;
  /** The protocol's state before the event and after it. */
  readonly before: S;
  readonly state: S;
  /** What an honest replica would do, answers of the application included. */
  readonly effects: readonly Effect[];
  /** What the last turn left; null at first, and again after a crash. */
  readonly memory: unknown;
  /** Those of the `behave` command: plain data that may be anything. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly ctx: StepContext;
  /**
   * Another honest copy of this replica, with its own ledger, takes in an input: what a twin is made of. Null
   * begins with what this replica was before the event.
   */
  again(copy: Copy | null, input: Input): { readonly copy: Copy; readonly effects: readonly Effect[] };
}

/** A protocol state with its application: plain data, opaque to behaviours. */
export type Copy = { readonly copy: 'opaque' };

export interface LieOutcome {
  readonly effects: readonly Effect[];
  /** Immutable plain data for the next turn. */
  readonly memory: unknown;
}

/** One parameter of a behaviour: for forms, for the check of files and for drawn scenarios. */
export type LieParameter = { readonly says: string; readonly optional?: boolean } & (
  | { readonly kind: 'replicas' }
  /** A list of replicas as well; no replica stands on two sides of one lie. */
  | { readonly kind: 'side' }
  /** A list of message types. */
  | { readonly kind: 'types' }
  /** One client, `c0`. */
  | { readonly kind: 'client' }
  | { readonly kind: 'count' | 'ms'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** A list of {@link ComposedLie}. */
  | { readonly kind: 'lies' }
);

/** "Its next PRE-PREPARE: version A to 1, version B to 2 and 3, nothing to nobody." */
export interface ComposedLie {
  /** Message type that it is told with. */
  readonly type: string;
  /** Only messages of this view or slot, where given. */
  readonly view?: number;
  readonly slot?: number;
  /** How many messages it is told with; 1 if not given. */
  readonly times?: number;
  /** Who hears what; who is in no version and not in `nothing` hears the honest one. */
  readonly versions?: readonly LieVersion[];
  readonly nothing?: readonly number[];
}

export interface LieVersion {
  readonly to: readonly number[];
  readonly edits: LieEdits;
}

/** New values by the name of a field. */
export type LieEdits = Readonly<Record<string, unknown>>;

/** What of a message can be said differently, and the message that says it. Both are total. */
export interface LieKit<S = unknown> {
  /** Every field with its value now, in reading order; an empty list for a message without a shape. */
  fields(message: Message, state: S, ctx: LieContext): readonly LieField[];
  /**
   * The message with these edits, signed anew with this replica's own key; well formed, though nobody needs
   * to believe it. A refusal names field, what is expected and what was found.
   */
  alter(message: Message, edits: LieEdits, state: S, ctx: StepContext): Message | LieRefusal;
}

/** What fields need to know: no key. */
export type LieContext = Pick<StepContext, 'self' | 'replicas' | 'faults' | 'options'>;

export interface LieRefusal {
  readonly refused: string;
}

export interface LieField {
  /** Its name in `edits`: "view", "digest", "prepared". */
  readonly field: string;
  /** What it says now, as an edit would say it. */
  readonly value: LieValue;
  /** The same in words. */
  readonly text: string;
  /** How it can be edited; null: it cannot, and `cannot` says why. */
  readonly edit: LieEdit | null;
  /** "signed by R2: R0 has no key of R2" */
  readonly cannot: string | null;
}

export type LieValue = string | number | boolean | null | readonly (string | number)[];

export type LieEdit =
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'flag' }
  /** One of what this replica knows. */
  | { readonly kind: 'choice'; readonly choices: readonly LieChoice[] }
  /** Some of what the list holds: members can be left out. */
  | { readonly kind: 'subset'; readonly members: readonly LieChoice[] };

export interface LieChoice {
  readonly value: string | number | null;
  readonly text: string;
}
