/**
 * What a scenario may set about Streamlet alone, and the epoch clock that follows from it (fact pack §5.1).
 */

import { digestText } from '../../kernel/hash.ts';
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { OwnOptions } from '../../kernel/options.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { primaryOf } from '../shared/rotation.ts';
import { isPlanted } from './bugs.ts';
import { limits } from './limits.ts';
import type { Epoch } from './types.ts';

export const ownOptions = {
  epochMs: {
    kind: 'ms',
    default: 200,
    least: 0.002,
    most: 60_000,
    says: 'Length of an epoch: 2 Δ, twice the longest delay that the protocol may count on.',
  },
  echo: { kind: 'flag', default: true, says: 'Every message that is seen for the first time is passed on.' },
  everyEpoch: {
    kind: 'flag',
    default: false,
    says: 'Propose in every epoch, as the paper does, and not only while a request waits.',
  },
  leaders: {
    kind: 'choice',
    default: 'rotation',
    choices: ['rotation', 'hash'],
    says: 'Who leads an epoch: each in turn, or a public hash of its number.',
  },
  batch: { kind: 'count', default: 16, least: 1, most: limits.payload, says: 'Most requests in one block.' },
} satisfies OwnOptions;

type Own = Pick<StepContext, 'options'>;

/** 2 Δ. */
export function epochLength({ options }: Own): TimeUs {
  return Number(options.own?.epoch ?? 200_000);
}

export function proposesAlways({ options }: Own): boolean {
  return options.own?.everyEpoch === true;
}

export function batchOf({ options }: Own): number {
  return Number(options.own?.batch ?? 16);
}

export function echoes(ctx: Pick<StepContext, 'options' | 'bugs'>): boolean {
  return ctx.options.own?.echo !== false && !isPlanted(ctx, 'no-echo');
}

/** The epoch that begins at or before this time; epoch e lasts from (e − 1) to e times its length. */
export function epochAt(ctx: Own, now: TimeUs): Epoch {
  return Math.floor(now / epochLength(ctx)) + 1;
}

/** Time left until the next epoch begins. */
export function timeLeft(ctx: Own & Pick<StepContext, 'now'>): TimeUs {
  return epochAt(ctx, ctx.now) * epochLength(ctx) - ctx.now;
}

/**
 * What arrives at the very end of an epoch is still of it: at one instant messages come before the clock
 * (fact pack §8).
 */
export function isDuring(ctx: Own & Pick<StepContext, 'now'>, epoch: Epoch): boolean {
  return ctx.now <= epoch * epochLength(ctx);
}

/** Everybody can compute who leads: R0 leads epoch 1 and so on, or the hash says. */
export function leaderOf(
  epoch: Epoch,
  { options, replicas }: Own & { readonly replicas: number },
): ReplicaId {
  if (options.own?.leaders !== 'hash') return primaryOf(epoch - 1, replicas);
  return Number.parseInt(digestText(`LEADER|${epoch}`).slice(0, 8), 16) % replicas;
}
