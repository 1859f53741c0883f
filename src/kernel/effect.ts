/**
 * Everything that a replica can want done. Effects are a list, never a callback: engine, checker, transcript
 * and page read the same list. Order matters: `persist` stands before any send that binds the replica.
 */
import type { Snapshot } from './application.ts';
import type {
  ClientId,
  Digest,
  RefusalCode,
  ReplicaId,
  RuleId,
  Slot,
  TimerName,
  TimeUs,
  View,
} from './ids.ts';
import type { Message, Reply, Request } from './message.ts';

export type Effect =
  | Send
  /** To all *other* replicas; the replica handles its own copy in the same step. */
  | { readonly kind: 'broadcast'; readonly message: Message; readonly resend?: true }
  | SendReply
  /** Replaces what was armed under this name. */
  | { readonly kind: 'arm'; readonly timer: TimerName; readonly after: TimeUs }
  | { readonly kind: 'disarm'; readonly timer: TimerName }
  /** Writes one record of stable storage; `null` removes it. */
  | { readonly kind: 'persist'; readonly key: string; readonly value: unknown }
  | Commit
  /** Tentative execution on a copy (OSDI'99 §5.1): a later `commit` of the slot makes it final. */
  | { readonly kind: 'execute'; readonly slot: Slot; readonly commands: readonly Request[] }
  /** Forget the tentative copy. */
  | { readonly kind: 'rollback' }
  /** The application state becomes `snapshot`, verified by the protocol, as of `slot`. */
  | { readonly kind: 'restore'; readonly slot: Slot; readonly snapshot: Snapshot }
  /** A checkpoint became stable here: the application root at `slot`, and the q CHECKPOINTs that prove it. */
  | {
      readonly kind: 'stable';
      readonly slot: Slot;
      readonly root: Digest;
      readonly certificate: readonly Message[];
    }
  /** The input was not accepted, and why; `because` holds the numbers of the sentence. */
  | { readonly kind: 'refuse'; readonly why: RefusalCode; readonly because: Because }
  /** This rule fired, with the values that made it true: for the reader; not in the trace hash. */
  | { readonly kind: 'cite'; readonly rule: RuleId; readonly because: Because };

/** To one other replica. `resend`: said before, counted apart. */
export interface Send extends Waits {
  readonly kind: 'send';
  readonly to: ReplicaId;
  readonly message: Message;
  readonly resend?: true;
}

export interface SendReply extends Waits {
  readonly kind: 'reply';
  readonly to: ClientId;
  readonly message: Reply;
  readonly resend?: true;
}

/** What only a liar does: an honest replica sends at once. */
interface Waits {
  /** Waits so long before it sends; the network adds it to the delay, up to its limit. */
  readonly late?: TimeUs;
  /** The copy stays at the sender until a command says what becomes of it. */
  readonly held?: true;
}

/**
 * A slot is decided. The application executes `execute`, which leaves out what was executed under an earlier
 * slot.
 */
export interface Commit {
  readonly kind: 'commit';
  readonly slot: Slot;
  readonly view: View;
  /** What was decided; `null` for a null request, which executes nothing. */
  readonly digest: Digest | null;
  readonly commands: readonly Request[];
  readonly execute: readonly Request[];
  /**
   * The signed statements that prove it, in the protocol's own form: its manifest reads votes out of them.
   */
  readonly certificate: readonly Message[];
}

/** Named numbers, words and sets of replicas that fill the blanks of a rule's or a refusal's sentence. */
export type Because = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

export type EffectKind = Effect['kind'];
