/**
 * One replica for the Inspector: chart, variables in the paper's names, and the log with its certificates.
 */
import type { Describe, LogCell, LogRow, ReplicaDetail } from '../../kernel/present.ts';
import { quorum } from '../../kernel/quorum.ts';
import { chartPath } from '../../replica/chart-runner.ts';
import { primaryOf } from '../shared/rotation.ts';
import { votesFor } from '../shared/tally.ts';
import { slotPhase, slotValue } from './glyph.ts';
import { valueText } from './messages.ts';
import { entriesOf, type PbftState, type SlotState } from './state.ts';
import { nullDigest, type Proposal } from './types.ts';

export const describeReplica: Describe<PbftState> = (state, ctx) => ({
  chart: chartPath(state.mode.phase),
  variables: variablesOf(state, ctx),
  log: {
    columns: ['pre-prepared', 'prepared', 'committed', 'executed'],
    rows: entriesOf(state).map((entry) => rowOf(state, entry, ctx)),
  },
});

type Variables = ReplicaDetail['variables'];

function variablesOf(state: PbftState, ctx: Parameters<Describe<PbftState>>[1]): Variables {
  const { stable, view, active, transfer } = state;
  const primary = primaryOf(view, ctx.replicas);
  const high = stable.slot + ctx.options.windowSlots;
  const timeoutMs = state.mode.variables.timeout / 1_000;
  return [
    { name: 'v', value: String(view), meaning: `view; its primary is R${primary}` },
    {
      name: 'active',
      value: active ? 'yes' : 'no',
      meaning: 'no: VIEW-CHANGE sent, NEW-VIEW not yet installed',
    },
    { name: 'n', value: String(state.seqNo), meaning: 'highest slot assigned by this replica as primary' },
    { name: 'h', value: String(stable.slot), meaning: 'low watermark: slot of the last stable checkpoint' },
    { name: 'H', value: String(high), meaning: `high watermark: h + ${ctx.options.windowSlots}` },
    { name: 'last-exec', value: String(state.lastExec), meaning: 'last executed slot' },
    {
      name: 'T',
      value: `${timeoutMs} ms`,
      meaning: `timeout; ${state.failures} view changes without progress`,
    },
    { name: 'waiting', value: waitingText(state), meaning: 'requests received and not executed' },
    {
      name: 'last-reply',
      value: repliesText(state),
      meaning: 'timestamp of the last request executed, by client',
    },
    {
      name: 'q',
      value: String(quorum(ctx.replicas, ctx.faults)),
      meaning: `quorum; ${quorum(ctx.replicas, ctx.faults) - 1} PREPAREs beside the primary`,
    },
    {
      name: 'transfer',
      value: transfer ? `slot ${transfer.slot}` : 'no',
      meaning: 'certified state that is lacking',
    },
    {
      name: 'evidence',
      value: evidenceText(state),
      meaning: 'replicas that signed two different statements',
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

function waitingText({ waiting }: PbftState): string {
  return listText(waiting.map(({ request }) => `${request.client} #${request.timestamp}`));
}

function repliesText({ replies }: PbftState): string {
  return listText(Object.entries(replies).map(([client, reply]) => `${client} #${reply.timestamp}`));
}

function evidenceText({ evidence }: PbftState): string {
  return listText([...new Set(evidence.map((one) => `R${one.replica}`))].sort());
}

function rowOf(state: PbftState, entry: SlotState, ctx: Parameters<Describe<PbftState>>[1]): LogRow {
  const { slot, view } = entry;
  const digest = slotValue(entry);
  const phase = slotPhase(state, entry);
  return {
    slot,
    view,
    digest: digest === nullDigest ? null : digest,
    cells: [
      proposalCell(entry),
      preparedCell(entry, quorum(ctx.replicas, ctx.faults)),
      committedCell(entry, quorum(ctx.replicas, ctx.faults)),
      { reached: phase === 'executed', text: phase === 'executed' ? 'executed' : '', certificate: [] },
    ],
  };
}

function proposalCell({ proposal }: SlotState): LogCell {
  if (proposal === null) return { reached: false, text: '', certificate: [] };
  const text = `R${proposal.replica}: ${valueText(proposal.digest)}`;
  return { reached: true, text, certificate: [proposal] };
}

/** The certificate of the highest view; votes of this view while there is none. */
function preparedCell({ proposal, prepared, prepares, view }: SlotState, needed: number): LogCell {
  if (prepared !== null && prepared.proposal.view === view) {
    const text = withPrimary(prepared.proposal, prepared.prepares.length, needed);
    return { reached: true, text, certificate: [prepared.proposal, ...prepared.prepares], votes: 'PREPARE' };
  }
  const votes = proposal === null ? [] : votesFor(prepares, proposal.digest);
  // The PRE-PREPARE is the primary's vote: it counts in the words, so it stands with the evidence.
  const heldSoFar = proposal === null ? [] : [proposal, ...votes];
  const older =
    prepared === null ? '' : `; in view ${prepared.proposal.view}: ${valueText(prepared.proposal.digest)}`;
  const certificate = prepared === null ? heldSoFar : [prepared.proposal, ...prepared.prepares];
  const held = proposal === null ? `0 of ${needed}` : withPrimary(proposal, votes.length, needed);
  return { reached: false, text: `${held}${older}`, certificate, votes: 'PREPARE' };
}

/** "3 of 3 with R0": as the ring counts, the PRE-PREPARE is the primary's vote. */
function withPrimary({ replica }: Proposal, prepares: number, needed: number): string {
  return `${prepares + 1} of ${needed} with R${replica}`;
}

function committedCell({ proposal, commits, certificate }: SlotState, needed: number): LogCell {
  if (certificate !== null) {
    const text = `${certificate.commits.length} of ${needed}, view ${certificate.view}`;
    return { reached: true, text, certificate: certificate.commits, votes: 'COMMIT' };
  }
  const votes = proposal === null ? [] : votesFor(commits, proposal.digest);
  return { reached: false, text: `${votes.length} of ${needed}`, certificate: votes, votes: 'COMMIT' };
}
