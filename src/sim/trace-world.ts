/**
 * What the shared verdicts read besides the event itself. It extends the kernel's `World` by what correct
 * replicas did in this event and by what the trace so far says they did. A liar's event shows nothing here,
 * so that no verdict can read one by mistake.
 */
import type { Digest, ReplicaId, Slot, TimeUs } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';
import type { Message, Vote } from '../kernel/message.ts';
import type { World } from '../kernel/property.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { NetworkConfig } from './network-config.ts';
import type { Decided } from './timeline.ts';

export interface WorldConfig {
  readonly replicas: number;
  readonly faults: number;
  readonly windowSlots: number;
  readonly network: NetworkConfig;
  /** Distinct voters that a certificate needs. */
  readonly quorum: number;
  /** Phase of the votes that speak of application state; null when there is none. */
  readonly checkpointPhase: string | null;
  /** The votes in a message, its own and those it carries. Total. */
  votes(message: Message): readonly Vote[];
}

/** A vote that its signer put on the network in this event, and had not sent before. */
export interface Voted {
  readonly vote: Vote;
  /** Another digest that the signer had sent under the same phase, view and slot. */
  readonly before: Digest | undefined;
  /** The message itself is the vote; else it carries it among others. */
  readonly direct: boolean;
}

/** A state root, and the replica that first reached it. */
export interface Reached {
  readonly root: Digest;
  readonly replica: ReplicaId;
}

export interface TraceWorld extends World {
  /** What a correct replica decided in this event, in order. */
  readonly decided: readonly Decided[];
  /** What a correct replica signed and sent in this event. */
  readonly voted: readonly Voted[];
  /** Final states that a replica with an undamaged state reached in this event. */
  readonly applied: readonly Applied[];
  /** Another number after every change of who is up, correct and connected. */
  readonly version: number;
  /** Until then a message may still be under way that was held up by hand, or sent when links were slower. */
  readonly settledAt: TimeUs;
  votes(message: Message): readonly Vote[];
  /** Is this vote known to have been sent by its signer, this event included? */
  wasSent(vote: Vote): boolean;
  /** Slot up to which the replica's process has executed, this event included. */
  executedSlot(replica: ReplicaId): Slot;
  /** Longest duration that a correct replica which is up last gave one of its timers, µs. */
  longestTimer(): TimeUs;
  /** What an undamaged state first was at this slot, before this event. */
  rootAt(slot: Slot): Reached | undefined;
  /** Lied, was corrupted or lost its disk at any time: what it signed may contradict itself in good faith. */
  wasFaulty(replica: ReplicaId): boolean;
  /** Replicas that count towards f now: liars, damaged states, lost disks. */
  faultyNow(): readonly ReplicaId[];
}

export interface FoldedWorld extends TraceWorld {
  /** Takes in an event as far as verdicts must know it to judge it; returns the signs of what it holds. */
  begin(event: TraceEvent): number;
  /** Takes in the rest: what an event changes about its replica's standing counts from the next event on. */
  finish(event: TraceEvent): void;
  clone(): FoldedWorld;
}
