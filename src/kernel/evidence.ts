/**
 * Evidence: what a replica signed and a third party can check, and what such statements prove against it. A
 * protocol says which statements its messages carry and which of them no honest replica makes together
 * (fact pack §0.1, EVIDENCE_SOUND and EVIDENCE_COMPLETE); who gathers and judges them is the simulator.
 */
import type { Digest, ReplicaId, View } from './ids.ts';
import type { Message } from './message.ts';

/** One signed object with what it says: a vote, or a longer statement such as a VIEW-CHANGE. */
export interface SignedStatement {
  readonly signer: ReplicaId;
  /** Message type. */
  readonly phase: string;
  readonly view: View;
  /** 0 where it is about no slot. */
  readonly slot: number;
  /**
   * What it votes for: two different ones of one signer, phase, view and slot convict. Null: the statement is
   * no vote.
   */
  readonly digest: Digest | null;
  /** The object that the signature covers. */
  readonly message: Message;
}

export interface EvidenceRules {
  /** All signed statements in a message, its own first, then those it carries. Total. */
  statements(message: Message): readonly SignedStatement[];
  /** The digest that the statement's signature covers, and the signature, which may be anything. */
  seal(statement: SignedStatement): { readonly digest: Digest; readonly signature: unknown };
  /** What the statement alone proves against its signer, in one sentence without its name; null: nothing. */
  alone(statement: SignedStatement): string | null;
  /** Phases whose statements are kept one by one, to be compared with each other by `together`. */
  readonly compared: readonly string[];
  /**
   * What two statements of one signer prove beyond two votes for one thing; asked once per pair, in either
   * order.
   */
  together(one: SignedStatement, other: SignedStatement, heightOf: HeightOf): string | null;
  /** The blocks in a message; absent: the protocol has none. Total. */
  blocks?(message: Message): readonly NamedBlock[];
  /** Where a statement stands, in the protocol's words: "in view 2 at slot 5". */
  place(statement: SignedStatement): string;
}

/** A block of a chain, named by the digest of its content: nobody has to sign it to be believed. */
export interface NamedBlock {
  readonly digest: Digest;
  /** Null: the first block of a chain. */
  readonly parent: Digest | null;
}

/** How many blocks a chain has that ends in this one; null while some of them are not known. */
export type HeightOf = (block: Digest) => number | null;

/** A replica convicted by what it signed. */
export interface Accusation {
  readonly replica: ReplicaId;
  /** One sentence: what it signed, and why no honest replica does. */
  readonly because: string;
  /** One or two signed messages: the proof. */
  readonly statements: readonly Message[];
  /** The event that completed the proof. */
  readonly event: number;
}
