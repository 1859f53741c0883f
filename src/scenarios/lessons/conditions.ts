/**
 * What a lesson may ask of a run: breakpoints on the trace, things to be measured, and claims about them.
 * Closed unions of plain data; the engine evaluates them (runtime/lessons).
 */
import type { ReplicaId } from '../../kernel/ids.ts';

/** A condition on the next event. Where `replica`, `slot` or the like is absent, any will do. */
export type Until =
  /** Everything that was on its way has been taken in. */
  | { readonly until: 'round' }
  | { readonly until: 'quiet' }
  /** A message of this type is taken in and not refused. */
  | { readonly until: 'message'; readonly type: string; readonly to?: ReplicaId }
  /** A replica sends a message of this type. */
  | { readonly until: 'sends'; readonly type: string; readonly replica?: ReplicaId }
  | { readonly until: 'commit'; readonly slot?: Amount; readonly replica?: ReplicaId }
  /** A replica's slot comes into this phase. */
  | {
      readonly until: 'phase';
      readonly phase: string;
      readonly replica: ReplicaId;
      readonly slot?: Amount;
    }
  /** A replica is active in a later view than it was; `view`: in this one. */
  | { readonly until: 'view'; readonly view?: Amount; readonly replica?: ReplicaId }
  | { readonly until: 'timer'; readonly timer: string; readonly replica?: ReplicaId }
  /** A command takes effect. */
  | { readonly until: 'command'; readonly do: string }
  /** A client asks for the first time, or again. */
  | { readonly until: 'submitted' | 'retried' }
  /** A client accepts a result; `voter`: one that rests on this replica's reply. */
  | { readonly until: 'accepted'; readonly voter?: ReplicaId }
  | { readonly until: 'rule'; readonly rule: string; readonly replica?: ReplicaId }
  | { readonly until: 'stable'; readonly slot?: Amount; readonly replica?: ReplicaId }
  /** Its state differs from, or is equal to, that of replicas that have executed as much. */
  | { readonly until: 'root-differs' | 'root-equal'; readonly replica: ReplicaId }
  | { readonly until: 'any'; readonly of: readonly Until[] };

/**
 * Something to be read off the run: a number, a word, or replicas. Counts are over the events in question.
 */
export type Measure =
  /** Messages sent, copy by copy, lost ones included. */
  | ({ readonly measure: 'sent' } & MessageFilter)
  /** Messages taken in, and not refused. */
  | ({ readonly measure: 'taken' } & MessageFilter)
  | ({ readonly measure: 'refused' } & MessageFilter)
  /** Replicas that sent some, ascending. */
  | ({ readonly measure: 'senders' } & MessageFilter)
  /** Whom the last event sent messages of this type. */
  | { readonly measure: 'recipients'; readonly type: string }
  /** How many replicas or words another measure names. */
  | { readonly measure: 'count'; readonly of: Measure }
  | { readonly measure: 'sum'; readonly of: readonly Amount[] }
  /** Events at which the slot's requests were really executed. */
  | { readonly measure: 'executions'; readonly slot: Amount }
  /** Properties that are violated where the events end; `property`: this one. */
  | { readonly measure: 'violations'; readonly property?: string }
  /** Replicas whose equal replies were the last accepted result. */
  | { readonly measure: 'voters' }
  /** Who signed the certificate with which the last event committed or became stable. */
  | { readonly measure: 'signers' }
  /** Live replicas whose slot is in this phase where the events end. */
  | { readonly measure: 'in-phase'; readonly phase: string; readonly slot: Amount }
  /** The replica of the last event, as a list of one. */
  | { readonly measure: 'where' }
  /** The highest view that a replica is active in. */
  | { readonly measure: 'view' }
  | { readonly measure: 'replicas' | 'faults' | 'quorum' | 'weak-quorum' | 'checkpoint-interval' }
  /** A value with which the last event cited a rule. */
  | { readonly measure: 'cited'; readonly rule: string; readonly name: string }
  /** What the last command changed, in words. */
  | { readonly measure: 'note' }
  /** The slot that the last event speaks about. */
  | { readonly measure: 'slot' }
  | { readonly measure: 'executed' | 'stable'; readonly replica: ReplicaId }
  /** The slot at which its state differs from that of replicas that have executed as much; 0 for none. */
  | { readonly measure: 'differs'; readonly replica: ReplicaId }
  /** First digits of its state root, or of the other root at the same slot. */
  | { readonly measure: 'root' | 'other-root'; readonly replica: ReplicaId }
  | {
      readonly measure: 'balance';
      readonly replica: ReplicaId;
      readonly account: number;
      readonly asset: string;
    }
  /** Milliseconds of simulated time where the events end. */
  | { readonly measure: 'time' }
  /** Milliseconds from the last event that meets `from` to the first one after it that meets `to`. */
  | { readonly measure: 'span'; readonly from: Until; readonly to: Until };

/** Only messages that fit everything given. Ends are replicas. */
export interface MessageFilter {
  readonly types: readonly string[];
  readonly from?: ReplicaId;
  readonly to?: ReplicaId;
  readonly slot?: Amount;
  readonly view?: Amount;
}

/** A number, or one that is measured where the step begins. */
export type Amount = number | Measure;

export type Claim =
  | { readonly claim: 'happens'; readonly until: Until }
  /** `than` is measured over the same events. */
  | { readonly claim: 'equal' | 'less' | 'more'; readonly of: Measure; readonly than: Amount }
  | { readonly claim: 'not'; readonly of: Claim }
  | { readonly claim: 'all'; readonly of: readonly Claim[] };
