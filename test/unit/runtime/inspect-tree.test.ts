/** Who holds a block for what: put together from all replicas that are up. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/runtime/api.ts';
import { PageEngine } from '../../../src/runtime/page-engine.ts';

function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(String(answer.problem));
  return answer as T;
}

async function treeAt(id: string, event: number, replica: number) {
  const engine = new PageEngine(null);
  good(await engine.open({ kind: 'catalogue', id }, 'inline'));
  const moved = good(await engine.move(0, { kind: 'event', target: event }));
  return good(await engine.replica(moved.frame.cursor, replica)).detail?.tree;
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
