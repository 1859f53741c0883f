/** What one painting of the diagram is made from, and which rows of it are in sight. */
import type { Endpoint, Slot, TimeUs } from '../../kernel/ids.ts';
import type { MessageStyle } from '../../kernel/present.ts';
import type { TimelineMark } from '../../runtime/api.ts';
import { asksForEvents, endpointOf, type Filter, leavesRoutineOut, slotOf } from '../search/filter.ts';
import type { Palette } from '../tokens.ts';
import type { ArrowStore } from './arrow-store.ts';
import { type Axis, eachRow } from './axis.ts';
import type { Geometry, Lanes } from './lanes.ts';
import type { MarkStore } from './mark-store.ts';
import type { View } from './view.ts';

/** A filter as numbers, for the columns. */
export interface Sieve {
  /** 1 for each type that passes, by its position. */
  readonly types: Uint8Array;
  /** Sender or receiver, as the columns have them; −1 for all. */
  readonly place: number;
  readonly sender: number;
  readonly receiver: number;
  /** Sender or receiver besides: from a seat nobody sees other messages; −1 where all are seen. */
  readonly seat: number;
  /** 0 for all. */
  readonly slot: number;
  /** With a slot: messages of none pass, too. */
  readonly slotless: boolean;
  /** Cursors after the events that fit; null where that is not asked. */
  readonly found: ReadonlySet<number> | null;
  /** Equal where the same messages pass: what was counted with it still holds. */
  readonly key: string;
}

export interface Scene {
  readonly arrows: ArrowStore;
  /** Messages on their way that no event has ended yet. */
  readonly live: ArrowStore;
  readonly marks: MarkStore;
  /** Commits, faults, violations of the whole run. */
  readonly story: readonly TimelineMark[];
  readonly axis: Axis;
  readonly lanes: Lanes;
  readonly geometry: Geometry;
  readonly view: View;
  readonly sieve: Sieve;
  readonly styles: readonly MessageStyle[];
  readonly palette: Palette;
  /** Events done at the playhead, the time on display, and where that stands. */
  readonly cursor: number;
  /** Events that were on show before: what comes after them and the playhead is not given away. */
  readonly seen: number;
  readonly time: TimeUs;
  readonly playhead: number;
  /** The slot drawn in full; 0 for none. */
  readonly focus: Slot;
  /** Leaders known by view. */
  readonly leaders: ReadonlyMap<number, number>;
  /** Whose knowledge this is; absent: what is true. */
  readonly seat?: number;
  /** From a seat: slots of which it knows two values. */
  readonly lettered?: ReadonlySet<Slot>;
  /** What the protocol calls a view. */
  readonly viewWord: string;
}

/** One message: a row of one of the two stores. */
export interface RowRef {
  readonly live: boolean;
  readonly row: number;
}

/** More arrows in sight than this are drawn as fans, and more than that as columns. */
const SINGLE_MOST = 350;
const FANS_MOST = 4_000;
/**
 * A delay narrower than this, CSS px, leaves less than 4 px from arrow to arrow; a few arrows need no more.
 */
const CLOSE = 16;
const CLOSE_FROM = 60;

export interface Sight {
  /** Rows of the run in sight, at most one more than fans can show. */
  readonly rows: readonly number[];
  readonly live: readonly number[];
  readonly level: 'single' | 'fans' | 'columns';
}

type Known = Pick<Scene, 'cursor' | 'seen' | 'time'>;

/** While a move is shown, the events after this one wait to be seen. */
export function horizonOf({ cursor, seen }: Pick<Scene, 'cursor' | 'seen'>): number {
  return Math.max(cursor, seen);
}

/** From a seat, what it sent itself: nobody there knows what became of it. */
export function isUnsure({ seat }: Pick<Scene, 'seat'>, { columns }: ArrowStore, row: number): boolean {
  return seat !== undefined && columns.sender.at(row) === seat;
}

export function passes(sieve: Sieve, { columns }: ArrowStore, row: number): boolean {
  const { types, place, sender, receiver, seat, slot, slotless, found } = sieve;
  const type = columns.type.at(row) as number;
  if (type !== 255 && types[type] !== 1) return false;
  const ofSlot = columns.slot.at(row);
  if (slot !== 0 && ofSlot !== slot && !(slotless && ofSlot === 0)) return false;
  if (sender >= 0 && columns.sender.at(row) !== sender) return false;
  if (receiver >= 0 && columns.receiver.at(row) !== receiver) return false;
  if (found !== null && !found.has(columns.cursor.at(row) as number)) return false;
  return touches(columns, row, place) && touches(columns, row, seat);
}

function touches({ sender, receiver }: ArrowStore['columns'], row: number, place: number): boolean {
  return place < 0 || sender.at(row) === place || receiver.at(row) === place;
}

export function inSight(
  scene: Pick<Scene, 'arrows' | 'live' | 'axis' | 'geometry' | 'view' | 'sieve'> & Known,
): Sight {
  const { arrows, live, axis, geometry, view, sieve, time } = scene;
  const { cursor, sentAt } = arrows.columns;
  const horizon = horizonOf(scene);
  const [from, to] = [view.invertX(geometry.head), view.invertX(geometry.along)];
  const rows: number[] = [];
  eachRow(axis, arrows, from, to, (row) => {
    if (axis.end(arrows, row) < from || axis.sent(arrows, row) > to || !passes(sieve, arrows, row))
      return true;
    if ((cursor.at(row) as number) > horizon && (sentAt.at(row) as number) > time) return true;
    rows.push(row);
    return rows.length <= FANS_MOST;
  });
  const flying: number[] = [];
  for (let row = 0; row < live.count; row += 1) if (passes(sieve, live, row)) flying.push(row);
  const count = rows.length + flying.length;
  const isClose = count > CLOSE_FROM && view.k < CLOSE;
  return {
    rows,
    live: flying,
    level: count > FANS_MOST ? 'columns' : count > SINGLE_MOST || isClose ? 'fans' : 'single',
  };
}

/** @param found what the engine found for it; `seat`: whose messages alone are seen */
export function sieveOf(
  filter: Filter,
  styles: readonly MessageStyle[],
  idle: readonly string[],
  found: readonly number[] = [],
  seat = -1,
): Sieve {
  const types = new Uint8Array(256);
  const isAll = !leavesRoutineOut(filter) && (filter.type === 'routine' || filter.type === '');
  for (const [index, { type }] of styles.entries())
    types[index] = isAll || (filter.type === '' ? !idle.includes(type) : filter.type === type) ? 1 : 0;
  const places = {
    place: placeOf(filter.end),
    sender: placeOf(filter.sender),
    receiver: placeOf(filter.receiver),
    seat,
    slot: slotOf(filter) ?? 0,
  };
  const cursors = asksForEvents(filter) ? found : null;
  const key = [...Object.values(places), types.slice(0, styles.length).join(''), cursors?.join() ?? 'all'];
  return { types, ...places, slotless: false, found: cursors && new Set(cursors), key: key.join(' ') };
}

/** The same for one slot, with the messages of none. */
export function withinSlot(sieve: Sieve, slot: Slot): Sieve {
  return { ...sieve, slot, slotless: true, key: `${sieve.key} within ${slot}` };
}

/** As the columns have it; −1 for any. */
function placeOf(text: string): number {
  if (text === '') return -1;
  const end: Endpoint = endpointOf(text);
  return typeof end === 'number' ? end : 0x8000 + Number(end.slice(1));
}
