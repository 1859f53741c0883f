/**
 * The latest change of view as of a moment, for the page: what the replicas brought, what follows from it,
 * who checked it, why it began, and which decision another choice of rows would forget.
 */
import type { ChangeChoice, ChangeStory, HeldChanges } from '../kernel/change-story.ts';
import type { ReplicaId, Slot, View } from '../kernel/ids.ts';
import { explain } from '../projection/explain.ts';
import type { FeedLine } from '../projection/frame.ts';
import type { ChangeTold, ChangeWhatIf, Forgotten, Problem } from './court-api.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

interface Held extends HeldChanges {
  readonly replica: ReplicaId;
}

/** `seat`: only what this replica holds counts; null: what anybody holds. */
export function changeStoryAt(
  run: PageRun,
  cursor: number,
  whatIf: ChangeWhatIf,
  seat: ReplicaId | null = null,
): ChangeTold | Problem {
  const { manifest, plan } = run.assembly;
  const { changes } = manifest;
  if (changes === undefined) return { problem: `${manifest.title} changes views without such messages` };
  const held = heldAt(run, cursor).filter(({ replica }) => seat === null || replica === seat);
  const view = Math.max(-1, ...held.map((one) => one.view));
  if (view < 0) return { problem: 'no replica has left its view yet' };
  const latest = held.filter((one) => one.view === view);
  const opening = latest.find((one) => one.opened !== null);
  const opened = opening?.opened ?? null;
  const messages = [...(opening?.messages ?? []), ...latest.flatMap((one) => one.messages)];
  const cluster = { replicas: plan.replicas, faults: plan.faults };
  const own = opened ?? changes.tell(view, messages, everybody(cluster.replicas), cluster).rows.map(idOf);
  const choice: ChangeChoice = { included: whatIf.included ?? own, needed: whatIf.needed };
  const story = changes.tell(view, messages, choice, cluster);
  return {
    story,
    whatIf: !sameIds(choice.included, own) || story.needed !== story.quorum,
    checkedBy: latest.filter((one) => one.opened !== null).map(({ replica }) => replica),
    why: whyLeft(run, cursor, view, changes.type).filter(({ where }) => seat === null || where === seat),
    forgotten: forgottenBy(run, cursor, story),
  };
}

function idOf({ replica }: { readonly replica: ReplicaId }): ReplicaId {
  return replica;
}

function everybody(replicas: number): ChangeChoice {
  return { included: Array.from({ length: replicas }, (_, id) => id), needed: null };
}

/** What each replica that is up holds. */
function heldAt(run: PageRun, cursor: number): readonly Held[] {
  const { manifest, plan } = run.assembly;
  const picture = run.recording.pictureAt(cursor);
  const held: Held[] = [];
  for (let replica = 0; replica < plan.replicas; replica++) {
    if (picture.seats[replica]?.status === 'crashed') continue;
    const state = run.recording.stateAt(replica, cursor);
    const own = state && (manifest.changes?.held(state.protocol) ?? null);
    if (own) held.push({ ...own, replica });
  }
  return held;
}

function sameIds(a: readonly ReplicaId[], b: readonly ReplicaId[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/** The events in which replicas first left for this view, oldest first; the search back is bounded. */
function whyLeft(run: PageRun, cursor: number, view: View, type: string): readonly FeedLine[] {
  const { manifest } = run.assembly;
  const found = new Map<ReplicaId, FeedLine>();
  const first = Math.max(0, cursor - limits.changeSearch);
  for (let index = cursor - 1; index >= first; index--) {
    const event = run.recording.glance(index);
    if (event?.kind !== 'replica') continue;
    const left = event.effects.some(
      (effect) =>
        effect.kind === 'broadcast' &&
        effect.resend !== true &&
        effect.message.type === type &&
        manifest.summary(effect.message).view === view,
    );
    if (left) found.set(event.replica, explain(event, run.wording));
  }
  return [...found.values()].reverse();
}

/** Slots decided anywhere that the proposals give something else, or nothing. */
function forgottenBy(run: PageRun, cursor: number, story: ChangeStory): readonly Forgotten[] {
  if (story.refused !== null) return [];
  const { manifest, plan } = run.assembly;
  const proposed = new Map(story.proposals.map((one) => [one.slot, one]));
  const forgotten = new Map<Slot, Forgotten>();
  for (let replica = 0; replica < plan.replicas; replica++) {
    const state = run.recording.stateAt(replica, cursor);
    if (state === null) continue;
    const { replicas, faults, options } = plan;
    const { log } = manifest.describe(state.protocol, { self: replica, replicas, faults, options });
    for (const { slot, digest, cells } of log.rows) {
      const entry = proposed.get(slot);
      if (cells.at(-1)?.reached !== true || entry === undefined || forgotten.has(slot)) continue;
      const kept = entry.why !== 'not proposed' && entry.digest === digest;
      if (!kept) forgotten.set(slot, { slot, digest, replica });
    }
  }
  return [...forgotten.values()];
}
