/**
 * The page's one animation loop. Tickers run every frame until they say they are done; painters run after
 * them, and only in frames where something changed. With nothing to do the loop sleeps.
 */
export interface Loop {
  /** Calls `tick` with the time in ms before each painting until it returns false. */
  run(tick: (now: number) => boolean): () => void;
  /** Paints in every frame that follows an `invalidate`; returns the way out. */
  paint(painter: () => void): () => void;
  invalidate(): void;
}

export type NextFrame = (callback: (now: number) => void) => void;

export function createLoop(nextFrame: NextFrame): Loop {
  const tickers = new Set<(now: number) => boolean>();
  const painters = new Set<() => void>();
  let asked = false;

  function ask(): void {
    if (asked) return;
    asked = true;
    nextFrame(frame);
  }

  function frame(now: number): void {
    asked = false;
    for (const tick of [...tickers]) if (!tick(now)) tickers.delete(tick);
    for (const painter of painters) painter();
    if (tickers.size > 0) ask();
  }

  return {
    run(tick) {
      tickers.add(tick);
      ask();
      return () => tickers.delete(tick);
    },
    paint(painter) {
      painters.add(painter);
      ask();
      return () => painters.delete(painter);
    },
    invalidate: ask,
  };
}
