/**
 * For scale: the same messages with nothing behind them. One object per copy, one binary heap ordered by time and order
 * of sending, one counter per receiver, phase and slot. No digest, signature, log, verdict or trace: what a plain
 * JavaScript simulator that only counts votes could do on this machine at this moment.
 */
import { maxFaults, quorum } from '../../src/kernel/quorum.ts';

interface Copy {
  readonly dueAt: number;
  readonly order: number;
  readonly to: number;
  readonly phase: 'PRE-PREPARE' | 'PREPARE' | 'COMMIT';
  readonly slot: number;
}

/** Deliveries per second of processor time. */
export function measureBaseline(replicas: number, deliveries: number): number {
  run(replicas, Math.min(deliveries, 200_000));
  const before = process.cpuUsage();
  const done = run(replicas, deliveries);
  const { user, system } = process.cpuUsage(before);
  return Math.round(done / ((user + system) / 1e6));
}

function run(replicas: number, deliveries: number): number {
  const enough = quorum(replicas, maxFaults(replicas));
  const heap: Copy[] = [];
  const votes = new Map<number, number>();
  let order = 0;
  let now = 0;
  let slot = 0;
  const broadcast = (from: number, phase: Copy['phase'], at: number): void => {
    for (let to = 0; to < replicas; to++) {
      if (to !== from) push(heap, { dueAt: now + 20_000, order: order++, to, phase, slot: at });
    }
  };
  for (let done = 0; ; done++) {
    if (heap.length === 0) {
      if (done >= deliveries) return done;
      votes.clear();
      slot++;
      broadcast(0, 'PRE-PREPARE', slot);
    }
    const copy = pop(heap);
    now = copy.dueAt;
    if (copy.phase === 'PRE-PREPARE') {
      broadcast(copy.to, 'PREPARE', copy.slot);
      continue;
    }
    const place = 2 * copy.to + (copy.phase === 'COMMIT' ? 1 : 0);
    const count = (votes.get(place) ?? 0) + 1;
    votes.set(place, count);
    if (copy.phase === 'PREPARE' && count === enough - 1) broadcast(copy.to, 'COMMIT', copy.slot);
  }
}

function isBefore(a: Copy, b: Copy): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);
}

function push(heap: Copy[], copy: Copy): void {
  let child = heap.length;
  heap.push(copy);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const above = heap[parent] as Copy;
    if (isBefore(above, copy)) break;
    heap[child] = above;
    child = parent;
  }
  heap[child] = copy;
}

/** Of a heap that is not empty. */
function pop(heap: Copy[]): Copy {
  const first = heap[0] as Copy;
  const last = heap.pop() as Copy;
  if (heap.length === 0) return first;
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Copy, heap[child] as Copy)) child++;
    const below = heap[child] as Copy;
    if (isBefore(last, below)) break;
    heap[parent] = below;
    parent = child;
  }
  heap[parent] = last;
  return first;
}
