/**
 * Where replicas run is somebody else's business: the engine asks a host for steps and controls. Hosts may
 * run replicas anywhere and in any order; results say only what each input led to, so the trace is the same
 * for all hosts.
 */
import type { Effect } from '../kernel/effect.ts';
import type { Digest, Endpoint, Hex, ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';
import type { LieEdits } from '../kernel/lie.ts';
import type { Message } from '../kernel/message.ts';

/** All inputs of one replica at one instant, in order. */
export interface StepRequest {
  readonly replica: ReplicaId;
  readonly at: TimeUs;
  readonly inputs: readonly HostInput[];
}

/** As kernel `Input`, except that only the host knows what is in stable storage. */
export type HostInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'message'; readonly from: Endpoint; readonly message: unknown }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'recover' };

export interface StepResult {
  readonly replica: ReplicaId;
  /** One per input; null for a timer that an earlier input of this request disarmed or armed again. */
  readonly outcomes: readonly (Outcome | null)[];
}

export interface Outcome {
  readonly effects: readonly Effect[];
  readonly applied: readonly Applied[];
  /** Root of the application state, where this input changed it. */
  readonly root: Digest | null;
  /** First 32 hex digits of the digest over all effects but `cite`; the empty string for no such effect. */
  readonly digest: Hex;
}

/** What is done to a replica from outside. */
export type Control =
  | { readonly do: 'crash' | 'recover' | 'lose-disk'; readonly replica: ReplicaId }
  | {
      readonly do: 'corrupt';
      readonly replica: ReplicaId;
      readonly account: number | undefined;
      readonly delta: string | undefined;
      readonly disk?: true;
    }
  | {
      readonly do: 'behave';
      readonly replica: ReplicaId;
      readonly as: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  /** What would this replica's message say with these edits? It is asked as it is now; nothing changes. */
  | {
      readonly do: 'alter';
      readonly replica: ReplicaId;
      readonly at: TimeUs;
      readonly message: Message;
      readonly edits: LieEdits;
    };

export interface ControlResult {
  /** Why nothing was done; null when it was. */
  readonly refused: string | null;
  /** What exactly was done, where the control left it open. */
  readonly note: string | null;
  readonly root: Digest | null;
  /** The message that was asked for. */
  readonly message?: Message;
}

export interface Host {
  /**
   * True for a host that answers at once: it is asked for one replica after the other, so that what a step
   * leaves behind dies young. Others are asked for everything that is due at an instant.
   */
  readonly oneAtATime?: boolean;
  step(requests: readonly StepRequest[]): readonly StepResult[] | Promise<readonly StepResult[]>;
  control(control: Control): ControlResult | Promise<ControlResult>;
  close(): void;
}
