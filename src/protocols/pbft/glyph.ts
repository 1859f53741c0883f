/** One replica on the stage (VISUAL 2): mode, window, and for each open slot who voted. */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { ReplicaGlyph, Ring, RingSegment, SlotGlyph } from '../../kernel/present.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { quorum } from '../../kernel/quorum.ts';
import { primaryOf } from '../shared/rotation.ts';
import { type Ballot, countFor, type Tally, voteOf } from '../shared/tally.ts';
import { modePhase } from './mode.ts';
import { phaseOf } from './ordering.ts';
import { entriesOf, type PbftState, type SlotState } from './state.ts';
import { statusTimer } from './status.ts';
import { nullDigest } from './types.ts';

export type GlyphConfig = PropertyConfig & { readonly self: ReplicaId };

export function glyphOf(state: PbftState, config: GlyphConfig): ReplicaGlyph {
  return {
    view: state.view,
    leader: primaryOf(state.view, config.replicas),
    mode: modeWord(state),
    executedSlot: state.lastExec,
    stableSlot: state.stable.slot,
    armed: armedTimers(state),
    slots: entriesOf(state).map((entry) => slotGlyph(state, entry, config)),
    change: state.active ? null : { target: state.view, ring: changeRing(state, config) },
  };
}

/** Fetching a state is the more urgent news; a view change may go on beside it. */
function modeWord(state: PbftState): string {
  const phase = modePhase(state);
  if (phase.state === 'transferring') return 'state transfer';
  return 'normal' in phase.view ? 'normal' : 'view change';
}

function armedTimers(state: PbftState): readonly string[] {
  const { view } = modePhase(state);
  if ('normal' in view) return view.normal === 'waiting' ? ['request', statusTimer] : [statusTimer];
  return view.changing === 'awaiting' ? ['new-view', statusTimer] : [statusTimer];
}

const levels = { idle: 0, 'pre-prepared': 1, prepared: 2, committed: 3, executed: 4 } as const;

/** The paper's word for a slot; what is executed stays so, also while a new view runs its phases again. */
export function slotPhase(state: PbftState, entry: SlotState): keyof typeof levels {
  if (entry.slot <= state.lastExec) return 'executed';
  return entry.certificate === null ? phaseOf(entry) : 'committed';
}

function slotGlyph(state: PbftState, entry: SlotState, config: GlyphConfig): SlotGlyph {
  const phase = slotPhase(state, entry);
  const digest = slotValue(entry);
  return {
    slot: entry.slot,
    phase,
    level: levels[phase],
    digest: digest === nullDigest ? null : digest,
    rings: [prepareRing(state, entry, config), commitRing(state, entry, config)],
  };
}

/** What is decided here, whatever was proposed here: a liar may have proposed something else. Else that. */
export function slotValue({ proposal, certificate }: SlotState): Digest | null {
  return certificate?.digest ?? proposal?.digest ?? null;
}

/** The primary's segment is its PRE-PREPARE; with q − 1 PREPAREs of backups that makes q. */
function prepareRing(state: PbftState, entry: SlotState, config: GlyphConfig): Ring {
  const { proposal, prepares } = entry;
  const proposer = primaryOf(entry.view, config.replicas);
  const segments = voteSegments(state, entry, prepares, config);
  const value = slotValue(entry);
  if (proposal !== null) segments[proposer] = proposal.replica === config.self ? 'own' : 'heard';
  if (proposal !== null && proposal.digest !== value) segments[proposer] = 'other';
  if (isDouble(state, entry, proposer, 'PRE-PREPARE')) segments[proposer] = 'double';
  const heard = value === null ? most(prepares) : countFor(prepares, value);
  const votes = proposal !== null && proposal.digest === value ? 1 + heard : heard;
  return {
    label: 'PREPARE',
    hue: 'vote1',
    segments,
    proposer,
    count: votes,
    threshold: quorum(config.replicas, config.faults),
  };
}

function commitRing(state: PbftState, entry: SlotState, config: GlyphConfig): Ring {
  const { commits, certificate } = entry;
  const segments = voteSegments(state, entry, commits, config);
  for (const { replica } of certificate?.commits ?? []) {
    if (segments[replica] === 'none') segments[replica] = 'certified';
  }
  const value = slotValue(entry);
  const heard = value === null ? most(commits) : countFor(commits, value);
  return {
    label: 'COMMIT',
    hue: 'vote2',
    segments,
    proposer: null,
    count: Math.max(heard, certificate?.commits.length ?? 0),
    threshold: quorum(config.replicas, config.faults),
  };
}

function voteSegments(
  state: PbftState,
  entry: SlotState,
  tally: Tally<Ballot & { readonly type: string }>,
  { replicas, self }: GlyphConfig,
): RingSegment[] {
  const value = slotValue(entry);
  return Array.from({ length: replicas }, (_, replica) => {
    const vote = voteOf(tally, replica);
    if (vote === null) return 'none';
    if (isDouble(state, entry, replica, vote.type)) return 'double';
    if (value !== null && vote.digest !== value) return 'other';
    return replica === self ? 'own' : 'heard';
  });
}

/** Evidence is held here that this replica said two things. */
function isDouble(state: PbftState, entry: SlotState, replica: ReplicaId, type: string): boolean {
  return state.evidence.some(({ replica: liar, second }) => {
    const { view, slot } = second as { view?: number; slot?: number };
    return liar === replica && second.type === type && view === entry.view && slot === entry.slot;
  });
}

function most(tally: Tally<Ballot>): number {
  return tally.groups.reduce((count, group) => Math.max(count, group.count), 0);
}

function changeRing(state: PbftState, config: GlyphConfig): Ring {
  const segments = state.changes.map((change, replica): RingSegment => {
    if (change?.view !== state.view) return 'none';
    return replica === config.self ? 'own' : 'heard';
  });
  return {
    label: 'VIEW-CHANGE',
    hue: 'change',
    segments,
    proposer: primaryOf(state.view, config.replicas),
    count: segments.filter((segment) => segment !== 'none').length,
    threshold: quorum(config.replicas, config.faults),
  };
}
