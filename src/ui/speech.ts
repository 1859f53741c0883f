/**
 * One sentence per move, for the live region (EXPERIENCE, Habits): which Round it was or from where to where
 * it went, what was taken in, who stands where now, what is on its way. Made from two frames, so it says
 * exactly what the picture shows. Only a broken promise takes more than one sentence.
 */
import type { ReplicaGlyph } from '../kernel/present.ts';
import type { Flight, Frame } from '../projection/frame.ts';
import type { Move, Moved } from '../runtime/api.ts';
import { brokenHere, spokenBroken } from './broken-words.ts';
import { answered, answeredWords, mattered, stirred } from './mattered.ts';
import { counted, grouped, inMs, seatNames, sentenceCase } from './panels/words.ts';
import { focusSlot, phaseWord } from './stage/focus.ts';

/** What a move came to; of one that stopped where it began, why. */
export function spokenArrival(before: Frame, moved: Moved, move: Pick<Move, 'kind'>): string {
  const { frame: after, stopped } = moved;
  const broken = brokenHere(after);
  if (broken !== null) return `${spokenBroken(broken, after)} ${whereEverybodyIs(after)}`;
  if (stopped !== null && after.cursor === before.cursor) return stoppedSentence(stopped);
  if (after.cursor < before.cursor) {
    // Where nothing of the kind came before, a way back ends here.
    const start = after.cursor === (moved.info.start ?? 0) ? 'the start, ' : '';
    return `Back at ${start}${place(after)}: ${standing(after)}.`;
  }
  if (move.kind === 'step' && after.line !== null) return after.line.sentence;
  return move.kind === 'round' ? roundSpoken(before, moved) : farSpoken(before, moved);
}

/** "Everything asked for is done: no commit is to come." */
export function stoppedSentence(stopped: string): string {
  return sentenceCase(/[.!?]$/.test(stopped) ? stopped : `${stopped}.`);
}

/** "Round 3: 9 PREPAREs arrived; at slot 1 R0 to R3 are prepared; 12 COMMITs are on the way." */
function roundSpoken(before: Frame, moved: Moved): string {
  const { frame: after, info, round } = moved;
  const told = [
    arrivals(before, moved),
    ...stirred(info, before.cursor, after.cursor),
    ...answers(before, moved),
    standing(after),
  ].filter((part) => part !== '');
  const whole = `${told.join('; ')}.`;
  return round === undefined ? sentenceCase(whole) : `Round ${grouped(round)}: ${whole}`;
}

/** "From event 2 (20 ms) to event 30 (100 ms): slot 1 was committed; 9 PREPAREs … arrived; …" */
function farSpoken(before: Frame, moved: Moved): string {
  const { frame: after, info } = moved;
  const told = [
    ...mattered(info, before.cursor, after.cursor),
    ...answers(before, moved),
    arrivals(before, moved),
    standing(after),
  ].filter((part) => part !== '');
  return `From ${place(before)} to ${place(after)}: ${told.join('; ')}.`;
}

/** "event 1,204 (60 ms)" */
function place({ cursor, at }: Frame): string {
  return `event ${grouped(cursor)} (${inMs(at)})`;
}

/** What was taken in; where the engine has not counted it, what was on its way and is not any more. */
function arrivals(before: Frame, { frame: after, taken }: Moved): string {
  const left = new Set(after.inFlight.map((flight) => flight.id));
  const gone = before.inFlight.filter((flight) => !left.has(flight.id));
  const arrived = taken ?? countsOf(gone);
  return arrived.length === 0 ? '' : `${listedCounts(arrived)} arrived`;
}

/** Who stands where, what is on its way, and why nothing is. */
function standing(frame: Frame): string {
  const parts = [standings(frame), coming(frame), ...blockedWords(frame)];
  return parts.filter((part) => part !== '').join('; ');
}

/** From a seat it is known what was sent, and not whether it is on its way. */
function coming({ inFlight, seat }: Frame): string {
  const one = inFlight.length === 1;
  if (inFlight.length === 0) return seat === undefined ? 'nothing is on its way' : '';
  if (seat !== undefined) return `${listed(inFlight)} ${one ? 'was' : 'were'} sent by R${seat}`;
  return `${listed(inFlight)} ${one ? 'is' : 'are'} on the way`;
}

/** "R1 to R3 wait: request 6 of c0 needs the PRE-PREPARE of R0": who waits for the same is named together. */
function blockedWords({ blocked }: Frame): readonly string[] {
  const waiting = new Map<string, number[]>();
  for (const reason of blocked) {
    const [, id = '', why = ''] = /^R(\d+) ([^:]*)/.exec(reason) ?? [];
    waiting.set(why, [...(waiting.get(why) ?? []), Number(id)]);
  }
  return [...waiting].map(([why, ids]) => `${span(ids)} ${ids.length === 1 ? 'waits' : 'wait'}: ${why}`);
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
  const opened = title === null ? `At ${place(frame)}` : `“${title}” is open`;
  const broken = brokenHere(frame);
  if (broken !== null) return `${opened}. ${spokenBroken(broken, frame)} ${whereEverybodyIs(frame)}`;
  return `${opened}: ${standing(frame)}.`;
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

/** "At slot 1 R0 to R3 are prepared." */
export function whereEverybodyIs(frame: Frame): string {
  return sentenceCase(`${standings(frame)}.`);
}

/**
 * "at slot 1 R0 to R3 are prepared", by phase of the focus slot; where phases are said of what stands there,
 * "slot 1 is notarised at R0 to R3". From a seat its own alone: where others stand nobody there sees.
 */
function standings(frame: Frame): string {
  const slot = focusSlot(frame, null);
  const seen = frame.replicas.filter(({ id }) => frame.seat === undefined || id === frame.seat);
  const ofBlocks = seen.some(({ glyph }) => glyph?.phasesOf === 'block');
  const groups = new Map<string, number[]>();
  for (const replica of seen) {
    const word = replica.glyph === null ? replica.status : stateOf(replica.glyph, slot);
    groups.set(word, [...(groups.get(word) ?? []), replica.id]);
  }
  const are = (ids: readonly number[]) => (ids.length === 1 ? 'is' : 'are');
  const parts = [...groups].map(([word, ids]) => {
    const isDown = seen.some(({ id, glyph }) => id === ids[0] && glyph === null);
    if (!ofBlocks || isDown) return `${span(ids)} ${are(ids)} ${word}`;
    return `${word === 'waiting' ? 'awaited' : word} at ${span(ids)}`;
  });
  return ofBlocks ? `slot ${slot} is ${parts.join(', ')}` : `at slot ${slot} ${parts.join(', ')}`;
}

/** The phase as it reads after "is". */
function stateOf(glyph: ReplicaGlyph, slot: number): string {
  const word = phaseWord(glyph, slot);
  if (glyph.change !== null) return `changing ${word}`;
  return word === glyph.mode ? `in ${word}` : word;
}

/** With their outcomes while those can be seen: a client goes on to its next request at once. */
function answers(before: Frame, { frame: after, info }: Moved): readonly string[] {
  const all = answered(info.marks, before.cursor, after.cursor);
  const told = outcomes(before, after);
  return told.length === all.length || all.length === 0 ? told : [answeredWords(all)];
}

/** "c0 is answered (paid: 2 equal replies)": answers that were not there before. */
function outcomes(before: Frame, after: Frame): string[] {
  return after.clients.flatMap((client) => {
    const outcome = client.request?.outcome ?? null;
    const known = before.clients.find((earlier) => earlier.id === client.id)?.request;
    const isNews =
      outcome !== null && (known?.outcome !== outcome || known.timestamp !== client.request?.timestamp);
    return isNews ? [`${client.id} is answered (${outcome})`] : [];
  });
}

/** "R0 to R3" for four or more in a row, else names. */
function span(ids: readonly number[]): string {
  const [first = 0] = ids;
  const inRow = ids.every((id, index) => id === first + index);
  return inRow && ids.length > 2 ? `R${first} to R${first + ids.length - 1}` : seatNames(ids);
}
