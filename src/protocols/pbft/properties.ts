/**
 * PBFT's own verdicts (fact pack §1.10), from the trace alone and by code that shares nothing with the
 * protocol but the shapes of its messages: PREPARED_UNIQUE, CHECKPOINT_AGREE, WATERMARK, NEWVIEW_PRESERVES,
 * CLIENT_SOUND. Correct replicas are judged only; what a liar says is looked at only where a correct one acts
 * on it.
 */
import { type AlwaysRule, alwaysProperty, type Violation } from '../../kernel/always.ts';
import type { Commit, Effect } from '../../kernel/effect.ts';
import type { ClientId, Digest, ReplicaId, Slot, View } from '../../kernel/ids.ts';
import type { Message, Reply } from '../../kernel/message.ts';
import type { Property, World } from '../../kernel/property.ts';
import type { PropertyConfig } from '../../kernel/protocol.ts';
import type { ClientEvent, ReplicaEvent, TraceEvent } from '../../kernel/trace.ts';
import {
  type Checkpoint,
  type Commit as CommitVote,
  type NewView,
  nullDigest,
  type Prepare,
  type Proposal,
} from './types.ts';

/** What lies more than this many windows back can meet no correct vote any more. */
const windowsKept = 8;

export function pbftProperties({ options }: PropertyConfig): readonly Property[] {
  const kept = windowsKept * options.windowSlots;
  return [
    alwaysProperty(preparedUnique(kept), { said: new Map() }),
    alwaysProperty(checkpointAgree(kept), { said: new Map() }),
    alwaysProperty(watermark(options.windowSlots), { low: new Map() }),
    alwaysProperty(newViewPreserves(kept), { commits: new Map(), views: new Map() }),
    alwaysProperty(clientSound, { executed: new Map(), accepted: new Map() }),
  ];
}

/** The event's effects when a correct replica had them; else none. */
function effectsOf(event: TraceEvent, world: World): readonly Effect[] {
  return event.kind === 'replica' && world.isCorrect(event.replica) ? event.effects : nothing;
}

const nothing: readonly Effect[] = [];

type SlotVote = Proposal | Prepare | CommitVote;

/** A vote for a slot that this effect sends out; null for every other effect. */
function votedIn(effect: Effect): SlotVote | null {
  if (effect.kind !== 'broadcast' && effect.kind !== 'send') return null;
  const { type } = effect.message;
  const isVote = type === 'PRE-PREPARE' || type === 'PREPARE' || type === 'COMMIT';
  return isVote ? (effect.message as SlotVote) : null;
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

interface Decided {
  readonly replica: ReplicaId;
  readonly view: View;
  readonly digest: Digest;
}

interface Installed {
  readonly replica: ReplicaId;
  readonly minSlot: Slot;
  readonly proposed: ReadonlyMap<Slot, Digest>;
}

interface ViewMemory {
  /** First decision per slot, the latest slots only. */
  readonly commits: Map<Slot, Decided>;
  /** Per view, the NEW-VIEW that a correct replica installed first. */
  readonly views: Map<View, Installed>;
}

/** What was decided in an earlier view and is not stable yet is proposed again in every later one. */
function newViewPreserves(slotsKept: number): AlwaysRule<ViewMemory> {
  return {
    id: 'pbft/newview-preserves',
    promise: 'Every NEW-VIEW proposed again what correct replicas had decided in earlier views.',
    judge(memory, event, world) {
      const effects = effectsOf(event, world);
      const message = effects.length === 0 ? null : installedIn(event as ReplicaEvent);
      if (message !== null) {
        const installed = readNewView(message, (event as ReplicaEvent).replica);
        memory.views.set(message.view, installed);
        for (const [slot, commit] of memory.commits) {
          const lost = compare(slot, commit, message.view, installed);
          if (lost) return lost;
        }
      }
      for (const effect of effects) {
        const lost =
          effect.kind === 'commit' ? decidedNow(memory, effect, event as ReplicaEvent, slotsKept) : null;
        if (lost) return lost;
      }
      return null;
    },
  };
}

/** The NEW-VIEW that this event sent or, not refusing it, took in. */
function installedIn({ input, effects }: ReplicaEvent): NewView | null {
  for (const effect of effects) {
    if (effect.kind === 'broadcast' && effect.message.type === 'NEW-VIEW') return effect.message as NewView;
  }
  const taken: Message | null = input.kind === 'message' ? input.envelope.message : null;
  if (taken?.type !== 'NEW-VIEW' || effects.some((effect) => effect.kind === 'refuse')) return null;
  return taken as NewView;
}

function readNewView({ changes, proposals }: NewView, replica: ReplicaId): Installed {
  const minSlot = changes.reduce((most, change) => Math.max(most, change.stableSlot), 0);
  return { replica, minSlot, proposed: new Map(proposals.map(({ slot, digest }) => [slot, digest])) };
}

function decidedNow(
  { commits, views }: ViewMemory,
  { slot, view, digest }: Commit,
  { replica }: ReplicaEvent,
  slotsKept: number,
): Violation | null {
  const commit = { replica, view, digest: digest ?? nullDigest };
  const before = commits.get(slot);
  if (before !== undefined && before.view <= view) return null;
  commits.set(slot, commit);
  commits.delete(slot - slotsKept);
  for (const [later, installed] of views) {
    const lost = compare(slot, commit, later, installed);
    if (lost) return lost;
  }
  return null;
}

function compare(slot: Slot, commit: Decided, later: View, installed: Installed): Violation | null {
  if (commit.view >= later || slot <= installed.minSlot) return null;
  const found = installed.proposed.get(slot);
  if (found === commit.digest) return null;
  const decided = `R${commit.replica} decided ${short(commit.digest)} at slot ${slot} in view ${commit.view}`;
  const instead = found === undefined ? 'nothing' : short(found);
  const because =
    `${decided}; R${installed.replica} installed view ${later}, which proposes ` + `${instead} there.`;
  return { replicas: [commit.replica, installed.replica], because };
}

interface Result {
  readonly timestamp: number;
  readonly result: string;
  readonly replica: ReplicaId | null;
}

interface ClientMemory {
  /** The latest request of each client that a replica with a sound state executed, and its receipt. */
  readonly executed: Map<ClientId, Result>;
  /** The latest result that each client accepted. */
  readonly accepted: Map<ClientId, Result>;
}

/** What a client accepts is what its request gave in the decided order, whichever comes first. */
const clientSound: AlwaysRule<ClientMemory> = {
  id: 'pbft/client-sound',
  promise: 'Every accepted result is the one that the decided order gave.',
  judge(memory, event, world) {
    if (event.kind === 'client') return acceptedNow(memory, event);
    if (event.kind !== 'replica' || event.applied.length === 0) return null;
    return world.isStateCorrect(event.replica) ? executedNow(memory, event) : null;
  },
};

function acceptedNow(memory: ClientMemory, { client, action }: ClientEvent): Violation | null {
  if (action.kind !== 'received' || action.accepted === null) return null;
  const { timestamp } = action.envelope.message as Reply;
  const accepted = { timestamp, result: action.accepted.result, replica: null };
  memory.accepted.set(client, accepted);
  return differ(client, accepted, memory.executed.get(client));
}

function executedNow(memory: ClientMemory, { effects, applied, replica }: ReplicaEvent): Violation | null {
  for (const effect of effects) {
    if (effect.kind !== 'commit') continue;
    const done = applied.find((one) => one.cause === 'commit' && one.slot === effect.slot);
    for (const [i, { client, timestamp }] of effect.execute.entries()) {
      const executed = { timestamp, result: done?.receipts[i] ?? '', replica };
      if ((memory.executed.get(client)?.timestamp ?? 0) < timestamp) memory.executed.set(client, executed);
      const wrong = differ(client, memory.accepted.get(client), executed);
      if (wrong) return wrong;
    }
  }
  return null;
}

function differ(
  client: ClientId,
  accepted: Result | undefined,
  executed: Result | undefined,
): Violation | null {
  if (!accepted || !executed || accepted.timestamp !== executed.timestamp) return null;
  if (accepted.result === executed.result) return null;
  const request = `Request ${accepted.timestamp} of ${client}`;
  const because =
    `${request} gave ${short(executed.result)} at R${executed.replica}, the client ` +
    `accepted ${short(accepted.result)}.`;
  return { replicas: executed.replica === null ? [] : [executed.replica], because };
}

function short(digest: string): string {
  return digest === nullDigest ? 'null' : digest.slice(0, 8);
}
