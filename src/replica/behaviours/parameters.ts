/** Parameters as a behaviour reads them: any value may stand there, and nonsense means nobody or none. */
import type { StepContext } from '../../kernel/context.ts';
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** The others that a list names, each once. */
export function replicasIn(
  value: unknown,
  { self, replicas }: Pick<StepContext, 'self' | 'replicas'>,
): readonly ReplicaId[] {
  if (!Array.isArray(value) || value.length > replicas) return [];
  const valid = value.filter((id): id is ReplicaId => Number.isInteger(id) && id >= 0 && id < replicas);
  return [...new Set(valid)].filter((id) => id !== self);
}

/** Message types; null where none are named, which means all. */
export function typesIn(value: unknown): ReadonlySet<string> | null {
  if (!Array.isArray(value)) return null;
  return new Set(value.filter((type): type is string => typeof type === 'string'));
}

/** A whole number within bounds, or `otherwise`. */
export function countIn(value: unknown, [least, most]: readonly [number, number], otherwise: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return otherwise;
  return Math.min(most, Math.max(least, value));
}

/** `byMs` and the like, in whole microseconds. */
export function timeIn(parameters: Parameters, name: string, otherwise: TimeUs): TimeUs {
  const value = parameters[name];
  return typeof value === 'number' && value >= 0 && value <= 1e9 ? Math.round(value * 1_000) : otherwise;
}
