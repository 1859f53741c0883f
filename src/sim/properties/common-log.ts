/**
 * One value per slot, with whoever first held it: enough to see in O(1) whether a further replica holds
 * another one. Two holders are remembered, because a replica cannot contradict itself here; that is
 * DECIDE_STABLE's business.
 */
import type { ReplicaId, Slot } from '../../kernel/ids.ts';
import { lookUp, type Owner, store, type Table } from '../table.ts';

export interface CommonLog<V> {
  owner: Owner;
  slots: Table<Held<V>> | undefined;
}

export interface Held<V> {
  readonly value: V;
  readonly first: ReplicaId;
  /** Another replica with the same value; null while there is none. */
  readonly second: ReplicaId | null;
}

/** Another replica, and the different value that it holds. */
export interface Conflict<V> {
  readonly replica: ReplicaId;
  readonly value: V;
}

export function emptyLog<V>(): CommonLog<V> {
  return { owner: {}, slots: undefined };
}

export function copyLog<V>(log: CommonLog<V>): CommonLog<V> {
  log.owner = {};
  return { ...log, owner: {} };
}

/**
 * Enters what a replica holds at a slot; returns another replica that holds something else there, or null.
 */
export function enterValue<V>(
  log: CommonLog<V>,
  slot: Slot,
  replica: ReplicaId,
  value: V,
  same: (a: V, b: V) => boolean,
): Conflict<V> | null {
  const held = lookUp(log.slots, slot);
  if (held === undefined) {
    log.slots = store(log.slots, slot, { value, first: replica, second: null }, log.owner);
    return null;
  }
  const { first, second } = held;
  if (same(held.value, value)) {
    if (second === null && first !== replica) {
      log.slots = store(log.slots, slot, { ...held, second: replica }, log.owner);
    }
    return null;
  }
  const other = first === replica ? second : first;
  return other === null ? null : { replica: other, value: held.value };
}
