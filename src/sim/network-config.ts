/**
 * What the network is like before any command changes it: the resolved form of a scenario's `network`. Times
 * are whole microseconds; rates are probabilities in [0, 1]. Read by the network, which acts on it, and by
 * the world, which tells verdicts what could be expected of it.
 */
import type { Endpoint } from '../kernel/ids.ts';
import type { DelayUs } from '../kernel/trace.ts';

export interface NetworkConfig {
  /** Of every link that `links` says nothing about. */
  readonly delay: DelayUs;
  readonly lossRate: number;
  readonly duplicateRate: number;
  /** One-way links that differ; what one leaves out it has in common with all others. */
  readonly links: readonly LinkConfig[];
}

export interface LinkConfig {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly delay?: DelayUs;
  readonly lossRate?: number;
  readonly duplicateRate?: number;
  /** Drops everything until a `mend` or a `heal`. */
  readonly cut?: boolean;
}
