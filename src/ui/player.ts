/**
 * The player as a statechart: what a press of play, pause or step means in each mode, and nothing else. It
 * holds no time and asks nobody; session-actions.ts does the work between two of its states.
 *
 *   idle ──OPENED──▶ paused ◀──PAUSE/ARRIVED── playing / moving
 *                      ▲  └──PLAY──▶ playing ──STOPPED──▶ stopped ──OPENED/MOVE/PLAY──▶ …
 */
import { createActor, setup } from 'xstate';

export type PlayerEvent =
  | { readonly type: 'OPENED' }
  | { readonly type: 'MOVE' }
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  /** The goal of a move is on show. */
  | { readonly type: 'ARRIVED' }
  /** The run cannot go on. */
  | { readonly type: 'STOPPED' };

const playerMachine = setup({ types: { events: {} as PlayerEvent } }).createMachine({
  id: 'player',
  initial: 'idle',
  states: {
    idle: { on: { OPENED: 'paused' } },
    paused: { on: { PLAY: 'playing', MOVE: 'moving', STOPPED: 'stopped' } },
    moving: {
      on: { ARRIVED: 'paused', PAUSE: 'paused', STOPPED: 'stopped', PLAY: 'playing', OPENED: 'paused' },
    },
    playing: { on: { PAUSE: 'paused', MOVE: 'moving', STOPPED: 'stopped', OPENED: 'paused' } },
    stopped: { on: { OPENED: 'paused', MOVE: 'moving', PLAY: 'playing', PAUSE: 'paused' } },
  },
});

export type Player = ReturnType<typeof createPlayer>;

export function createPlayer() {
  return createActor(playerMachine).start();
}
