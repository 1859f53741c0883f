/**
 * Arrows one by one, and broadcasts as fans: solid up to the playhead, dashed after it. One path per look, so
 * that thousands cost a few strokes (TOOLING 3). Failures are always drawn one by one.
 */
import type { Hue } from '../../kernel/present.ts';
import { type ArrowStore, FATES } from './arrow-store.ts';
import { FONT, type Ink } from './ink.ts';
import { laneMiddle } from './lanes.ts';
import { isUnsure, type Scene, type Sight } from './scene.ts';

const HUES: readonly Hue[] = ['neutral', 'proposal', 'vote1', 'vote2', 'change'];
const HEAD = 8;
/** Lanes nearer than this have no room for heads. */
const HEADS_FROM = 12;
const LATER_DASH = [3, 4];
/** What a sender knows of its message: that it is on the link. How far along, px, and what share across. */
const STUB = 14;
const ON_LINK = 0.4;

/** Where one message stands, in CSS px. */
export interface Span {
  readonly a0: number;
  readonly c0: number;
  readonly a1: number;
  readonly c1: number;
}

export function spanOf(scene: Scene, store: ArrowStore, row: number): Span {
  const { axis, view, geometry, lanes } = scene;
  const { sender, receiver, fate } = store.columns;
  const c0 = laneMiddle(geometry, lanes.ofPlace(sender.at(row) as number));
  const c1 = laneMiddle(geometry, lanes.ofPlace(receiver.at(row) as number));
  const dropped = FATES[fate.at(row) as number] === 'dropped';
  const sent = view.applyX(axis.sent(store, row));
  if (isUnsure(scene, store, row)) return { a0: sent, c0, a1: sent + STUB, c1: c0 + (c1 - c0) * ON_LINK };
  return {
    a0: sent,
    c0,
    a1: view.applyX(axis.end(store, row)),
    // It fell off the link half-way.
    c1: dropped ? (c0 + c1) / 2 : c1,
  };
}

/**
 * Which of a slot's values it is, is a comparison: from a seat one of what came there, and only where that
 * held two values.
 */
export function isLettered(scene: Scene, store: ArrowStore, row: number): boolean {
  const slot = store.columns.slot.at(row) as number;
  if (!scene.arrows.contested.has(slot)) return false;
  return scene.seat === undefined || (!isUnsure(scene, store, row) && scene.lettered?.has(slot) === true);
}

/** How much of its way a message has gone: 0 not sent, 1 arrived. */
export function flown(scene: Scene, store: ArrowStore, row: number): number {
  const { cursor, sentAt, endAt } = store.columns;
  if (isUnsure(scene, store, row)) return (sentAt.at(row) as number) <= scene.time ? 1 : 0;
  if ((cursor.at(row) as number) <= scene.cursor) return 1;
  const [sent, end] = [sentAt.at(row) as number, endAt.at(row) as number];
  if (scene.time < sent || (scene.time === sent && store !== scene.live)) return 0;
  return Math.min(0.999, (scene.time - sent) / Math.max(1, end - sent));
}

export function drawArrows(ink: Ink, scene: Scene, sight: Sight): void {
  const looks = new Looks();
  const isFan = sight.level === 'fans';
  const fans = new Fans();
  for (const [store, rows] of [
    [scene.arrows, sight.rows],
    [scene.live, sight.live],
  ] as const) {
    for (const row of rows) {
      if (isFan && store.columns.fate.at(row) === 0) fans.add(scene, store, row);
      else looks.add(scene, store, row);
    }
    if (isFan) fans.close(scene, store, looks);
  }
  looks.draw(ink, scene, isFan);
  fans.draw(ink, scene);
  drawFates(ink, scene, sight.rows);
}

interface Line extends Span {
  readonly share: number;
  readonly letter: string;
}

/** Arrows that look alike, drawn with one path. */
class Looks {
  private readonly batches = new Map<number, Line[]>();
  /** Where letters stand: one over another says nothing. */
  private readonly lettered = new Set<number>();

  add(scene: Scene, store: ArrowStore, row: number): void {
    const { type, slot, value } = store.columns;
    const share = flown(scene, store, row);
    const ofSlot = slot.at(row) as number;
    const isOther = scene.focus !== 0 && ofSlot !== 0 && ofSlot !== scene.focus;
    const look = isOther ? 2 : ofSlot === scene.focus && ofSlot !== 0 ? 1 : 0;
    const key = (type.at(row) as number) * 16 + look * 4 + (share === 1 ? 0 : share === 0 ? 2 : 1);
    const letter = isLettered(scene, store, row) ? letterOf(value.at(row) as number) : '';
    const line = { ...spanOf(scene, store, row), share, letter };
    const batch = this.batches.get(key);
    if (batch === undefined) this.batches.set(key, [line]);
    else batch.push(line);
  }

  draw(ink: Ink, scene: Scene, crowded: boolean): void {
    // Other slots lie below, the focus slot on top.
    const keys = [...this.batches.keys()].sort((a, b) => rank(a) - rank(b));
    for (const key of keys) this.drawBatch(ink, scene, key, this.batches.get(key) as Line[], crowded);
  }

  private drawBatch(ink: Ink, scene: Scene, key: number, batch: readonly Line[], crowded: boolean): void {
    const { pen } = ink;
    const { palette } = scene;
    const style = scene.styles[key >> 4];
    const [look, phase] = [(key >> 2) & 3, key & 3];
    const hue = style?.hue ?? 'neutral';
    const colour = look === 2 || phase === 2 ? palette.line : palette[hue];
    pen.strokeStyle = colour;
    pen.lineWidth = phase === 2 ? 1 : look === 1 ? 2 : 1.25;
    const dash = hue === 'change' ? [6, 3] : style?.shape.startsWith('tag') === true ? [2, 3] : [];
    pen.setLineDash(phase === 2 && !crowded ? LATER_DASH : dash);
    pen.beginPath();
    for (const { a0, c0, a1, c1, share } of batch) {
      ink.move(a0, c0);
      const gone = phase === 2 ? 1 : share;
      ink.line(a0 + (a1 - a0) * gone, c0 + (c1 - c0) * gone);
    }
    pen.stroke();
    if (phase === 1) drawRest(ink, batch);
    pen.setLineDash([]);
    if (scene.geometry.pitch < HEADS_FROM) return;
    pen.fillStyle = style?.hollow === true ? palette.paper : colour;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (const { a0, c0, a1, c1, share } of batch) {
      const gone = phase === 2 ? 1 : share;
      ink.shape(style?.shape ?? 'disc', a0 + (a1 - a0) * gone, c0 + (c1 - c0) * gone, HEAD);
    }
    pen.fill();
    if (style?.hollow === true || style?.double === true) pen.stroke();
    drawLetters(ink, scene, batch, this.lettered);
  }
}

/** From the playhead to where it is due. */
function drawRest(ink: Ink, batch: readonly Line[]): void {
  ink.pen.lineWidth = 1;
  ink.pen.setLineDash(LATER_DASH);
  ink.pen.beginPath();
  for (const { a0, c0, a1, c1, share } of batch) {
    ink.move(a0 + (a1 - a0) * share, c0 + (c1 - c0) * share);
    ink.line(a1, c1);
  }
  ink.pen.stroke();
}

function drawLetters(ink: Ink, { palette }: Scene, batch: readonly Line[], taken: Set<number>): void {
  ink.pen.font = '600 12px system-ui, sans-serif';
  for (const { a1, c1, letter } of batch) {
    const [column, row] = [Math.round(a1 / 11), Math.round(c1 / 12)];
    if (letter === '' || taken.has(column * 4_096 + row) || taken.has((column - 1) * 4_096 + row)) continue;
    taken.add(column * 4_096 + row);
    ink.pen.lineWidth = 3;
    ink.pen.strokeStyle = palette.paper;
    ink.pen.fillStyle = palette.ink;
    ink.haloed(letter, a1 - 15, c1 - 3);
  }
}

function rank(key: number): number {
  const [look, phase] = [(key >> 2) & 3, key & 3];
  return (phase === 2 ? 0 : 4) + (look === 2 ? 0 : look === 0 ? 1 : 2);
}

export function letterOf(value: number): string {
  return value < 26 ? String.fromCharCode(65 + value) : '';
}

interface Fan {
  readonly first: number;
  /** Rows at the outermost lanes. */
  least: number;
  most: number;
  count: number;
  share: number;
}

/** Broadcasts: apex at the sender, base from the first to the last receiver, and how many. */
class Fans {
  private open = new Map<number, Fan>();
  private readonly shapes: { readonly key: number; readonly fan: Fan; readonly store: ArrowStore }[] = [];

  add(scene: Scene, store: ArrowStore, row: number): void {
    const group = store.group.at(row) as number;
    const fan = this.open.get(group);
    const share = flown(scene, store, row);
    if (fan === undefined) {
      this.open.set(group, { first: row, least: row, most: row, count: 1, share });
      return;
    }
    const { receiver } = store.columns;
    const lane = scene.lanes.ofPlace(receiver.at(row) as number);
    if (lane < scene.lanes.ofPlace(receiver.at(fan.least) as number)) fan.least = row;
    if (lane > scene.lanes.ofPlace(receiver.at(fan.most) as number)) fan.most = row;
    fan.count += 1;
    fan.share = Math.min(fan.share, share);
  }

  /** What has one member only is an arrow. */
  close(scene: Scene, store: ArrowStore, looks: Looks): void {
    const { type, slot } = store.columns;
    for (const fan of this.open.values()) {
      if (fan.count === 1) {
        looks.add(scene, store, fan.first);
        continue;
      }
      const inFocus = slot.at(fan.first) === scene.focus && scene.focus !== 0;
      const hue = HUES.indexOf(scene.styles[type.at(fan.first) as number]?.hue ?? 'neutral');
      this.shapes.push({ key: hue * 4 + (fan.share === 1 ? 0 : 2) + (inFocus ? 1 : 0), fan, store });
    }
    this.open = new Map();
  }

  draw(ink: Ink, scene: Scene): void {
    const { pen } = ink;
    const byLook = new Map<number, typeof this.shapes>();
    for (const shape of this.shapes) {
      const alike = byLook.get(shape.key);
      if (alike === undefined) byLook.set(shape.key, [shape]);
      else alike.push(shape);
    }
    for (const [key, shapes] of byLook) {
      pen.strokeStyle = (key & 2) === 0 ? scene.palette[HUES[key >> 2] ?? 'neutral'] : scene.palette.line;
      pen.lineWidth = (key & 1) === 1 ? 2 : 1;
      pen.beginPath();
      for (const { fan, store } of shapes) outline(ink, scene, store, fan);
      pen.stroke();
    }
    if (this.shapes.length <= 160) this.drawCounts(ink, scene);
  }

  private drawCounts(ink: Ink, scene: Scene): void {
    ink.pen.font = FONT;
    ink.pen.fillStyle = scene.palette.ink;
    for (const { fan, store } of this.shapes) {
      const { a0, a1, c1 } = spanOf(scene, store, fan.most);
      if (a1 - a0 < 48) continue;
      ink.text(`× ${fan.count}`, a0 + (a1 - a0) * 0.62, c1 - 4);
    }
  }
}

function outline(ink: Ink, scene: Scene, store: ArrowStore, fan: Fan): void {
  const [top, bottom] = [spanOf(scene, store, fan.least), spanOf(scene, store, fan.most)];
  ink.move(top.a0, top.c0);
  ink.line(top.a1, top.c1);
  ink.line(bottom.a1, bottom.c1);
  ink.line(top.a0, top.c0);
}

/** Refused at the receiver, lost on the way, or met nobody: form says which. */
export function drawFates(ink: Ink, scene: Scene, rows: readonly number[]): void {
  const { pen } = ink;
  const { fate, cursor } = scene.arrows.columns;
  pen.strokeStyle = scene.palette.ink;
  pen.lineWidth = 1.5;
  pen.beginPath();
  const taken = new Set<number>();
  for (const row of rows) {
    if (fate.at(row) === 0 || (cursor.at(row) as number) > scene.cursor) continue;
    if (isUnsure(scene, scene.arrows, row)) continue;
    const { a1, c1 } = spanOf(scene, scene.arrows, row);
    // Several at one place are one mark there.
    const place = Math.round(a1 / 3) * 8192 + Math.round(c1 / 3);
    if (taken.has(place)) continue;
    taken.add(place);
    if (FATES[fate.at(row) as number] === 'refused') {
      ink.dot(a1, c1, 5);
      ink.move(a1 - 4, c1 + 4);
      ink.line(a1 + 4, c1 - 4);
    } else {
      ink.move(a1 - 4, c1 - 4);
      ink.line(a1 + 4, c1 + 4);
      ink.move(a1 - 4, c1 + 4);
      ink.line(a1 + 4, c1 - 4);
    }
  }
  pen.stroke();
}
