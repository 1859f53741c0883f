/** Talks to the chart of one block. */
import type { Digest } from '../../kernel/ids.ts';
import { type BlockPhase, type BlockSignal, blockChart } from './chart-block.ts';
import type { BlockState } from './state.ts';
import { blockAt, withBlock } from './tree.ts';
import type { Done, Turn } from './turn.ts';
import type { Epoch } from './types.ts';

export function signalBlock(turn: Turn, epoch: Epoch, digest: Digest, type: BlockSignal): Done {
  const block = blockAt(turn.state, epoch, digest);
  if (block === null || epoch === 0) return;
  const step = blockChart.send(block.chart, { type });
  if (step.moved) turn.state = withBlock(turn.state, { ...block, chart: step.state });
}

export function phaseOf(block: BlockState): BlockPhase {
  return block.chart.phase as BlockPhase;
}
