/**
 * PBFT's own verdicts (fact pack §1.10), from the trace alone and by code that shares nothing with the
 * protocol but the shapes of its messages: PREPARED_UNIQUE, COMMIT_BACKED, CHECKPOINT_AGREE, WATERMARK,
 * NEWVIEW_PRESERVES, CLIENT_SOUND. Correct replicas are judged only; what a liar says is looked at only where
 * a correct one acts on it.
 */
import { type AlwaysRule, alwaysProperty, type Violation } from '../../kernel/always.ts';
import type { Commit, Effect } from '../../kernel/effect.ts';
import type { Digest, ReplicaId, Slot } from '../../kernel/ids.ts';
import type { Property } from '../../kernel/property.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import { quorum, weakQuorum } from '../../kernel/quorum.ts';
import type { ReplicaEvent } from '../../kernel/trace.ts';
import { clientSound } from './properties/client.ts';
import { effectsOf, preparedIn, short, votedIn } from './properties/reading.ts';
import { newViewPreserves } from './properties/views.ts';
import { type Checkpoint, nullDigest, type Proposal } from './types.ts';

/** What lies more than this many windows back can meet no correct vote any more. */
const windowsKept = 8;
/** Views in which one slot may be prepared while it is remembered. */
const viewsPerSlot = 8;

export function pbftProperties(config: PropertyConfig): readonly Property[] {
  const { options, replicas, faults } = config;
  const kept = windowsKept * options.windowSlots;
  return [
    alwaysProperty(preparedUnique(kept), { said: new Map() }),
    alwaysProperty(commitBacked(kept, config), { prepared: new Map(), stable: new Map() }),
    alwaysProperty(checkpointAgree(kept), { said: new Map() }),
    alwaysProperty(watermark(options.windowSlots), { low: new Map() }),
    alwaysProperty(newViewPreserves(kept, quorum(replicas, faults)), {
      commits: new Map(),
      views: new Map(),
    }),
    alwaysProperty(clientSound, { executed: new Map(), accepted: new Map() }),
  ];
}

interface Said {
  readonly replica: ReplicaId;
  readonly digest: Digest;
}

/** Whoever sends COMMIT(v, n, d) is prepared at (v, n, d). */
function preparedUnique(kept: number): AlwaysRule<{ readonly said: Map<string, Said> }> {
  return {
    id: 'pbft/prepared-unique',
    promise: 'No two correct replicas prepared different values at one view and slot.',
    judge({ said }, event, world) {
      for (const effect of effectsOf(event, world)) {
        const vote = effect.kind === 'broadcast' ? votedIn(effect) : null;
        if (vote?.type !== 'COMMIT') continue;
        const { view, slot, digest, replica } = vote;
        const clash = say(said, `view ${view}, slot ${slot}`, { replica, digest }, kept);
        if (clash) return { ...clash, because: `Prepared at ${clash.because}` };
      }
      return null;
    },
  };
}

interface Backing {
  /** By view, slot and digest: correct replicas that were prepared. The lists are never written. */
  readonly prepared: Map<string, readonly ReplicaId[]>;
  /** Each replica's last stable checkpoint. */
  readonly stable: Map<ReplicaId, Slot>;
}

/**
 * A decided slot was prepared by f + 1 correct replicas, or lies at or below their stable checkpoint. Whoever
 * is prepared has written the certificate to its disk: it is read there and counted again.
 */
function commitBacked(kept: number, { replicas, faults }: PropertyConfig): AlwaysRule<Backing> {
  const needed = quorum(replicas, faults) - 1;
  return {
    id: 'pbft/commit-backed',
    promise: 'Every slot that a correct replica decided was prepared by f + 1 correct ones.',
    judge({ prepared, stable }, event, world) {
      const effects = effectsOf(event, world);
      for (const effect of effects) {
        const { replica } = event as ReplicaEvent;
        const proposal = preparedIn(effect, needed);
        if (proposal !== null) notePrepared(prepared, proposal, replica, kept);
        if (effect.kind === 'stable') stable.set(replica, effect.slot);
        if (effect.kind !== 'commit') continue;
        const backers = backersOf(effect, prepared, stable);
        if (backers === null || backers.length >= weakQuorum(faults)) continue;
        return unbacked(effect, replica, backers, weakQuorum(faults));
      }
      return null;
    },
  };
}

function notePrepared(
  prepared: Backing['prepared'],
  { view, slot, digest }: Proposal,
  replica: ReplicaId,
  kept: number,
): void {
  const key = `${view}/${slot}/${digest}`;
  const known = prepared.get(key) ?? [];
  if (known.includes(replica)) return;
  prepared.set(key, [...known, replica]);
  if (prepared.size > kept * viewsPerSlot) prepared.delete(prepared.keys().next().value as string);
}

/** Null when what was said of a slot so far back is no longer known. */
function backersOf(
  { view, slot, digest }: Commit,
  prepared: Backing['prepared'],
  stable: Backing['stable'],
): readonly ReplicaId[] | null {
  const said = prepared.get(`${view}/${slot}/${digest ?? nullDigest}`);
  const past = [...stable].filter(([, low]) => low >= slot).map(([replica]) => replica);
  if (said === undefined && past.length > 0) return null;
  return [...new Set([...(said ?? []), ...past])].sort((a, b) => a - b);
}

function unbacked(
  { slot, view, digest }: Commit,
  replica: ReplicaId,
  backers: readonly ReplicaId[],
  needed: number,
): Violation {
  const what = `R${replica} decided ${short(digest ?? nullDigest)} at slot ${slot} in view ${view}`;
  const who = backers.length === 0 ? 'none' : backers.map((id) => `R${id}`).join(', ');
  const because = `${what}; of the correct replicas ${who} had prepared it, ${needed} must.`;
  return { replicas: [replica], because };
}

/** Two stable checkpoints of one slot have one digest. */
function checkpointAgree(kept: number): AlwaysRule<{ readonly said: Map<string, Said> }> {
  return {
    id: 'pbft/checkpoint-agree',
    promise: 'No two correct replicas hold stable checkpoints of one slot that differ.',
    judge({ said }, event, world) {
      for (const effect of effectsOf(event, world)) {
        if (effect.kind !== 'stable') continue;
        const { replica } = event as ReplicaEvent;
        const { digest = '' } = (effect.certificate[0] ?? {}) as Partial<Checkpoint>;
        const clash = say(said, `slot ${effect.slot}`, { replica, digest }, kept);
        if (clash) return { ...clash, because: `Stable at ${clash.because}` };
      }
      return null;
    },
  };
}

/**
 * Notes what is said of a place first; a different second word is a violation. The oldest place is forgotten.
 */
function say(memory: Map<string, Said>, place: string, said: Said, kept: number): Violation | null {
  const before = memory.get(place);
  if (before === undefined) {
    memory.set(place, said);
    if (memory.size > kept) memory.delete(memory.keys().next().value as string);
    return null;
  }
  if (before.digest === said.digest) return null;
  const both = `${short(before.digest)} at R${before.replica}, ${short(said.digest)} at R${said.replica}`;
  return { replicas: [before.replica, said.replica], because: `${place}: ${both}.` };
}

/** Per replica the low watermark h, as its trace tells: votes are for h < n ≤ h + L only. */
function watermark(window: number): AlwaysRule<{ readonly low: Map<ReplicaId, Slot> }> {
  return {
    id: 'pbft/watermark',
    promise: 'Correct replicas voted between their watermarks only.',
    judge({ low: lows }, event, world) {
      if (event.kind !== 'replica') return null;
      const { replica, effects } = event;
      for (const effect of effects) {
        if (effect.kind === 'stable') lows.set(replica, effect.slot);
        const vote = votedIn(effect);
        if (vote === null || vote.replica !== replica || isResend(effect)) continue;
        const low = lows.get(replica) ?? 0;
        if ((vote.slot > low && vote.slot <= low + window) || !world.isCorrect(replica)) continue;
        const place = `${vote.type} of R${replica} for slot ${vote.slot}`;
        return { replicas: [replica], because: `${place}: h = ${low}, H = ${low + window}.` };
      }
      return null;
    },
  };
}

function isResend(effect: Effect): boolean {
  return 'resend' in effect && effect.resend === true;
}
