/** What the statecharts of a replica went through: each move once, newest first, with its signal. */
import { beforeEach, expect, it } from 'vitest';
import type { Transition } from '../../../src/runtime/api.ts';
import { limits } from '../../../src/runtime/limits.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { moveWords } from '../../../src/ui/panels/chart-history.tsx';

let engine: SeatedEngine;

beforeEach(() => {
  engine = new SeatedEngine(null);
});

async function history(id: string, cursor: number, replica: number): Promise<readonly Transition[]> {
  await engine.open({ kind: 'catalogue', id }, 'inline');
  await engine.move(0, { kind: 'event', target: cursor });
  const found = await engine.replica(cursor, replica, { history: true });
  if ('problem' in found) throw new Error(found.problem);
  return found.history ?? [];
}

it('a slot goes through its phases, and the replica waits while a request does', async () => {
  const moves = await history('first-light', 34, 1);
  expect(moves.map(moveWords)).toEqual([
    // One event; and where two signals lead to one phase, none is claimed.
    'slot 1: prepared → executed',
    'normal.waiting → normal.idle, drained',
    'slot 1: pre-prepared → prepared, prepared',
    'slot 1: idle → pre-prepared',
    'normal.idle → normal.waiting, requested',
  ]);
});

it('a change of view is in it, and its timer is named', async () => {
  const moves = await history('primary-crash', 262, 1);
  expect(moves.map(moveWords).slice(3, 6)).toEqual([
    'changing.collecting → normal.idle, installed',
    'normal.waiting → changing.collecting, timer request',
    'normal.idle → normal.waiting, requested',
  ]);
});

it('is bounded, in order, and each move lies at the event that made it', async () => {
  const moves = await history('fault-free', 600, 2);
  expect(moves).toHaveLength(limits.transitions);
  for (const [index, move] of moves.entries()) {
    expect(move.cursor).toBeLessThanOrEqual(moves[index - 1]?.cursor ?? 600);
    expect(move.from).not.toBe(move.to);
  }
});

it('is not told of another seat', async () => {
  await history('first-light', 20, 1);
  await engine.sit(1, 20);
  expect(await engine.replica(20, 2, { history: true })).toHaveProperty('problem');
  expect(await engine.replica(20, 1, { history: true })).toHaveProperty('history');
});
