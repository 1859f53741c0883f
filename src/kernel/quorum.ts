/**
 * Quorum arithmetic for any n, not only n = 3f + 1 (fact pack §0, §11.7). Nobody else in the project computes
 * thresholds: 2f + 1 written by hand is unsafe for n = 5, 6, 8, 9.
 */
import { invariant } from './assert.ts';

/** Most Byzantine replicas that n replicas tolerate: floor((n − 1) / 3). */
export function maxFaults(replicas: number): number {
  invariant(Number.isInteger(replicas) && replicas >= 1, `replicas expected >= 1, found ${replicas}`);
  return Math.floor((replicas - 1) / 3);
}

/** Smallest q such that any two sets of q replicas share an honest one: floor((n + f) / 2) + 1. */
export function quorum(replicas: number, faults: number): number {
  return Math.floor((replicas + faults) / 2) + 1;
}

/** Smallest set that holds at least one honest replica: f + 1. */
export function weakQuorum(faults: number): number {
  return faults + 1;
}

/**
 * Smallest whole number that is at least two thirds of all, ceil(2n / 3): what Streamlet notarises with (Chan
 * and Shi 2020, §2). For f = {@link maxFaults} of n it is the same number as {@link quorum}.
 */
export function twoThirds(replicas: number): number {
  return Math.ceil((2 * replicas) / 3);
}
