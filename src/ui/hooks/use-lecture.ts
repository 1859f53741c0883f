/** How much larger a lecture shows things: no word under 20 px at 1280 and 30 px at 1920 (VISUAL 9). */
import { useSyncExternalStore } from 'react';
import { useUi } from './use-store.ts';

/** What 12 px are enlarged by at 1280. */
const ENLARGED = 1.67;
const DESIGN_WIDTH = 1280;

function lectureZoom(width: number): number {
  return ENLARGED * Math.max(1, width / DESIGN_WIDTH);
}

/** 1 outside a lecture. */
export function useLectureZoom(): number {
  const isOn = useUi((state) => state.lecture !== null);
  const width = useSyncExternalStore(
    onResize,
    () => window.innerWidth,
    () => DESIGN_WIDTH,
  );
  return isOn ? lectureZoom(width) : 1;
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}
