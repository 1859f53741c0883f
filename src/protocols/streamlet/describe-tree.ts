/**
 * The block tree as this replica knows it, for the page to draw: forks, orphans and votes without blocks
 * included.
 */
import type { DescribeContext, TreeNode, TreeView } from '../../kernel/present.ts';
import { at } from '../shared/chunked.ts';
import { levels, phaseOf } from './chart-block.ts';
import type { BlockState, StreamletState } from './state.ts';
import { allBlocks, atPlace, chainAbove } from './tree.ts';
import { quorumOf } from './turn.ts';
import { genesisDigest } from './types.ts';
import { blockName, requestsText, signersOf, votesText } from './words.ts';

/** Blocks shown: the latest ones. */
const shownMost = 48;

export function describeTree(state: StreamletState, ctx: DescribeContext): TreeView {
  const blocks = allBlocks(state);
  const shown = blocks.slice(-shownMost);
  const omitted = blocks.length - shown.length;
  const best = new Set(chainAbove(state, atPlace(state, state.tip), 0).map(({ digest }) => digest));
  const known = new Set(shown.map(({ digest }) => digest));
  const nodes = shown.map((block) => nodeOf(state, block, { ctx, known, best, omitted }));
  return {
    title: 'block tree',
    axis: 'epoch',
    nodes: omitted > 0 ? nodes : [genesisNode, ...nodes],
    omitted,
  };
}

const genesisNode: TreeNode = {
  id: genesisDigest,
  parent: null,
  place: 0,
  label: 'genesis',
  state: 'final',
  level: 3,
  best: true,
  text: 'Genesis is notarised and final by definition.',
  holders: [],
};

interface Around {
  readonly ctx: DescribeContext;
  readonly known: ReadonlySet<string>;
  readonly best: ReadonlySet<string>;
  readonly omitted: number;
}

function nodeOf(state: StreamletState, block: BlockState, { ctx, known, best, omitted }: Around): TreeNode {
  const { digest, epoch, proposal } = block;
  const isFinal = at(state.chain, block.length - 1)?.digest === digest;
  const phase = isFinal ? 'final' : phaseOf(block);
  const parent = proposal?.parent ?? null;
  const isShown = parent !== null && (known.has(parent) || (parent === genesisDigest && omitted === 0));
  return {
    id: digest,
    parent: isShown ? parent : null,
    place: epoch,
    label: digest.slice(0, 4),
    state: phase,
    level: levels[phase],
    best: best.has(digest),
    text: sentence(block, phase, quorumOf(ctx)),
    holders: [],
  };
}

function sentence(block: BlockState, phase: string, needed: number): string {
  const { digest, epoch, proposal, count, length } = block;
  const signers = signersOf(block).map((replica) => `R${replica}`);
  const votes = `${votesText(count, needed)}${signers.length > 0 ? ` (${signers.join(', ')})` : ''}`;
  if (proposal === null) return `${blockName(digest)} of epoch ${epoch}, not seen itself: ${votes}.`;
  const { replica, parent } = proposal;
  const stands = length > 0 ? `, at length ${length}` : ', with an ancestor missing';
  const who = `${blockName(digest)} of epoch ${epoch} by R${replica}, ${phase}`;
  return `${who}: after ${blockName(parent)}${stands}; ${requestsText(proposal)}; ${votes}.`;
}
