/**
 * A replica's block tree, with what every replica that is up holds each of its blocks for: one replica alone
 * cannot know that, and a fork is only seen by comparing.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { ReplicaDetail, TreeHolders, TreeNode, TreeView } from '../kernel/present.ts';
import type { PageRun } from './page-run.ts';

/** Above this many replicas nobody reads who holds what, and asking all of them takes long. */
const replicasMost = 32;

export function withHolders(run: PageRun, cursor: number, detail: ReplicaDetail): ReplicaDetail {
  const { tree } = detail;
  if (tree === undefined || run.assembly.plan.replicas > replicasMost) return detail;
  const trees = treesAt(run, cursor);
  const nodes = tree.nodes.map((node) => ({ ...node, holders: holdersOf(node, trees) }));
  return { ...detail, tree: { ...tree, nodes } };
}

interface Held {
  readonly replica: ReplicaId;
  readonly nodes: ReadonlyMap<string, TreeNode>;
}

function treesAt({ assembly, recording }: PageRun, cursor: number): readonly Held[] {
  const { manifest, plan } = assembly;
  const { replicas, faults, options } = plan;
  return recording.pictureAt(cursor).seats.flatMap(({ status }, self): readonly Held[] => {
    const state = status === 'crashed' ? null : recording.stateAt(self, cursor);
    const tree: TreeView | undefined =
      state === null
        ? undefined
        : manifest.describe(state.protocol, { self, replicas, faults, options }).tree;
    if (tree === undefined) return [];
    return [{ replica: self, nodes: new Map(tree.nodes.map((node) => [node.id, node])) }];
  });
}

/** Furthest first; who has not heard of it is left out. */
function holdersOf({ id }: TreeNode, trees: readonly Held[]): readonly TreeHolders[] {
  const groups = new Map<string, { level: TreeNode['level']; replicas: ReplicaId[] }>();
  for (const { replica, nodes } of trees) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const group = groups.get(node.state) ?? { level: node.level, replicas: [] };
    group.replicas.push(replica);
    groups.set(node.state, group);
  }
  return [...groups]
    .map(([state, { level, replicas }]) => ({ state, level, replicas }))
    .sort((a, b) => b.level - a.level);
}
