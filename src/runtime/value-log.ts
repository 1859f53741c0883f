/**
 * Which values a slot has had, in the order in which they were first put on the network: A, B, C. While a
 * slot has one value nobody needs letters; from its second on both keep theirs for the whole session (VISUAL
 * 3).
 */
import type { Digest, Slot } from '../kernel/ids.ts';
import type { MessageSummary } from '../kernel/present.ts';
import type { ContestedValue } from '../projection/frame.ts';

/** Contested slots that one moment lists at most: the newest ones. */
const SLOTS_LISTED = 64;
/** More values of one slot than letters share the last one. */
const LETTERS = 26;

interface Seen {
  readonly digest: Digest;
  /** Events done when it had been sent. */
  readonly cursor: number;
}

export class ValueLog {
  private readonly slots = new Map<Slot, Seen[]>();
  /** Slots with a second value, in the order in which they got it. */
  private readonly contested: Slot[] = [];

  see({ view, slot, digest }: MessageSummary, cursor: number): void {
    // Without a view it is the digest of a state, not of a proposal.
    if (view === null || slot === null || digest === null) return;
    const seen = this.slots.get(slot);
    if (seen === undefined) {
      this.slots.set(slot, [{ digest, cursor }]);
    } else if (!seen.some((value) => value.digest === digest)) {
      if (seen.push({ digest, cursor }) === 2) this.contested.push(slot);
    }
  }

  /** 0 for A, 1 for B, …; −1 for what is no value of its slot. */
  indexOf({ view, slot, digest }: MessageSummary): number {
    if (view === null || slot === null || digest === null) return -1;
    const index = this.slots.get(slot)?.findIndex((value) => value.digest === digest) ?? -1;
    return Math.min(index, LETTERS - 1);
  }

  /** The values of slots that have had more than one, after `cursor` events. */
  contestedAt(cursor: number): readonly ContestedValue[] {
    const slots = this.contested.filter((slot) => (this.slots.get(slot)?.[1]?.cursor ?? 0) <= cursor);
    return slots
      .slice(-SLOTS_LISTED)
      .flatMap((slot) =>
        (this.slots.get(slot) ?? [])
          .filter((value) => value.cursor <= cursor)
          .map(({ digest }, index) => ({ slot, digest, letter: letterOf(index) })),
      );
  }

  /** What had been seen after `cursor` events. */
  upTo(cursor: number): ValueLog {
    const copy = new ValueLog();
    for (const [slot, seen] of this.slots) {
      const kept = seen.filter((value) => value.cursor <= cursor);
      if (kept.length > 0) copy.slots.set(slot, kept);
    }
    for (const slot of this.contested) if ((copy.slots.get(slot)?.length ?? 0) > 1) copy.contested.push(slot);
    return copy;
  }
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + Math.min(LETTERS - 1, index));
}
