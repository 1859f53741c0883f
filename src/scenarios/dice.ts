/** Draws by purpose, so that one more question does not change the other answers. */
import { drawAt, integerBetween, streamKey } from '../kernel/random.ts';

export type Dice = ReturnType<typeof createDice>;

export function createDice(seed: number) {
  const counters = new Map<string, number>();
  const draw = (purpose: string): number => {
    const counter = counters.get(purpose) ?? 0;
    counters.set(purpose, counter + 1);
    return drawAt(streamKey(seed, `swarm/${purpose}`), counter);
  };
  const whole = (purpose: string, least: number, most: number): number =>
    integerBetween(draw(purpose), least, most);
  /** 0 … count − 1 in a drawn order (Fisher and Yates). */
  const shuffled = (purpose: string, count: number): readonly number[] => {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = whole(purpose, 0, i);
      [order[i], order[j]] = [order[j] ?? j, order[i] ?? i];
    }
    return order;
  };
  return {
    whole,
    shuffled,
    chance: (purpose: string, probability: number): boolean => draw(purpose) < probability,
    /** One of a list that is not empty. */
    one: <T>(purpose: string, list: readonly T[]): T => list[whole(purpose, 0, list.length - 1)] as T,
    /** Some of a list, at least one of them, in the list's order. */
    some<T>(purpose: string, list: readonly T[]): readonly T[] {
      const count = whole(`${purpose}-count`, 1, Math.max(1, list.length));
      const kept = new Set(shuffled(purpose, list.length).slice(0, count));
      return list.filter((_, i) => kept.has(i));
    },
  };
}
