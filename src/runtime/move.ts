/** Moves of the playhead, as the page asks for them (moves.ts says what each one finds). */

/** Where to move the playhead. `back` is each one's twin. */
export interface Move {
  readonly kind: MoveKind;
  readonly back?: boolean;
  /** Cursor for `event`, microseconds for `time`, a replica for `replica`. */
  readonly target?: number;
  /** Message type for `message`. */
  readonly type?: string;
  /** Events that this call may look at: a long move goes in parts, so that the page can show and stop it. */
  readonly atMost?: number;
  /** Cursor up to which earlier parts of the same move have looked in vain. */
  readonly looked?: number;
}

/**
 * `message`: the next one of a type is taken in; `verdict`: a verdict changes; `replica`: something happens
 * at one; `answer`: a client accepts a result.
 */
export type MoveKind =
  | 'step'
  | 'round'
  | 'commit'
  | 'view-change'
  | 'message'
  | 'verdict'
  | 'replica'
  | 'quiet'
  | 'answer'
  | 'start'
  | 'end'
  | 'event'
  | 'time';
