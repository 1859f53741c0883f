/**
 * One sentence or two per move, for the live region: what was taken in, who stands where now, what is on its
 * way (VISUAL 10). Made from two frames, so it says exactly what the picture shows.
 */
import type { ReplicaGlyph } from '../kernel/present.ts';
import type { Flight, Frame } from '../projection/frame.ts';
import type { Moved } from '../runtime/api.ts';
import { brokenHere, spokenBroken } from './broken-words.ts';
import { counted, seatNames, sentenceCase } from './panels/words.ts';
import { focusSlot, phaseWord } from './stage/focus.ts';

/** What a move came to; of one that stopped where it began, why. */
export function spokenArrival(before: Frame, { frame, stopped, taken }: Moved): string {
  const stayed = stopped !== null && frame.cursor === before.cursor && brokenHere(frame) === null;
  return stayed ? stoppedSentence(stopped) : spokenMove(before, frame, taken);
}

/** "Everything asked for is done: no commit is to come." */
export function stoppedSentence(stopped: string): string {
  return sentenceCase(/[.!?]$/.test(stopped) ? stopped : `${stopped}.`);
}

/** @param taken messages taken in on the way; absent: those that were on their way and are not any more */
export function spokenMove(before: Frame, after: Frame, taken?: Moved['taken']): string {
  const broken = brokenHere(after);
  if (broken !== null) return `${spokenBroken(broken, after)} ${whereEverybodyIs(after)}`;
  if (after.cursor < before.cursor) return `Back at event ${after.cursor}. ${whereEverybodyIs(after)}`;
  const left = new Set(after.inFlight.map((flight) => flight.id));
  const gone = before.inFlight.filter((flight) => !left.has(flight.id));
  const arrived = taken === undefined ? countsOf(gone) : taken;
  return [
    arrived.length === 0 ? '' : `${listedCounts(arrived)} arrived.`,
    ...outcomes(before, after),
    whereEverybodyIs(after),
    after.inFlight.length === 0 ? 'Nothing is on its way.' : `${listed(after.inFlight)} on the way.`,
    ...after.blocked.map((reason) => `${reason.split(':')[0]}.`),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** After an act, or one taken back: what happened last. */
export function actSpoken({ frame }: { readonly frame: Frame | null }): string {
  return frame?.line?.sentence ?? 'At the start.';
}

/** The parts of one act; of many the first three, and how many more. */
export function partsSpoken(told: readonly string[]): string {
  const more = told.length - 3;
  return [...told.slice(0, 3), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

/**
 * After another session opened, or another place of the run: nothing happened, but another picture stands.
 */
export function standingSpoken(frame: Frame, title: string | null): string {
  const opened = title === null ? `At event ${frame.cursor}.` : `${title} is open.`;
  const broken = brokenHere(frame);
  if (broken !== null) return `${opened} ${spokenBroken(broken, frame)} ${whereEverybodyIs(frame)}`;
  const coming = frame.inFlight.length === 0 ? 'Nothing is' : `${listed(frame.inFlight)}`;
  const onTheWay = frame.inFlight.length === 0 ? 'on its way.' : 'on the way.';
  return `${opened} ${whereEverybodyIs(frame)} ${coming} ${onTheWay}`;
}

/** "9 PREPAREs and 1 REPLY" */
export function listed(flights: readonly Pick<Flight, 'summary'>[]): string {
  return listedCounts(countsOf(flights));
}

interface TypeCount {
  readonly type: string;
  readonly count: number;
}

/** Types named in one sentence at most. */
const TYPES_NAMED = 5;

function listedCounts(counts: readonly TypeCount[]): string {
  const named = counts.slice(0, TYPES_NAMED).map(({ type, count }) => counted(count, type, pluralOf(type)));
  const others = counts.slice(TYPES_NAMED).reduce((sum, { count }) => sum + count, 0);
  const parts = others === 0 ? named : [...named, counted(others, 'other')];
  const last = parts.pop() ?? 'nothing';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

function countsOf(flights: readonly Pick<Flight, 'summary'>[]): readonly TypeCount[] {
  const counts = new Map<string, number>();
  for (const { summary } of flights) counts.set(summary.type, (counts.get(summary.type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count }));
}

/** "PREPAREs", "REPLIES", "STATUSes" */
export function pluralOf(type: string): string {
  if (type.endsWith('S')) return `${type}es`;
  return type.endsWith('Y') ? `${type.slice(0, -1)}IES` : `${type}s`;
}

/** "R0 to R3 are prepared at slot 1." by phase of the focus slot. */
export function whereEverybodyIs(frame: Frame): string {
  const slot = focusSlot(frame, null);
  const groups = new Map<string, number[]>();
  for (const replica of frame.replicas) {
    const word = replica.glyph === null ? replica.status : standing(replica.glyph, slot);
    groups.set(word, [...(groups.get(word) ?? []), replica.id]);
  }
  const parts = [...groups].map(([word, ids]) => `${span(ids)} ${ids.length === 1 ? 'is' : 'are'} ${word}`);
  return `At slot ${slot}: ${parts.join(', ')}.`;
}

/** The phase as it reads after "is". */
function standing(glyph: ReplicaGlyph, slot: number): string {
  return glyph.change === null ? phaseWord(glyph, slot) : `changing ${phaseWord(glyph, slot)}`;
}

function outcomes(before: Frame, after: Frame): string[] {
  return after.clients.flatMap((client) => {
    const outcome = client.request?.outcome ?? null;
    const known = before.clients.find((earlier) => earlier.id === client.id)?.request;
    const isNews =
      outcome !== null && (known?.outcome !== outcome || known.timestamp !== client.request?.timestamp);
    return isNews ? [`Client ${client.id}: ${outcome}.`] : [];
  });
}

/** "R0 to R3" for four or more in a row, else names. */
function span(ids: readonly number[]): string {
  const [first = 0] = ids;
  const inRow = ids.every((id, index) => id === first + index);
  return inRow && ids.length > 2 ? `R${first} to R${first + ids.length - 1}` : seatNames(ids);
}
