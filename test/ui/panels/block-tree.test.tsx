/** The block tree: branches never lie on each other, and the list says what the drawing shows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TreeNode, TreeView } from '../../../src/kernel/present.ts';
import { BlockTree } from '../../../src/ui/panels/block-tree.tsx';
import { layoutTree } from '../../../src/ui/panels/block-tree-layout.ts';
import { markup, textOf } from './support.ts';

function node(place: number, parent: number | null, best: boolean, level: TreeNode['level'] = 2): TreeNode {
  const state = ['unseen', 'proposed', 'notarised', 'final'][level] ?? '';
  return {
    id: `b${place}`,
    parent: parent === null ? null : `b${parent}`,
    place,
    label: `b${place}`,
    state,
    level,
    best,
    text: `block b${place} is ${state}.`,
    holders: [],
  };
}

/** Any tree: every block but the first hangs on an earlier one or on nothing; one path is the best. */
const anyTree = fc
  .array(fc.record({ back: fc.nat({ max: 6 }), torn: fc.boolean() }), { minLength: 1, maxLength: 24 })
  .map((shapes) => {
    const parents = shapes.map(({ back, torn }, i) => (i === 0 || torn ? null : Math.max(0, i - 1 - back)));
    const best = new Set<number>();
    for (let at: number | null = shapes.length - 1; at !== null; at = parents[at] ?? null) best.add(at);
    return parents.map((parent, i) => node(i, parent, best.has(i)));
  });

describe('the layout of a tree', () => {
  it('has one row per block, newest on top, and the best chain in the first lane', () => {
    const { nodes, lanes } = layoutTree([
      node(0, null, true),
      node(1, 0, true),
      node(2, 0, false),
      node(3, 1, true),
    ]);
    expect(nodes.map(({ node: one, row, lane }) => [one.id, row, lane])).toEqual([
      ['b3', 0, 0],
      ['b2', 1, 1],
      ['b1', 2, 0],
      ['b0', 3, 0],
    ]);
    expect(lanes).toBe(2);
  });

  it('gives a lane to another branch once the first one has ended', () => {
    const tree = [
      node(0, null, true),
      node(1, 0, false),
      node(2, 0, true),
      node(3, 2, false),
      node(4, 2, true),
    ];
    expect(layoutTree(tree).lanes).toBe(2);
  });

  it('never draws a branch through a block of another', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const { nodes } = layoutTree(tree);
        for (const { node: one, row, lane, parent } of nodes) {
          if (parent === null) continue;
          expect(parent.row).toBeGreaterThan(row);
          /** Its line runs down its own lane to just above the parent's row. */
          const crossed = nodes.filter(
            (other) => other.lane === lane && other.row > row && other.row < parent.row,
          );
          const heirs = crossed.filter((other) => lane > 0 && other.node.id !== one.id);
          expect(lane === 0 ? [] : heirs).toEqual([]);
        }
        const places = nodes.map(({ row, lane }) => `${row}/${lane}`);
        expect(new Set(places).size).toBe(tree.length);
      }),
    );
  });
});

describe('the panel', () => {
  const tree: TreeView = {
    title: 'block tree',
    axis: 'epoch',
    omitted: 3,
    nodes: [
      { ...node(4, null, true, 3), holders: [{ state: 'final', level: 3, replicas: [0, 1] }] },
      node(5, 4, true, 2),
      node(6, 4, false, 1),
    ],
  };

  it('lists every block with its epoch, name and state, and what is left out', async () => {
    const text = textOf(await markup(<BlockTree replica={2} tree={tree} />));
    for (const words of [
      'epoch 6 b6 proposed',
      'epoch 5 b5 notarised',
      'epoch 4 b4 final',
      '3 older blocks left out',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('Block b5 is notarised.');
  });

  it('says so in its names, and keeps the drawing out of the way', async () => {
    const html = await markup(<BlockTree replica={2} tree={tree} />);
    expect(html).toContain('aria-label="Blocks that R2 knows, newest first"');
    expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
    expect(html).toMatch(/<svg[^>]*aria-hidden="true"/);
    expect(html.match(/<button/g)).toHaveLength(3);
  });
});
