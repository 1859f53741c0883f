/** One replica for the Inspector: chart, variables in the paper's names, the chain, and the block tree. */
import type { Describe, LogCell, LogRow, ReplicaDetail } from '../../kernel/present.ts';
import { chartPath } from '../../replica/chart-runner.ts';
import { membersOf } from '../shared/chunked.ts';
import { describeTree } from './describe-tree.ts';
import { epochLength, leaderOf } from './settings.ts';
import type { BlockState, StreamletState } from './state.ts';
import { atPlace, chainAbove } from './tree.ts';
import { quorumOf } from './turn.ts';
import { blockName, requestsText, votesOf, votesText } from './words.ts';

type Context = Parameters<Describe<StreamletState>>[1];

export const describeReplica: Describe<StreamletState> = (state, ctx) => ({
  chart: chartPath(state.mode.phase),
  variables: variablesOf(state, ctx),
  log: {
    columns: ['proposed', 'notarised', 'final'],
    rows: rowsOf(state).map((block) => rowOf(state, block, ctx)),
  },
  tree: describeTree(state, ctx),
});

function variablesOf(state: StreamletState, ctx: Context): ReplicaDetail['variables'] {
  const { epoch, tip, final, voted, orphans, waiting, evidence } = state;
  const leader = leaderOf(Math.max(1, epoch), ctx);
  const lengthMs = epochLength(ctx) / 1_000;
  const names = waiting.map(({ request }) => `${request.client} #${request.timestamp}`);
  return [
    { name: 'e', value: String(epoch), meaning: `epoch of ${lengthMs} ms; its leader is R${leader}` },
    {
      name: 'longest',
      value: `${blockName(tip.digest)}, length ${tip.length}`,
      meaning: 'last block of the longest notarised chain seen',
    },
    {
      name: 'voted',
      value: String(voted.epoch),
      meaning: `last epoch voted in, with ${voted.length} blocks below`,
    },
    {
      name: 'final',
      value: `${blockName(final.digest)}, length ${final.length}`,
      meaning: 'head of the final chain',
    },
    { name: 'last-exec', value: String(state.lastExec), meaning: 'blocks executed' },
    { name: 'waiting', value: listText(names), meaning: 'requests received and not final' },
    {
      name: 'orphans',
      value: listText(orphans.map(({ digest }) => digest.slice(0, 4))),
      meaning: 'blocks without their ancestors',
    },
    { name: '2n/3', value: String(quorumOf(ctx)), meaning: 'votes that notarise a block' },
    {
      name: 'evidence',
      value: listText([...new Set(evidence.map((one) => `R${one.replica}`))].sort()),
      meaning: 'replicas that signed two different statements in one epoch',
    },
  ];
}

/** Lists in the Inspector stop here; the rest is counted. */
const namesMost = 8;

function listText(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const rest = names.length - namesMost;
  return names.slice(0, namesMost).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Final blocks that the log still shows, and the longest notarised chain above them. */
const finalShown = 8;

function rowsOf(state: StreamletState): readonly BlockState[] {
  const shown = membersOf(state.chain).slice(-finalShown);
  const final = shown.map((place) => atPlace(state, place));
  return [...final, ...chainAbove(state, atPlace(state, state.tip), state.final.length)];
}

function rowOf(state: StreamletState, block: BlockState, ctx: Context): LogRow {
  const { length: slot, epoch, digest, proposal, count } = block;
  const needed = quorumOf(ctx);
  const isFinal = slot <= state.final.length;
  return {
    slot,
    view: epoch,
    digest,
    cells: [
      cell(
        true,
        proposal ? `by R${proposal.replica}, ${requestsText(proposal)}` : '',
        proposal ? [proposal] : [],
      ),
      cell(count >= needed, votesText(count, needed), votesOf(block)),
      cell(isFinal, isFinal ? 'executed' : 'no'),
    ],
  };
}

function cell(reached: boolean, text: string, certificate: readonly unknown[] = []): LogCell {
  return { reached, text, certificate };
}
