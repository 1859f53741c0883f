/**
 * Draws marks in one path per kind; from some dozens of a kind on as copies of one small picture, from some
 * hundreds on by writing pixels. What only some marks carry (letters, counts, names, bars) comes after all
 * shapes.
 */
import type { Palette } from '../tokens.ts';
import type { Mark } from './mark.ts';
import type { Front } from './placement.ts';
import { traceShape } from './shapes.ts';
import type { Batch, Brush } from './sprites.ts';
import { filling } from './texture.ts';
import type { WordPlaces } from './word-places.ts';

type Pen = CanvasRenderingContext2D;

const OUTLINE = 1.25;
/** From a certificate's shape to its second outline. */
const DOUBLE_GAP = 2.5;
/** Of the line around an altered one. */
const TEETH = 10;
/** From this many of one kind on they are copies of one small picture, and from this many on pixels. */
const CROWD = 48;
const MASS = 160;

/** The pen of an exported figure copies no pictures: there every mark is a path. */
export function drawMarks(
  pen: Pen,
  { marks, fronts }: { readonly marks: readonly Mark[]; readonly fronts: readonly Front[] },
  palette: Palette,
  places: WordPlaces,
  /** Between shapes and words: what has the first choice of room. */
  between: () => void = () => {},
): void {
  const { batches, special } = sorted(marks);
  const crowds = batches.some(({ members }) => members.length >= CROWD) ? crowdTools() : null;
  const masses =
    crowds !== null && 'putImageData' in pen ? batches.filter(({ members }) => members.length >= MASS) : [];
  // Pixels replace what is below them, so they come first.
  if (masses.length > 0) crowds?.writeMarks(pen, masses, palette, drawOne);
  drawFronts(pen, fronts, palette);
  for (const batch of batches) {
    if (masses.includes(batch)) continue;
    if (crowds === null || batch.members.length < CROWD || !('drawImage' in pen))
      drawBatch(pen, batch.members, palette);
    else crowds.copyMarks(pen, batch, palette, drawOne);
  }
  for (const mark of special) drawExtras(pen, mark, palette);
  between();
  places.avoid(marks);
  const named = sayNames(pen, special, palette, places);
  for (const mark of special) if (!named.has(mark)) drawNotes(pen, mark, palette, places, null);
}

type CrowdTools = typeof import('./sprites.ts');

let tools: CrowdTools | 'asked' | null = null;

/** What draws crowds fast, loaded when there is the first one; until then they are paths, which is slower. */
function crowdTools(): CrowdTools | null {
  if (tools === null) {
    tools = 'asked';
    import('./sprites.ts').then(
      (module) => {
        tools = module;
      },
      () => {},
    );
  }
  return tools === 'asked' ? null : tools;
}

/**
 * Each name once: beside the mark it stood at before, as long as it lies over no other there, else beside the
 * first that has room, those that fly farthest first.
 * @returns the marks that have said theirs
 */
function sayNames(
  pen: Pen,
  special: readonly Mark[],
  palette: Palette,
  places: WordPlaces,
): ReadonlySet<Mark> {
  const said = new Set<Mark>();
  const candidates = special.filter(({ name }) => name !== null);
  const before = (mark: Mark) => (lastNamed.get(mark.name ?? '') === mark.id ? 1 : 0);
  candidates.sort((a, b) => before(b) - before(a) || b.way - a.way);
  for (const name of new Set(candidates.map((mark) => mark.name as string))) {
    const found = candidates.find(
      (mark) => mark.name === name && drawNotes(pen, mark, palette, places, name),
    );
    if (found === undefined) continue;
    said.add(found);
    lastNamed.set(name, found.id);
  }
  return said;
}

/** Which message of a type had its name beside it last: the name stays there while it can. */
const lastNamed = new Map<string, string>();

function drawOne(pen: Brush, mark: Mark, palette: Palette): void {
  drawBatch(pen, [mark], palette);
}

/** One thin line through the copies of each broadcast. */
function drawFronts(pen: Pen, fronts: readonly Front[], palette: Palette): void {
  if (fronts.length === 0) return;
  pen.beginPath();
  for (const { points } of fronts) {
    for (const [index, { x, y }] of points.entries()) {
      if (index === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
  }
  pen.lineWidth = 1;
  pen.strokeStyle = palette.line;
  pen.stroke();
}

interface Sorted {
  readonly batches: readonly Batch<Mark>[];
  readonly special: readonly Mark[];
}

/** The marks of a cast stay the same objects while they move. */
const known = new WeakMap<readonly Mark[], Sorted>();

function sorted(marks: readonly Mark[]): Sorted {
  const before = known.get(marks);
  if (before !== undefined) return before;
  const kinds = new Map<string, Mark[]>();
  for (const mark of marks) {
    const { shape, hue, hollow, double, outlined, letter: value, size } = mark;
    const key = `${shape}${hue}${hollow}${double}${outlined}${value}${size}`;
    const batch = kinds.get(key);
    if (batch === undefined) kinds.set(key, [mark]);
    else batch.push(mark);
  }
  const found = {
    batches: [...kinds].map(([key, members]) => ({ key, members })),
    special: marks.filter(isSpecial),
  };
  known.set(marks, found);
  return found;
}

function isSpecial(mark: Mark): boolean {
  const says = mark.pips > 0 || mark.letter !== null || mark.count > 1 || mark.name !== null;
  return says || mark.selected || mark.next || mark.held || mark.altered || mark.duplicate || mark.resend;
}

function drawBatch(pen: Brush, batch: readonly Mark[], palette: Palette): void {
  const [first] = batch;
  if (first === undefined) return;
  pen.beginPath();
  for (const mark of batch) traceShape(pen, mark.shape, mark.x, mark.y, mark.size);
  if (first.double) outerLine(pen, palette);
  pen.fillStyle = first.hollow ? palette.paper : filling(pen, first.hue, first.letter, palette);
  pen.fill();
  if (!first.outlined && !first.hollow) return;
  pen.lineWidth = first.hollow ? 2 : OUTLINE;
  pen.strokeStyle = first.hollow ? palette[first.hue] : palette.ink;
  pen.stroke();
}

/** A second outline at the same distance all around, whatever the shape: ink below a wide rim of paper. */
function outerLine(pen: Brush, palette: Palette): void {
  pen.lineJoin = 'miter';
  pen.lineWidth = 2 * (DOUBLE_GAP + OUTLINE);
  pen.strokeStyle = palette.ink;
  pen.stroke();
  pen.lineWidth = 2 * DOUBLE_GAP;
  pen.strokeStyle = palette.paper;
  pen.stroke();
}

/**
 * What it carries, in the shape of the votes: a triangle for each certificate, a square for each proposal of
 * what is a certificate itself; more than three end in a plus.
 */
function pips(pen: Pen, mark: Mark): void {
  const x = mark.x + mark.size / 2 + 4;
  const top = mark.y - mark.size / 2 + 2;
  pen.beginPath();
  for (let pip = 0; pip < Math.min(PIPS_MOST, mark.pips); pip += 1)
    traceShape(pen, mark.double ? 'square' : 'triangle', x, top + pip * 6, 5);
  pen.fill();
  if (mark.pips <= PIPS_MOST) return;
  pen.fillRect(x - 2.5, top + PIPS_MOST * 6 - 0.5, 5, 1.25);
  pen.fillRect(x - 0.5, top + PIPS_MOST * 6 - 2.5, 1.25, 5);
}

const PIPS_MOST = 3;

function drawExtras(pen: Pen, mark: Mark, palette: Palette): void {
  const half = mark.size / 2;
  pen.fillStyle = palette.ink;
  if (mark.pips > 0) pips(pen, mark);
  if (mark.letter !== null && mark.outlined) letter(pen, mark, palette);
  if (mark.held) bars(pen, mark, palette);
  if (mark.altered) zigzag(pen, mark, palette);
  pen.lineWidth = 2;
  if (mark.selected) {
    pen.strokeStyle = palette.proposal;
    pen.beginPath();
    pen.arc(mark.x, mark.y, half + 6, 0, 2 * Math.PI);
    pen.stroke();
  }
  if (!mark.next) return;
  pen.strokeStyle = palette.ink;
  // Pips and a second outline lie inside the box.
  const reach = half + (mark.double || mark.pips > 0 ? 8 : 4);
  pen.strokeRect(mark.x - reach, mark.y - reach, 2 * reach, 2 * reach);
}

/** Teeth all around: somebody made it say something else (VISUAL 3). */
function zigzag(pen: Pen, { x, y, size }: Mark, palette: Palette): void {
  const [inner, outer] = [size / 2 + 3, size / 2 + 7];
  pen.beginPath();
  for (let tooth = 0; tooth <= 2 * TEETH; tooth += 1) {
    const angle = (tooth * Math.PI) / TEETH;
    const reach = tooth % 2 === 0 ? outer : inner;
    const [px, py] = [x + reach * Math.sin(angle), y - reach * Math.cos(angle)];
    if (tooth === 0) pen.moveTo(px, py);
    else pen.lineTo(px, py);
  }
  pen.lineWidth = OUTLINE;
  pen.strokeStyle = palette.ink;
  pen.stroke();
}

/** The name of its type, how many it stands for, that it was sent again: words where there is room. */
function drawNotes(pen: Pen, mark: Mark, palette: Palette, places: WordPlaces, name: string | null): boolean {
  const notes = [name ?? '', mark.count > 1 ? `×${mark.count}` : '', mark.resend ? 'again' : ''];
  const text = notes.filter((note) => note !== '').join(' ');
  if (text === '') return false;
  const room = mark.size / 2 + beyond(mark);
  const { side, inward, count, usual } = mark;
  // What is said by others too, or in the line under the stage, gives way.
  const need = count > 1 && !usual && name === null ? 'must' : 'may';
  return places.draw(pen, text, mark, palette, { side, room, inward, need });
}

/** What else needs room beside it: the box around the next one, bars, pips, a second outline. */
function beyond({ next, selected, altered, held, pips: carried, double }: Mark): number {
  if (held) return 10;
  if (next && (double || carried > 0)) return 12;
  if (next || selected || altered) return 8;
  return carried > 0 ? 8 : double ? 7 : 3;
}

/** Two bars beside it: it waits because somebody said so. */
function bars(pen: Pen, mark: Mark, palette: Palette): void {
  const x = mark.x + mark.side * (mark.size / 2 + 4) - 2;
  pen.fillStyle = palette.paper;
  pen.fillRect(x - 2, mark.y - 7, 9, 14);
  pen.fillStyle = palette.ink;
  pen.fillRect(x, mark.y - 5, 2, 10);
  pen.fillRect(x + 4, mark.y - 5, 2, 10);
}

/** Paper on the two dark hues, ink on the rest; on a texture the letter carries a rim of paper. */
function letter(pen: Pen, mark: Mark, palette: Palette): void {
  const text = mark.letter ?? '';
  const dark = mark.hue === 'proposal' || (mark.hue === 'neutral' && palette.ink === palette.onHue);
  // A triangle is wide where it is low.
  const y = mark.y + (mark.shape === 'triangle' ? 6 : 4);
  pen.font = '600 12px system-ui, sans-serif';
  pen.textAlign = 'center';
  if (text !== 'A') {
    pen.lineJoin = 'round';
    pen.lineWidth = mark.shape === 'triangle' ? 2 : 3;
    pen.strokeStyle = palette.paper;
    pen.strokeText(text, mark.x, y);
  }
  pen.fillStyle = text === 'A' && !mark.hollow ? (dark ? palette.onAccent : palette.onHue) : palette.ink;
  pen.fillText(text, mark.x, y);
  pen.textAlign = 'start';
}
