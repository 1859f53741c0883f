/** A protocol's options as replicas and verdicts read them. */
import type { TimeUs } from './ids.ts';

/** Resolved options; times in microseconds. A protocol reads those that it knows. */
export interface ProtocolOptions {
  readonly checkpointInterval: number;
  readonly windowSlots: number;
  readonly requestTimeout: TimeUs;
  readonly clientRetry: TimeUs;
  readonly tentative: boolean;
}
