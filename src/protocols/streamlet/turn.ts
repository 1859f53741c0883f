/** A turn of Streamlet: which of its rules can deserve another look, and how many votes they ask for. */
import type { Digest } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { twoThirds } from '../../kernel/quorum.ts';
import type { TurnOf } from '../shared/turn.ts';
import type { StreamletState } from './state.ts';
import type { Epoch } from './types.ts';

export {
  beginTurn,
  broadcast,
  cite,
  type Done,
  persist,
  recheck,
  refuse,
  refuseAs,
} from '../shared/turn.ts';

/** A block whose thresholds deserve a look, or a rule about the whole replica. */
export type Recheck = { readonly epoch: Epoch; readonly digest: Digest } | 'vote' | 'execute';

export type Turn = TurnOf<StreamletState, Recheck>;

/** At least two thirds of all: ceil(2n / 3). */
export function quorumOf({ replicas }: Pick<StepContext, 'replicas'>): number {
  return twoThirds(replicas);
}
