/**
 * Where the blocks of a tree go: one row each, the newest on top, and one lane per branch. The chain that the
 * replica would extend has the first lane; a branch keeps its lane from the block it leaves to its own last
 * one, so no two branches lie on each other.
 */
import type { TreeNode } from '../../kernel/present.ts';

export interface PlacedNode {
  readonly node: TreeNode;
  /** From the top. */
  readonly row: number;
  /** From the left. */
  readonly lane: number;
  /** Where its parent stands; null for the root, and for a block in the air. */
  readonly parent: { readonly row: number; readonly lane: number } | null;
}

export interface TreeLayout {
  readonly nodes: readonly PlacedNode[];
  readonly lanes: number;
}

export function layoutTree(nodes: readonly TreeNode[]): TreeLayout {
  const rows = new Map(nodes.map((node, index) => [node.id, nodes.length - 1 - index]));
  const lanes = lanesOf(nodes, rows);
  const place = (id: string) => {
    const [row, lane] = [rows.get(id), lanes.get(id)];
    return row === undefined || lane === undefined ? null : { row, lane };
  };
  const placed = nodes.map((node): PlacedNode => {
    const own = place(node.id) ?? { row: 0, lane: 0 };
    return { node, ...own, parent: node.parent === null ? null : place(node.parent) };
  });
  return { nodes: placed.reverse(), lanes: Math.max(1, ...[...lanes.values()].map((lane) => lane + 1)) };
}

/** Rows of a branch, from its parent's to its newest block's. */
interface Branch {
  readonly ids: readonly string[];
  readonly from: number;
  readonly to: number;
}

function lanesOf(nodes: readonly TreeNode[], rows: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>();
  for (const node of nodes) if (node.best) lanes.set(node.id, 0);
  const taken: Branch[][] = [];
  for (const branch of branchesOf(nodes, rows)) {
    let lane = taken.findIndex((others) =>
      others.every(({ from, to }) => branch.from < to || branch.to > from),
    );
    if (lane < 0) lane = taken.push([]) - 1;
    taken[lane]?.push(branch);
    for (const id of branch.ids) lanes.set(id, lane + 1);
  }
  return lanes;
}

/** Blocks off the best chain, each with the first of its children that is there. */
function branchesOf(nodes: readonly TreeNode[], rows: ReadonlyMap<string, number>): readonly Branch[] {
  const heirs = new Map<string, TreeNode>();
  for (const node of nodes) {
    if (!node.best && node.parent !== null && !heirs.has(node.parent)) heirs.set(node.parent, node);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const begins = nodes.filter((node) => {
    const parent = node.parent === null ? undefined : byId.get(node.parent);
    return !node.best && (parent === undefined || parent.best || heirs.get(parent.id) !== node);
  });
  return begins.map((first) => {
    const ids: string[] = [];
    for (let node: TreeNode | undefined = first; node !== undefined; node = heirs.get(node.id))
      ids.push(node.id);
    const from = rows.get(first.parent ?? first.id) ?? rows.get(first.id) ?? 0;
    return { ids, from, to: rows.get(ids.at(-1) ?? '') ?? 0 };
  });
}
