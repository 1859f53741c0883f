/**
 * Blocks whose parent is not here (fact pack §5.3, §12): kept, their parents asked for, and joined to the
 * tree as soon as all ancestors are known. Nobody votes for a block in the air.
 */
import { type Digest, type Endpoint, isClient } from '../../kernel/ids.ts';
import { limits } from './limits.ts';
import type { BlockState, Orphan } from './state.ts';
import { blockAt, findBlock, withBlock } from './tree.ts';
import { cite, type Done, recheck, refuse, type Turn } from './turn.ts';
import type { Epoch, FetchBlock, Propose } from './types.ts';

/** Joins a block to its parent, and what waited for it to itself. False while an ancestor is missing. */
export function connect(turn: Turn, epoch: Epoch, digest: Digest): boolean {
  const block = blockAt(turn.state, epoch, digest);
  if (block?.proposal == null) return false;
  if (block.length > 0) return true;
  const parent = placedParent(turn, block.proposal);
  if (parent === null) return false;
  if (parent.epoch >= epoch) return bury(turn, block, parent);
  const joined = { ...block, parentEpoch: parent.epoch, length: parent.length + 1 };
  turn.state = withBlock(turn.state, joined);
  recheck(turn, { epoch, digest });
  connectChildren(turn, digest);
  return true;
}

/** The parent, if all its ancestors are here, too. */
export function placedParent({ state }: Turn, { parent }: Propose): BlockState | null {
  const block = findBlock(state, parent);
  return block !== null && (block.epoch === 0 || block.length > 0) ? block : null;
}

/** A block must be younger than its parent: this one never counts, whoever votes for it. */
function bury(turn: Turn, block: BlockState, parent: BlockState): boolean {
  refuse(turn, 'not-after-parent', { epoch: block.epoch, parent: parent.epoch });
  return true;
}

function connectChildren(turn: Turn, parent: Digest): Done {
  const children = turn.state.orphans.filter((one) => one.parent === parent);
  if (children.length === 0) return;
  const orphans = turn.state.orphans.filter((one) => one.parent !== parent);
  turn.state = { ...turn.state, orphans };
  for (const { epoch, digest } of children) {
    if (connect(turn, epoch, digest)) cite(turn, 'streamlet/connected', { epoch, digest });
  }
}

/** Keeps an orphan, and asks whoever showed it for what is missing. */
export function askFor(
  turn: Turn,
  { epoch, parent, replica }: Propose,
  digest: Digest,
  from: Endpoint,
): Done {
  const orphan: Orphan = { epoch, digest, parent, leader: replica };
  turn.state = { ...turn.state, orphans: [...turn.state.orphans, orphan] };
  cite(turn, 'streamlet/orphan', { epoch, digest, parent });
  if (isClient(from) || from === turn.ctx.self || isHere(turn, orphan)) return;
  const message: FetchBlock = { type: 'FETCH-BLOCK', digest: parent };
  turn.effects.push({ kind: 'send', to: from, message });
}

/**
 * At the beginning of an epoch everybody is asked for parents that are still missing: those of the latest
 * blocks, since a liar can name as many invented ones as its epochs allow.
 */
export function askAgain(turn: Turn): Done {
  const { epoch, orphans } = turn.state;
  const missing = orphans.filter((one) => one.epoch < epoch && !isHere(turn, one)).map((one) => one.parent);
  for (const digest of [...new Set(missing)].slice(-limits.fetches)) {
    const message: FetchBlock = { type: 'FETCH-BLOCK', digest };
    turn.effects.push({ kind: 'broadcast', message, resend: true });
  }
}

/** The parent itself is here; one of its ancestors is what is missing. */
function isHere({ state }: Turn, { parent }: Orphan): boolean {
  return findBlock(state, parent) !== null;
}
