/**
 * Evidence: two signed statements of one replica that no honest one makes both. A liar tells each listener
 * one thing, so what others carry (certificates in VIEW-CHANGEs, commit certificates) is compared with what
 * was heard directly.
 */
import { type Ballot, type Tally, voteOf } from '../shared/tally.ts';
import { limits } from './limits.ts';
import { type Evidence, type Signed, type SlotState, slotOf } from './state.ts';
import type { Done, Turn } from './turn.ts';
import type { Commit, Prepare, PreparedCertificate, Proposal } from './types.ts';

/** Contradictions are kept, each once and up to a limit, and never counted as votes. */
export function keepEvidence(turn: Turn, evidence: Evidence): Done {
  const { state } = turn;
  if (state.evidence.length >= limits.evidence) return;
  const key = placeOf(evidence.second);
  if (state.evidence.some((known) => placeOf(known.second) === key)) return;
  turn.state = { ...state, evidence: [...state.evidence, evidence] };
}

/** Who contradicted itself where. */
function placeOf(statement: Signed): string {
  const { type, replica, view, slot } = statement as Signed & { view?: number; slot?: number };
  return `${replica} ${type} ${view} ${slot}`;
}

/** Compares prepared certificates from elsewhere with what this replica was told itself. */
export function comparePrepared(turn: Turn, certificates: readonly PreparedCertificate[]): Done {
  for (const { proposal, prepares } of certificates) {
    const entry = entryFor(turn, proposal);
    if (entry === null) continue;
    const told = entry.proposal;
    if (told !== null && told.digest !== proposal.digest) {
      keepEvidence(turn, { replica: proposal.replica, first: told, second: proposal });
    }
    compareVotes(turn, entry.prepares, prepares);
  }
}

/** The same for a commit certificate. */
export function compareCommits(turn: Turn, commits: readonly Commit[]): Done {
  const [first] = commits;
  const entry = first === undefined ? null : entryFor(turn, first);
  if (entry !== null) compareVotes(turn, entry.commits, commits);
}

function entryFor({ state }: Turn, { view, slot }: Proposal | Commit): SlotState | null {
  const entry = slotOf(state, slot);
  return entry?.view === view ? entry : null;
}

/**
 * Only votes that were heard for another digest can contradict: with one group there is nothing to look for.
 */
function compareVotes(turn: Turn, tally: Tally<Ballot & Signed>, votes: readonly (Prepare | Commit)[]): Done {
  const digest = votes[0]?.digest;
  if (tally.groups.every((group) => group.digest === digest)) return;
  for (const second of votes) {
    const first = voteOf(tally, second.replica);
    if (first !== null && first.digest !== second.digest) {
      keepEvidence(turn, { replica: second.replica, first, second });
    }
  }
}
