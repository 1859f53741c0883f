/** What a replica waits for, in one sentence: the rule that blocks it, with what it has and what it needs. */
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { leaderOf } from './settings.ts';
import type { BlockState, StreamletState } from './state.ts';
import { atPlace, blocksOf } from './tree.ts';
import { quorumOf } from './turn.ts';
import { blockName, signersOf } from './words.ts';

type Config = PropertyConfig & { readonly self: number };

/** Null when nothing is waited for. */
export function waitingFor(state: StreamletState, config: Config): string | null {
  if (state.waiting.length === 0) return null;
  const missing = state.orphans.find((one) => one.epoch > state.tip.epoch);
  if (missing !== undefined) {
    return `${blockName(missing.digest)} of epoch ${missing.epoch} needs its parent: FETCH-BLOCK sent`;
  }
  const current = blocksOf(state, state.epoch).find((block) => block.proposal !== null);
  if (current !== undefined && !current.chained) return voteSentence(current, config);
  const { tip, final } = state;
  if (tip.length > final.length) return finalSentence(atPlace(state, tip));
  return `epoch ${state.epoch} needs the PROPOSE of R${leaderOf(Math.max(1, state.epoch), config)}`;
}

function voteSentence(block: BlockState, config: Config): string {
  const { digest, epoch, count } = block;
  const from = count === 0 ? '' : `: from ${signersOf(block).join(', ')}`;
  return `${blockName(digest)} of epoch ${epoch} needs ${quorumOf(config)} VOTEs, has ${count}${from}`;
}

function finalSentence({ epoch, digest }: BlockState): string {
  const needs = `needs notarised neighbours of epochs ${epoch - 1} and ${epoch + 1}`;
  return `${blockName(digest)} of epoch ${epoch} is notarised and ${needs}`;
}
