/** Whether most controls are put away, and when they come out for good. */
import { useEffect } from 'react';
import { firstRunIsOver, isFirstScreen } from '../first-screen.ts';
import { useMedia } from './use-media.ts';
import { usePage, useUi } from './use-store.ts';

/** On a phone the dock has what a thumb needs, and the rest is folded anyway. */
const WIDE = '(min-width: 761px)';

/** True while only stage, sentence and button are shown. */
export function useFewControls(): boolean {
  const few = useUi((state) => state.fewControls);
  return useMedia(WIDE) && few;
}

/** Brings the controls out when the first screen is over; after a whole first run they stay for next time. */
export function useFirstScreenEnd(): void {
  const { store } = usePage();
  const isOver = useUi((state) => state.fewControls && !isFirstScreen(state));
  useEffect(() => {
    if (isOver) store.getState().actions.showControls(firstRunIsOver(store.getState()));
  }, [isOver, store]);
}
