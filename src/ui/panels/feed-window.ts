/**
 * Which lines of the feed are held: a stretch that ends at the playhead and grows backwards on demand. Lines
 * of one run never change, so moving forward asks for the new ones only; another run, or another past, begins
 * anew.
 */
import type { FeedLine } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';

export interface FeedWindow {
  readonly run: string;
  /** Events from … to − 1 are held. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly FeedLine[];
}

/** Lines fetched at first, and with each step backwards. */
export const feedStretch = 400;
/** Lines kept at most: beyond that the oldest go. */
export const feedMost = 4_000;

export const emptyWindow: FeedWindow = { run: '', from: 0, to: 0, lines: [] };

/** What tells one answer about a run from another: the same past, seen from the same seat. */
export function runKey(info: RunInfo): string {
  return info.seat === undefined ? pastKey(info) : `R${info.seat}|${pastKey(info)}`;
}

/** What tells one past from another: two runs with equal keys have equal events up to the shorter length. */
export function pastKey(info: RunInfo): string {
  const parts = [info.scenario.id, info.scenario.title, info.protocol.id, info.replicas, info.seed];
  const load = [
    info.delayMs.min,
    info.delayMs.max,
    info.load?.count,
    info.load?.everyMs,
    info.accounts.length,
  ];
  const acts = info.interventions.map(({ cursor, text }) => `${cursor}:${text}`);
  return [...parts, ...load, ...acts].join('|');
}

/** What has to be fetched so that the window ends at the playhead; null when it is held already. */
export function missing(
  held: FeedWindow,
  run: string,
  cursor: number,
): { from: number; count: number } | null {
  if (held.run !== run || cursor < held.from || cursor > held.to + feedStretch) {
    const from = Math.max(0, cursor - feedStretch);
    return cursor === 0 ? null : { from, count: cursor - from };
  }
  return cursor > held.to ? { from: held.to, count: cursor - held.to } : null;
}

/** The window with newly fetched lines put to its end or its beginning, or in its place. */
export function withLines(
  held: FeedWindow,
  run: string,
  from: number,
  lines: readonly FeedLine[],
): FeedWindow {
  const to = from + lines.length;
  if (held.run !== run || (from !== held.to && to !== held.from)) return { run, from, to, lines };
  if (to === held.from && from !== held.to)
    return { run, from, to: held.to, lines: [...lines, ...held.lines] };
  const joined = [...held.lines, ...lines];
  const cut = Math.max(0, joined.length - feedMost);
  return { run, from: held.from + cut, to, lines: joined.slice(cut) };
}

/**
 * Lines up to the playhead, without quiet ones unless they are asked for; the playhead's own line always
 * stays.
 */
export function shownLines(held: FeedWindow, cursor: number, quiet: boolean): readonly FeedLine[] {
  return held.lines.filter(
    (line) => line.event < cursor && (quiet || line.weight !== 'quiet' || line.event === cursor - 1),
  );
}
