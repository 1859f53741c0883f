/** What is drawn of a replica that is down is what it knows after recovering, and nothing without a disk. */
import { describe, expect, it } from 'vitest';
import type { Engine, Moved } from '../../../src/runtime/api.ts';
import { good, opened } from '../../support/pages.ts';

/** Its glyph after the event in which it read its disk. */
async function recovered(engine: Engine, crashed: Moved, replica: number) {
  let at = good(await engine.intervene(crashed.frame.cursor, { do: 'recover', replica }));
  while (at.frame.line?.where !== replica) at = good(await engine.move(at.frame.cursor, { kind: 'step' }));
  return at.frame.replicas[replica];
}

describe('of a replica that is down', () => {
  it('the rings are what it has on disk: the same that it has after recovering', async () => {
    let prepared = 0;
    for (const target of [8, 14, 20, 33, 120, 400]) {
      const { engine } = await opened('fault-free');
      const before = good(await engine.move(0, { kind: 'event', target }));
      const crashed = good(await engine.intervene(before.frame.cursor, { do: 'crash', replica: 2 }));
      const down = crashed.frame.replicas[2];
      expect(down?.glyph).toBeNull();
      const after = await recovered(engine, crashed, 2);
      expect(down?.onDisk).toEqual(after?.glyph);
      expect(after?.onDisk).toBeUndefined();
      prepared +=
        down?.onDisk?.slots.flatMap(({ rings }) => rings).filter(({ count }) => count > 0).length ?? 0;
    }
    // Something was on those disks.
    expect(prepared).toBeGreaterThan(0);
  });

  it('nothing is left when the disk is lost, and one that is up has only its memory', async () => {
    const { engine } = await opened('fault-free');
    const before = good(await engine.move(0, { kind: 'event', target: 33 }));
    expect(before.frame.replicas.every(({ onDisk }) => onDisk === undefined)).toBe(true);
    const lost = good(await engine.intervene(before.frame.cursor, { do: 'lose-disk', replica: 2 }));
    expect(lost.frame.replicas[2]).toMatchObject({ status: 'crashed', glyph: null });
    expect(lost.frame.replicas[2]?.onDisk).toBeUndefined();
  });
});
