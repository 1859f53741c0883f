/**
 * Damage to the state that a replica keeps on its disk: what its protocol wrote under `snapshot`, as in a
 * STATE message. Nobody notices before it is read; then a protocol that checks what it reads asks the others.
 */
import type { Application, Corrupted, Snapshot } from '../kernel/application.ts';
import { isRecord } from '../kernel/signed.ts';

export interface DamagedDisk {
  readonly disk: ReadonlyMap<string, unknown>;
  /** What was changed in the newest state. */
  readonly done: Corrupted;
}

/**
 * A copy of the disk in which every state is damaged; records are never changed in place, because memory and
 * messages share them.
 * @returns null when no state is on it, or none can be damaged so
 */
export function damagedDisk(
  disk: ReadonlyMap<string, unknown>,
  application: Application,
  account: number | undefined,
  delta: string | undefined,
): DamagedDisk | null {
  let done: Corrupted | null = null;
  const damage = (value: unknown, depth: number): unknown => {
    if (!isRecord(value) || depth > DEPTH) return value;
    let copy: Record<string, unknown> | null = null;
    for (const [name, held] of Object.entries(value)) {
      const next = name === 'snapshot' ? broken(held) : damage(held, depth + 1);
      if (next !== held) copy = { ...(copy ?? value), [name]: next };
    }
    return copy ?? value;
  };
  const broken = (held: unknown): unknown => {
    if (application.verify(held) === null) return held;
    const corrupted = application.corrupt(held as Snapshot, account, delta);
    done = corrupted ?? done;
    return corrupted?.state ?? held;
  };
  const after = new Map([...disk].map(([key, value]) => [key, damage(value, 0)]));
  return done === null ? null : { disk: after, done };
}

/** Records are flat: a state lies in the record itself or in one of its fields. */
const DEPTH = 2;
