/** What minimising says while it works and at its end: plain data, also across a worker border. */
import type { TimeUs } from '../kernel/ids.ts';
import type { SessionFile } from '../scenarios/types.ts';

export interface MinimiseProgress {
  /** Runs made so far. */
  readonly runs: number;
  /** Commands of the smallest run found so far. */
  readonly commands: number;
  /** Commands of the run that it began with. */
  readonly of: number;
}

/** A command that is left. */
export interface MinimalAct {
  readonly at: TimeUs;
  readonly text: string;
}

/** The smallest run found, as a session of its own. */
export interface Minimised {
  /** The property that it violates, as the run it came from did. */
  readonly verdict: string;
  readonly because: string;
  /** Index of the event that breaks it, and the run's number of events. */
  readonly event: number;
  readonly events: number;
  readonly session: SessionFile;
  /** Its commands in words, as they take effect. */
  readonly acts: readonly MinimalAct[];
  readonly commands: number;
  readonly of: number;
  readonly requests: number;
  readonly requestsOf: number;
  readonly runs: number;
  /** True when no single command can be left out; false when the search was stopped before that was known. */
  readonly complete: boolean;
  /**
   * Null when the runs without one of the commands went to their end; else the events after which those that
   * did not had still not broken the verdict.
   */
  readonly heldFor: number | null;
}

/** What is to be made smaller. */
export interface MinimiseRequest {
  /** A session or scenario file, unchecked. */
  readonly session: unknown;
  readonly verdict: string | null;
  /** Event that broke it where it was seen; null when that is not known. */
  readonly seenAt: number | null;
}

/** A search under way. */
export interface Minimising {
  readonly done: Promise<Minimised | { readonly problem: string }>;
  /** Ends it with the smallest run found so far. */
  stop(): void;
}

export type StartMinimising = (
  request: MinimiseRequest,
  onProgress: (progress: MinimiseProgress) => void,
) => Minimising;
