/** Who holds a block for what: put together from all replicas that are up. */
import { describe, expect, it } from 'vitest';
import { PageEngine } from '../../../src/runtime/page-engine.ts';

async function treeAt(id: string, event: number, replica: number) {
  const engine = new PageEngine(null);
  await engine.open({ kind: 'catalogue', id }, 'inline');
  const moved = await engine.move(0, { kind: 'event', target: event });
  if ('problem' in moved) throw new Error(moved.problem);
  const inspected = await engine.replica(moved.frame.cursor, replica);
  if ('problem' in inspected) throw new Error(inspected.problem);
  return inspected.detail?.tree;
}

describe('a block tree', () => {
  it('says who holds each block for what, furthest first', async () => {
    const tree = await treeAt('streamlet-first', 300, 0);
    const holders = tree?.nodes.map((node) => node.holders) ?? [];
    expect(holders.length).toBeGreaterThan(2);
    for (const groups of holders) {
      const replicas = groups.flatMap((group) => group.replicas);
      expect(new Set(replicas).size).toBe(replicas.length);
      expect(groups.map(({ level }) => level)).toEqual(
        groups.map(({ level }) => level).toSorted((a, b) => b - a),
      );
    }
    expect(holders[0]).toEqual([{ state: 'final', level: 3, replicas: [0, 1, 2, 3] }]);
  });

  it('is absent where values stand in a row', async () => {
    expect(await treeAt('fault-free', 60, 0)).toBe(undefined);
  });
});
