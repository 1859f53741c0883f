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

/** Slots of one page: what a branch shares, or copies before it writes. */
const PAGE = 256;

interface Page {
  readonly owner: object;
  readonly slots: Map<Slot, Seen[]>;
  /** Cursors of the first and of the last value seen. */
  readonly first: number;
  last: number;
}

export class ValueLog {
  /** Whose pages may be written in place. */
  private owner: object = {};
  private pages = new Map<number, Page>();
  /** Slots with a second value, in the order in which they got it. */
  private contested: Slot[] = [];
  /** Messages name views and no slots: then two values of one view contend. */
  private byView = false;

  see({ view, slot: named, digest }: MessageSummary, cursor: number): void {
    // Without a view it is the digest of a state, not of a proposal.
    if (view === null || digest === null) return;
    const slot = named ?? view;
    this.byView ||= named === null;
    const known = this.seen(slot);
    if (known?.some((value) => value.digest === digest)) return;
    const page = this.ownPage(slot, cursor);
    const seen = page.slots.get(slot) ?? [];
    page.slots.set(slot, seen);
    page.last = cursor;
    if (seen.push({ digest, cursor }) === 2) this.contested.push(slot);
  }

  /**
   * 0 for A, 1 for B, …; −1 for what is no value of its slot, and, where slots are not named, for what
   * nothing contends with so far.
   */
  indexOf({ view, slot, digest }: MessageSummary): number {
    if (view === null || digest === null) return -1;
    const seen = this.seen(slot ?? view) ?? [];
    if (slot === null && seen.length < 2) return -1;
    return Math.min(
      seen.findIndex((value) => value.digest === digest),
      LETTERS - 1,
    );
  }

  /** The values of slots that have had more than one, after `cursor` events. */
  contestedAt(cursor: number): readonly ContestedValue[] {
    const slots = this.contested.filter((slot) => (this.seen(slot)?.[1]?.cursor ?? 0) <= cursor);
    return slots.slice(-SLOTS_LISTED).flatMap((slot) =>
      (this.seen(slot) ?? [])
        .filter((value) => value.cursor <= cursor)
        .map(({ digest }, index) => ({
          slot,
          digest,
          letter: letterOf(index),
          ...(this.byView && { byView: true as const }),
        })),
    );
  }

  /** What had been seen after `cursor` events; pages that hold nothing later are shared. */
  upTo(cursor: number): ValueLog {
    const copy = new ValueLog();
    copy.byView = this.byView;
    this.owner = {};
    for (const [number, page] of this.pages) {
      if (page.last <= cursor) copy.pages.set(number, page);
      else if (page.first <= cursor) copy.pages.set(number, copyOf(page, copy.owner, cursor));
    }
    copy.contested = this.contested.filter((slot) => (copy.seen(slot)?.length ?? 0) > 1);
    return copy;
  }

  private seen(slot: Slot): Seen[] | undefined {
    return this.pages.get(Math.floor(slot / PAGE))?.slots.get(slot);
  }

  private ownPage(slot: Slot, cursor: number): Page {
    const number = Math.floor(slot / PAGE);
    const known = this.pages.get(number);
    if (known?.owner === this.owner) return known;
    const fresh = { owner: this.owner, slots: new Map<Slot, Seen[]>(), first: cursor, last: cursor };
    const page = known === undefined ? fresh : copyOf(known, this.owner, known.last);
    this.pages.set(number, page);
    return page;
  }
}

function copyOf({ slots, first }: Page, owner: object, cursor: number): Page {
  const copy: Page = { owner, slots: new Map(), first, last: first };
  for (const [slot, seen] of slots) {
    const kept = seen.filter((value) => value.cursor <= cursor);
    if (kept.length > 0) copy.slots.set(slot, kept);
    for (const value of kept) copy.last = Math.max(copy.last, value.cursor);
  }
  return copy;
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + Math.min(LETTERS - 1, index));
}
