/**
 * The blocks that correct replicas have seen, by name, for evidence about chains: how high each stands. The
 * oldest are forgotten; what was built on them keeps its height.
 */
import type { NamedBlock } from '../kernel/evidence.ts';
import type { Digest } from '../kernel/ids.ts';
import { SharedMap } from '../kernel/shared-map.ts';
import { limits } from './limits.ts';

interface Known {
  readonly parent: Digest | null;
  /** Null: some ancestor was missing when it was last asked for. */
  readonly height: number | null;
}

export class KnownBlocks {
  private readonly known: SharedMap<Digest, Known>;

  constructor(known = new SharedMap<Digest, Known>()) {
    this.known = known;
  }

  add({ digest, parent }: NamedBlock): void {
    if (this.known.has(digest)) return;
    const [oldest] = this.known.size < limits.blocksKept ? [] : this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(digest, { parent, height: this.above(parent) });
  }

  /** 1 for the first block of a chain; null while an ancestor is missing, or too many heights are. */
  heightOf(block: Digest): number | null {
    const missing: [Digest, Known][] = [];
    let height: number | null = null;
    for (let at: Digest | null = block; at !== null; ) {
      const known: Known | undefined = this.known.get(at);
      if (known === undefined) return null;
      height = known.height;
      // A chain of digests has no circle.
      if (height !== null) break;
      // A liar may invent a chain without a beginning, and be asked for it with every vote.
      if (missing.length >= limits.blocksInTheAir) return null;
      missing.push([at, known]);
      at = known.parent;
    }
    for (const [digest, known] of missing.reverse()) {
      height = (height ?? 0) + 1;
      this.known.set(digest, { ...known, height });
    }
    return height;
  }

  fork(): KnownBlocks {
    return new KnownBlocks(this.known.fork());
  }

  private above(parent: Digest | null): number | null {
    if (parent === null) return 1;
    const below = this.known.get(parent)?.height;
    return below == null ? null : below + 1;
  }
}
