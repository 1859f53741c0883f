/**
 * What crosses the worker borders: between page and engine, and between engine and replica. Plain data only.
 */
import type { ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Control, ControlResult, HostInput } from '../sim/host.ts';
import type { RunPlan } from '../sim/plan.ts';
import type { Engine } from './api.ts';
import type { Minimised, MinimiseProgress, MinimiseRequest } from './minimise-types.ts';
import type { Seat } from './seat.ts';

/** Page → engine: one call of {@link Engine}. */
export interface EngineCall {
  readonly id: number;
  readonly method: keyof Engine;
  readonly parameters: readonly unknown[];
}

/** Engine → page. `failed`: our own mistake, in words; everything else is an answer. */
export type EngineAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failed: string };

/** Engine → replica worker. */
export type ReplicaCall =
  | { readonly kind: 'begin'; readonly plan: RunPlan; readonly self: ReplicaId; readonly seat: Seat | null }
  | { readonly kind: 'step'; readonly at: TimeUs; readonly inputs: readonly HostInput[] }
  | { readonly kind: 'control'; readonly control: Control };

/**
 * Replica worker → engine, one per call, in order. `digests`: per input, of its effects; null for a skipped
 * timer.
 */
export type ReplicaAnswer =
  | { readonly kind: 'begun' }
  | { readonly kind: 'stepped'; readonly digests: readonly (string | null)[] }
  | { readonly kind: 'controlled'; readonly result: ControlResult }
  | { readonly kind: 'failed'; readonly problem: string };

/** Page → minimiser: one search per worker. */
export type MinimiseCall =
  | { readonly kind: 'begin'; readonly request: MinimiseRequest }
  | { readonly kind: 'stop' };

/** Minimiser → page. `failed`: our own mistake, in words. */
export type MinimiseAnswer =
  | { readonly kind: 'progress'; readonly progress: MinimiseProgress }
  | { readonly kind: 'done'; readonly result: Minimised | { readonly problem: string } }
  | { readonly kind: 'failed'; readonly problem: string };
