/**
 * What the page's actions work with: the engine, the clock and the loop, and what they must know of the
 * window.
 */
import type { Engine } from '../runtime/api.ts';
import type { StartMinimising } from '../runtime/client.ts';
import type { Loop } from './canvas/loop.ts';
import type { Clock } from './clock.ts';

export interface Stagehands {
  readonly engine: Engine;
  /** What makes failing runs smaller, loaded when it is first needed. */
  readonly loadMinimiser: () => Promise<StartMinimising>;
  readonly loop: Loop;
  readonly clock: Clock;
  /** The visitor asked for less motion: frames follow each other without flight. */
  readonly reducedMotion: () => boolean;
  /** How long the way of a move is shown then, in stills, ms; absent: not at all. */
  readonly stillsMs?: number;
  /** Too narrow for story and Inspector side by side: opening one folds the other. */
  readonly narrow: () => boolean;
  /** High enough for the timeline below the stage. */
  readonly roomy: () => boolean;
}
