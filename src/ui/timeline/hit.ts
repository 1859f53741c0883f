/** What is under the pointer: the nearest arrow within reach, then a mark on a lane, then a column. Pure. */
import { counted, inMs } from '../panels/words.ts';
import { type ArrowStore, FATES, FIRST_CLIENT } from './arrow-store.ts';
import { type Columns, cellAt, laneAbove } from './columns.ts';
import { spanOf } from './draw-arrows.ts';
import { marksInSight } from './draw-marks.ts';
import { laneMiddle } from './lanes.ts';
import type { LaneMark } from './mark-store.ts';
import { isUnsure, type RowRef, type Scene, type Sight } from './scene.ts';

export type Hit =
  | { readonly kind: 'row'; readonly ref: RowRef; readonly along: number; readonly across: number }
  | { readonly kind: 'mark'; readonly mark: LaneMark; readonly along: number; readonly across: number }
  | { readonly kind: 'words'; readonly words: string; readonly along: number; readonly across: number };

/** Half of the 24 px that a target measures. */
const REACH = 12;
/** A line that starts nearer wins over a mark only this close. */
const LINE_REACH = 7;

export function hitAt(
  scene: Scene,
  sight: Sight,
  columns: Columns | null,
  along: number,
  across: number,
): Hit | null {
  if (along < scene.geometry.head) return null;
  if (sight.level === 'columns') return columns === null ? null : columnAt(scene, columns, along, across);
  return markAt(scene, along, across) ?? rowAt(scene, sight, along, across);
}

function rowAt(scene: Scene, sight: Sight, along: number, across: number): Hit | null {
  let [best, least]: [RowRef | null, number] = [null, LINE_REACH];
  const look = (store: ArrowStore, rows: readonly number[], live: boolean) => {
    for (const row of rows) {
      const { a0, c0, a1, c1 } = spanOf(scene, store, row);
      // Heads are what one aims at.
      const head = Math.hypot(along - a1, across - c1) - (REACH - LINE_REACH);
      const distance = Math.min(head, toSegment(along, across, a0, c0, a1, c1));
      if (distance >= least) continue;
      least = distance;
      best = { live, row };
    }
  };
  look(scene.arrows, sight.rows, false);
  look(scene.live, sight.live, true);
  return best === null ? null : { kind: 'row', ref: best, along, across };
}

function markAt(scene: Scene, along: number, across: number): Hit | null {
  const { axis, view, geometry, lanes, marks } = scene;
  let [best, least]: [LaneMark | null, number] = [null, 7];
  for (const list of [marks.faults, marks.reached, marks.clients]) {
    for (const mark of marksInSight(scene, list)) {
      const middle = mark.lane === null ? geometry.top : laneMiddle(geometry, lanes.of(mark.lane));
      const distance = Math.hypot(along - view.applyX(axis.moment(mark)), across - middle);
      if (distance >= least) continue;
      least = distance;
      best = mark;
    }
  }
  return best === null ? null : { kind: 'mark', mark: best, along, across };
}

function columnAt(scene: Scene, columns: Columns, along: number, across: number): Hit | null {
  const { view, geometry, lanes, axis, arrows } = scene;
  const lane = laneAbove(geometry, across);
  const column = Math.floor(view.invertX(along) / columns.width) - columns.first;
  const label = lanes.all[lane]?.label;
  if (label === undefined || column < 0 || column >= columns.count) return null;
  const { sum, hue } = cellAt(columns, lane, column);
  if (sum === 0) return null;
  const from = (columns.first + column) * columns.width;
  const { receiver, fate } = arrows.columns;
  const failed = columns.failures.filter((row) => {
    const end = axis.end(arrows, row);
    return end >= from && end < from + columns.width && lanes.ofPlace(receiver.at(row) as number) === lane;
  });
  const refused = failed.filter((row) => FATES[fate.at(row) as number] === 'refused').length;
  const most = scene.styles.find((style) => style.hue === hue)?.type ?? hue;
  const words = [
    `${label}: ${counted(sum, 'message')}, most of the kind of ${most}`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(failed.length > refused ? [`${failed.length - refused} lost`] : []),
  ];
  return { kind: 'words', words: words.join(', '), along, across };
}

function toSegment(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}

/** "R1 → R3: PREPARE, slot 3, 40 to 60 ms, refused" */
export function rowWords(scene: Scene, { live, row }: RowRef): string {
  const store = live ? scene.live : scene.arrows;
  const { columns } = store;
  const type = scene.styles[columns.type.at(row) as number]?.type ?? 'message';
  const slot = columns.slot.at(row) as number;
  const fate = FATES[columns.fate.at(row) as number] ?? 'taken';
  const unsure = isUnsure(scene, store, row);
  const [from, to] = [inMs(columns.sentAt.at(row) as number), inMs(columns.endAt.at(row) as number)];
  const words = [
    `${nameOf(columns.sender.at(row) as number)} → ${nameOf(columns.receiver.at(row) as number)}: ${type}`,
    ...(slot > 0 ? [`slot ${slot}`] : []),
    unsure
      ? `sent ${from}, what became of it is not known here`
      : live
        ? `sent ${from}, due ${to}`
        : fate === 'dropped'
          ? `sent ${from}`
          : `${from} to ${to}`,
    ...(live && !unsure ? ['on its way'] : []),
    ...(unsure || fate === 'taken' ? [] : [fate === 'crashed' ? 'found nobody' : fate]),
  ];
  return words.join(', ');
}

export function markWords({ lane, text, number, kind, at }: LaneMark): string {
  const who = lane === null ? '' : `${typeof lane === 'number' ? `R${lane}` : lane} `;
  const what = kind === 'executed' ? `executed slot ${number}` : text;
  const slot = kind === 'state' && number !== null ? `, slot ${number}` : '';
  return `${kind === 'fault' ? '' : who}${what}${slot}, ${inMs(at)}`;
}

/** As the engine names messages: "r0>1#7". */
export function messageId({ columns }: ArrowStore, row: number): string {
  const [from, to] = [columns.sender.at(row) as number, columns.receiver.at(row) as number];
  const sender = from >= FIRST_CLIENT ? `c${from - FIRST_CLIENT}` : `r${from}`;
  const receiver = to >= FIRST_CLIENT ? `c${to - FIRST_CLIENT}` : `${to}`;
  return `${sender}>${receiver}#${columns.number.at(row)}`;
}

function nameOf(place: number): string {
  return place >= FIRST_CLIENT ? `c${place - FIRST_CLIENT}` : `R${place}`;
}
