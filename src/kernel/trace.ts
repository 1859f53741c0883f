/**
 * The trace: one record per event, in order. It is the only thing that verdicts, the page and the transcript
 * read. An event is one input at one replica or client, one command, or one message that found nobody.
 */
import type { Effect } from './effect.ts';
import type { ClientId, Digest, Endpoint, Hex, ReplicaId, TimerName, TimeUs } from './ids.ts';
import type { Applied } from './input.ts';
import type { LieEdits } from './lie.ts';
import type { Message } from './message.ts';

/** One point-to-point copy. Made by the network: a protocol cannot forge its identity, time or cause. */
export interface Envelope {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Counts the copies on this link, from 1; with the link it is the stable id `r0>2#12`. */
  readonly number: number;
  readonly message: Message;
  readonly sentAt: TimeUs;
  /** When it arrives; meaningless if `lost`. */
  readonly dueAt: TimeUs;
  /** Index of the event that sent it. */
  readonly cause: number;
  readonly resend: boolean;
  /** The network's second copy of a message. */
  readonly duplicate: boolean;
  /** Why it will never arrive: the link was cut, or chance took it. */
  readonly lost: 'cut' | 'loss' | null;
  /** A puppet's: it stays with its sender until a command lets it go, and `dueAt` says nothing. */
  readonly held?: true;
}

/** `r0>2#12`, with a prime for the network's own duplicate. */
export function envelopeId(envelope: Pick<Envelope, 'from' | 'to' | 'number' | 'duplicate'>): string {
  const from = typeof envelope.from === 'number' ? `r${envelope.from}` : envelope.from;
  return `${from}>${envelope.to}#${envelope.number}${envelope.duplicate ? "'" : ''}`;
}

interface EventBase {
  /** Position in the trace, from 0. */
  readonly index: number;
  readonly at: TimeUs;
  /** Index of the event that led to this one; −1 for none. */
  readonly cause: number;
  /** What this event put on the network, lost copies included. */
  readonly sent: readonly Envelope[];
}

/** One input at one replica, with all that followed from it there. */
export interface ReplicaEvent extends EventBase {
  readonly kind: 'replica';
  readonly replica: ReplicaId;
  readonly input: TracedInput;
  readonly effects: readonly Effect[];
  readonly applied: readonly Applied[];
  /** Root of the application state afterwards, where it changed; else null. */
  readonly root: Digest | null;
}

export type TracedInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'message'; readonly envelope: Envelope }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'recover' };

/** A client sent for the first time, sent again, or took in a reply. */
export interface ClientEvent extends EventBase {
  readonly kind: 'client';
  readonly client: ClientId;
  readonly action: ClientAction;
}

export type ClientAction =
  | {
      readonly kind: 'submitted';
      readonly timestamp: number;
      readonly operation: Hex;
      readonly dueAt: TimeUs;
    }
  | { readonly kind: 'retried'; readonly timestamp: number; readonly attempt: number }
  | {
      readonly kind: 'received';
      readonly envelope: Envelope;
      /** Why the reply does not count; null when it does. */
      readonly refused: 'malformed' | 'bad-signature' | 'not-waiting' | 'duplicate' | null;
      /** Replicas whose equal replies are held, this one included. */
      readonly equal: readonly ReplicaId[];
      readonly accepted: {
        readonly result: Hex;
        readonly voters: readonly ReplicaId[];
        readonly latency: TimeUs;
      } | null;
    };

/** A command of the session took effect, or was refused with a reason. */
export interface CommandEvent extends EventBase {
  readonly kind: 'command';
  readonly command: SimCommand;
  readonly refused: string | null;
  /** What it did, where the command leaves it open (which account was corrupted). */
  readonly note: string | null;
  /** Root of the target's state afterwards, where it changed. */
  readonly root: Digest | null;
}

/** A message arrived where nobody was up: the replica had crashed. */
export interface LostEvent extends EventBase {
  readonly kind: 'lost';
  readonly envelope: Envelope;
  readonly why: 'crashed';
}

export type TraceEvent = ReplicaEvent | ClientEvent | CommandEvent | LostEvent;

/** Delays of a link, both ends included, in microseconds. */
export interface DelayUs {
  readonly min: TimeUs;
  readonly max: TimeUs;
}

/**
 * A command with its time resolved. `after`: k events of that instant come first; absent: it precedes them
 * all.
 */
export type SimCommand = { readonly at: TimeUs; readonly after?: number } & CommandBody;

export type CommandBody =
  | { readonly do: 'crash' | 'recover' | 'lose-disk' | 'pause' | 'resume'; readonly replica: ReplicaId }
  | { readonly do: 'partition'; readonly groups: readonly (readonly ReplicaId[])[] }
  | { readonly do: 'heal' }
  | { readonly do: 'cut' | 'mend'; readonly from: Endpoint; readonly to: Endpoint }
  | {
      readonly do: 'corrupt';
      readonly replica: ReplicaId;
      readonly account?: number;
      readonly delta?: string;
      /** The state on its disk, not the one in memory. */
      readonly disk?: true;
    }
  | {
      readonly do: 'behave';
      readonly replica: ReplicaId;
      readonly as: string;
      readonly [parameter: string]: unknown;
    }
  | { readonly do: 'drop' | 'deliver' | 'duplicate'; readonly message: string }
  | { readonly do: 'delay'; readonly message: string; readonly by: TimeUs }
  /** A liar's message on its way says something else, signed anew by its sender. */
  | { readonly do: 'alter'; readonly message: string; readonly edits: LieEdits }
  | {
      readonly do: 'link';
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly delay?: DelayUs;
      readonly lossRate?: number;
      readonly duplicateRate?: number;
    }
  /** One more operation for a client, after those it has. */
  | { readonly do: 'submit'; readonly client: ClientId; readonly operation: Hex };
