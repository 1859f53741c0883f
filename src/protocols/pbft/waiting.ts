/** What a replica waits for, in one sentence: the rule that blocks it, with what it has and what it needs. */
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { quorum } from '../../kernel/quorum.ts';
import { primaryOf } from '../shared/rotation.ts';
import { type Ballot, type Tally, votesFor } from '../shared/tally.ts';
import { modePhase } from './mode.ts';
import { phaseOf } from './ordering.ts';
import { isAssigned, isPrePrepared } from './rules.ts';
import { entriesOf, type PbftState, type SlotState } from './state.ts';

type Config = PropertyConfig & { readonly self: number };

/** Null when nothing is waited for. */
export function waitingFor(state: PbftState, config: Config): string | null {
  const { transfer } = state;
  if (transfer !== null && transfer.asked > 0) return `needs the state of slot ${transfer.slot}: FETCH sent`;
  if (!state.active) return changeSentence(state, config);
  const open = entriesOf(state).find((entry) => entry.slot > state.lastExec);
  if (open !== undefined) return slotSentence(state, open, config);
  return requestSentence(state, config);
}

function changeSentence(state: PbftState, config: Config): string {
  const { view } = modePhase(state);
  if ('changing' in view && view.changing === 'awaiting') {
    return `view ${state.view} needs the NEW-VIEW of R${primaryOf(state.view, config.replicas)}`;
  }
  const signers = state.changes.flatMap((change, replica) => (change?.view === state.view ? [replica] : []));
  return `view ${state.view} ${needs(quorum(config.replicas, config.faults), 'VIEW-CHANGE', signers)}`;
}

function slotSentence(state: PbftState, entry: SlotState, config: Config): string {
  const { slot, proposal, certificate } = entry;
  const q = quorum(config.replicas, config.faults);
  if (certificate !== null) return `slot ${slot} is committed and waits for slot ${state.lastExec + 1}`;
  if (proposal === null) {
    return `slot ${slot} needs the PRE-PREPARE of R${primaryOf(state.view, config.replicas)}`;
  }
  if (!isPrePrepared(entry)) return `slot ${slot} needs the request itself: FETCH sent`;
  const isPreparing = phaseOf(entry) === 'pre-prepared';
  const tally: Tally<Ballot> = isPreparing ? entry.prepares : entry.commits;
  const signers = votesFor(tally, proposal.digest).map((vote) => vote.replica);
  if (!isPreparing) return `slot ${slot} ${needs(q, 'COMMIT', signers)}`;
  // As the ring counts: the PRE-PREPARE is the primary's vote.
  const voters = [...signers, proposal.replica].sort((a, b) => a - b);
  return `slot ${slot} ${needs(q, 'PREPARE', voters, ` with R${proposal.replica}`)}`;
}

function requestSentence(state: PbftState, config: Config): string | null {
  const lost = state.waiting.find((one) => !isAssigned(state, one.digest));
  if (lost === undefined) return null;
  const primary = primaryOf(state.view, config.replicas);
  const { client, timestamp } = lost.request;
  if (primary !== config.self) {
    return `request ${timestamp} of ${client} needs the PRE-PREPARE of R${primary}`;
  }
  const { checkpointInterval, windowSlots } = config.options;
  const slot = state.stable.slot + checkpointInterval;
  const high = state.stable.slot + windowSlots;
  const votes = state.checkpoints.find((one) => one.slot === slot)?.votes;
  const signers = votes?.groups.flatMap((group) => votesFor(votes, group.digest)).map((vote) => vote.replica);
  const q = quorum(config.replicas, config.faults);
  return `the window ends at slot ${high}; slot ${slot} ${needs(q, 'CHECKPOINT', signers ?? [])}`;
}

/** "needs 3 COMMITs, has 2: from 1, 3"; "needs 3 PREPAREs, has 2 with R0: from 0, 3" */
function needs(needed: number, type: string, signers: readonly number[], beside = ''): string {
  const from = signers.length === 0 ? '' : `: from ${signers.join(', ')}`;
  return `needs ${needed} ${type}${needed === 1 ? '' : 's'}, has ${signers.length}${beside}${from}`;
}
