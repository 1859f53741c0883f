/**
 * Cuts and groups of replicas as commands. A group command replaces the whole partition, so taking one
 * replica out or putting it back means saying all groups again.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { Intervention } from '../../runtime/api.ts';
import { othersThan, seatName, seatNames } from '../panels/words.ts';

export type Groups = readonly (readonly ReplicaId[])[];

/** Whose links with `id` are cut in some direction, and who is still connected both ways. */
export function severed(frame: Frame, id: ReplicaId): { lost: ReplicaId[]; kept: ReplicaId[] } {
  const lost: ReplicaId[] = [];
  const kept: ReplicaId[] = [];
  for (const other of othersThan(id, frame.replicas.length)) {
    const cut = frame.cuts.some(([a, b]) => (a === id && b === other) || (a === other && b === id));
    (cut ? lost : kept).push(other);
  }
  return { lost, kept };
}

/** Partition that leaves `id` alone and everybody else as they are. */
export function isolated(frame: Frame, id: ReplicaId): Intervention {
  const groups = groupsOf(frame)
    .map((group) => group.filter((member) => member !== id))
    .filter((group) => group.length > 0);
  return { do: 'partition', groups: sorted([...groups, [id]]) };
}

/**
 * What connects `id` with everyone again: into the largest group, and every single cut of its mended. `heal`
 * mends all there is, so it serves only where nothing else is cut.
 */
export function rejoined(frame: Frame, id: ReplicaId): readonly Intervention[] {
  const all = groupsOf(frame);
  const others = all
    .map((group) => group.filter((member) => member !== id))
    .filter((group) => group.length > 0)
    .sort((a, b) => b.length - a.length);
  const foreign = frame.cuts.some(([from, to]) => from !== id && to !== id);
  if (!foreign && others.length === 1) return [{ do: 'heal' }];
  const runs: Intervention[] = [];
  if (frame.groups.length > 0) {
    const [largest = [], ...rest] = others;
    runs.push({ do: 'partition', groups: sorted([[...largest, id], ...rest]) });
  }
  for (const [from, to] of frame.cuts) {
    if (from !== id && to !== id) continue;
    if (sameGroup(all, from, to)) runs.push({ do: 'mend', from, to });
  }
  return runs;
}

/** The groups as they are: everyone in one without a partition, alone when in no group. */
export function groupsOf(frame: Frame): Groups {
  const everyone = frame.replicas.map((replica) => replica.id);
  if (frame.groups.length === 0) return [everyone];
  const named = new Set(frame.groups.flat());
  return [...frame.groups, ...everyone.filter((id) => !named.has(id)).map((id) => [id])];
}

/** Number of the group that each replica is in, from 0. */
export function groupNumbers(groups: Groups, replicas: number): number[] {
  return Array.from({ length: replicas }, (_, id) =>
    Math.max(
      0,
      groups.findIndex((group) => group.includes(id)),
    ),
  );
}

/** The command for an edited partition; heals when all are in one group. */
export function partitionOf(numbers: readonly number[]): Intervention {
  const groups = new Map<number, ReplicaId[]>();
  numbers.forEach((group, id) => {
    groups.set(group, [...(groups.get(group) ?? []), id]);
  });
  return groups.size < 2 ? { do: 'heal' } : { do: 'partition', groups: sorted([...groups.values()]) };
}

/** "R0 is cut from R1; what it sends to R2 is lost." by direction. */
export function reachText(frame: Frame, id: ReplicaId): string {
  const { lost, kept } = severed(frame, id);
  if (lost.length === 0) return `${seatName(id)} reaches everyone.`;
  const isCut = (from: ReplicaId, to: ReplicaId) => frame.cuts.some(([a, b]) => a === from && b === to);
  const both = lost.filter((other) => isCut(id, other) && isCut(other, id));
  if (kept.length === 0 && both.length === lost.length) return `${seatName(id)} reaches nobody.`;
  const out = lost.filter((other) => isCut(id, other) && !isCut(other, id));
  const back = lost.filter((other) => !isCut(id, other) && isCut(other, id));
  const parts = [
    both.length === 0 ? '' : `is cut from ${seatNames(both)}`,
    out.length === 0 ? '' : `does not reach ${seatNames(out)}`,
    back.length === 0 ? '' : `hears nothing from ${seatNames(back)}`,
  ];
  return `${seatName(id)} ${parts.filter((part) => part !== '').join('; it ')}.`;
}

function sameGroup(groups: Groups, a: unknown, b: unknown): boolean {
  return groups.some((group) => group.some((id) => id === a) && group.some((id) => id === b));
}

function sorted(groups: Groups): ReplicaId[][] {
  const ordered = groups.map((group) => [...group].sort((a, b) => a - b));
  return ordered.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}
