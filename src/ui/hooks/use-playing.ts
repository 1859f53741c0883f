/** Whether the run plays, read where it is decided: from the player's own machine. */
import { useSelector } from '@xstate/react';
import type { Player } from '../player.ts';
import { useUi } from './use-store.ts';

export function usePlaying(): boolean {
  return useSelector(
    useUi((state) => state.player),
    isPlaying,
  );
}

function isPlaying(snapshot: ReturnType<Player['getSnapshot']>): boolean {
  return snapshot.value === 'playing';
}
