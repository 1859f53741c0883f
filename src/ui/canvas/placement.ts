/**
 * Where each message stands at a moment: at share (t − sent) / (due − sent) of its link, and at the gate once
 * it is due. What does not change while marks fly is worked out once per frame of the run (`castOf`); an
 * animation frame only moves the marks (`moveCast`). Pure, so that pause, step back and scrubbing are free
 * (VISUAL 1, 3).
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { MessageStyle } from '../../kernel/present.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import { type Curve, type Point, pointAt } from '../stage/curve.ts';
import type { Layout } from '../stage/geometry.ts';
import { curveOf } from '../stage/link-curves.ts';
import { type Letters, valueKey } from '../stage/values.ts';
import type { Mark } from './mark.ts';
import { bearers, inRingOrder, isWave, type Singled, waveKey } from './waves.ts';

export interface Scene extends Singled {
  readonly frame: Frame;
  readonly layout: Layout;
  readonly styles: ReadonlyMap<string, MessageStyle>;
  readonly letters: Letters;
  /** Messages whose type is named beside them, by id: the first of their type in the session. */
  readonly named: ReadonlySet<string>;
  readonly time: TimeUs;
  /** Only 0, 1/2 and 1 of the way: the visitor asked for less motion. */
  readonly stepped: boolean;
}

/**
 * One message with its way; `queued` others wait before it at the same gate once it is due, and beside it fly
 * those that were sent along with it.
 */
interface Walker {
  readonly flight: Flight;
  readonly curve: Curve;
  readonly length: number;
  readonly queued: number;
  /** To the right of travel, px. */
  readonly aside: number;
}

/** A thin line through the copies of a broadcast. */
export interface Front {
  readonly key: string;
  readonly hue: Mark['hue'];
  readonly points: readonly Point[];
}

interface Actor {
  readonly mark: Mark;
  readonly walker: Walker;
}

interface Wave {
  readonly front: Front & { readonly points: { x: number; y: number }[] };
  readonly walkers: readonly Walker[];
}

export interface Cast {
  readonly marks: readonly Mark[];
  readonly fronts: readonly Front[];
  readonly actors: readonly Actor[];
  readonly waves: readonly Wave[];
}

/** Who is taken in next; from a seat nobody knows. */
function nextOf({ inFlight: [first] }: Pick<Frame, 'inFlight'>): string | null {
  return first === undefined || first.unsure === true ? null : first.id;
}

/** Distance of queued marks at a gate, and smallest size that carries an outline. */
const GATE_PITCH = 14;
/** No queue reaches farther back than this share of its link. */
const GATE_SHARE = 0.4;
const FOCUS_MARK = 12;
/** What only passes on the words of others. */
const SMALL_MARK = 7;
const LETTER_MARK = 18;
/** Messages that fly side by side are this far apart; more of them than that lie on each other. */
const ASIDE_PITCH = 15;
const ASIDE_MOST = 3;
/** From here on those side by side fall in line for the gate, as a share of the way. */
const IN_LINE_FROM = 0.85;
/** A second copy stands this far beside the first. */
const COPY_ASIDE = 7;

export function placeMarks(scene: Scene): readonly Mark[] {
  const cast = castOf(scene);
  moveCast(cast, scene);
  return cast.marks;
}

export function castOf(scene: Omit<Scene, 'time' | 'stepped'>): Cast {
  const { frame, layout } = scene;
  const single: Flight[] = [];
  const groups = new Map<string, Flight[]>();
  for (const flight of frame.inFlight) {
    if (!isWave(flight, layout, scene)) single.push(flight);
    else {
      const key = waveKey(flight);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [flight]);
      else group.push(flight);
    }
  }
  const nextIn = counter();
  const gate = frame.inFlight[0]?.to;
  const actors = single.map((flight): Actor => {
    // Where something is taken in next, how far back each waits says in which order they will be.
    const from = flight.to === gate ? '' : flight.from;
    const walker = walkerOf(
      flight,
      layout,
      nextIn(`${from}>${flight.to}/${flight.dueAt}`),
      nextIn(`${flight.from}>${flight.to} ${flight.sentAt}`),
    );
    return { mark: singleMark(flight, scene), walker };
  });
  const waves: Wave[] = [];
  const isUsual = usualCounts([...groups.values()]);
  const bearerOf = bearers(layout.replicas.length);
  for (const [key, group] of groups) {
    const members = inRingOrder(group, layout.replicas.length);
    const bearer = bearerOf(members) as Flight;
    const mark = waveMark(bearer, members, isUsual(group), scene);
    const walkers = members.map((flight) => walkerOf(flight, layout, 0, 0));
    actors.push({ mark, walker: walkers[members.indexOf(bearer)] as Walker });
    waves.push({ front: { key, hue: mark.hue, points: members.map(() => ({ x: 0, y: 0 })) }, walkers });
  }
  return { marks: actors.map(({ mark }) => mark), fronts: waves.map(({ front }) => front), actors, waves };
}

/** Moves every mark and front to where it stands at a time. */
export function moveCast(cast: Cast, when: Pick<Scene, 'time' | 'stepped'>): void {
  for (const { mark, walker } of cast.actors) {
    walk(walker, when, mark);
    if (!mark.duplicate) continue;
    mark.x += COPY_ASIDE;
    mark.y += COPY_ASIDE;
  }
  for (const { front, walkers } of cast.waves) {
    for (const [index, walker] of walkers.entries()) {
      const point = front.points[index];
      if (point !== undefined) walk(walker, when, point);
    }
  }
}

/** How far a message has come at a time, 0 … 1. */
export function shareOf(flight: Flight, { time, stepped }: Pick<Scene, 'time' | 'stepped'>): number {
  if (flight.atSender === true) return 0;
  const way = Math.max(1, flight.dueAt - flight.sentAt);
  const share = Math.min(1, Math.max(0, (time - flight.sentAt) / way));
  return stepped ? Math.floor(share * 2) / 2 : share;
}

function walk(walker: Walker, when: Pick<Scene, 'time' | 'stepped'>, to: { x: number; y: number }): void {
  const { flight, curve, length, queued, aside } = walker;
  const share = shareOf(flight, when);
  const inLine =
    aside === 0 ? (share >= 1 ? 1 : 0) : Math.max(0, (share - IN_LINE_FROM) / (1 - IN_LINE_FROM));
  const back = Math.min(queued * GATE_PITCH, Math.max(GATE_PITCH, length * GATE_SHARE));
  const { x, y } = pointAt(curve, Math.max(0, share - (inLine * back) / length));
  const off = (aside * (1 - inLine)) / length;
  to.x = x - (curve.to.y - curve.from.y) * off;
  to.y = y + (curve.to.x - curve.from.x) * off;
}

function walkerOf(flight: Flight, layout: Layout, queued: number, beside: number): Walker {
  const curve = curveOf(layout, flight.from, flight.to);
  const length = Math.max(1, Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y));
  return { flight, curve, length, queued, aside: Math.min(beside, ASIDE_MOST) * ASIDE_PITCH };
}

/** Says how often it was asked for the same key before. */
function counter(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };
}

function singleMark(flight: Flight, scene: Omit<Scene, 'time' | 'stepped'>): Mark {
  const { layout, focus } = scene;
  const near = focus !== null && (flight.from === focus || flight.to === focus);
  const unusual = flight.held || flight.altered === true || flight.atSender === true;
  const chosen = near || flight.id === scene.selected || unusual;
  const small = layout.level.wavefront ? FOCUS_MARK : layout.level.mark;
  const size = layout.level.outlined ? Math.max(FOCUS_MARK, layout.level.mark) : chosen ? FOCUS_MARK : small;
  return { ...styled(flight, scene, size), count: 1, usual: false, text: textOf(flight, scene) };
}

function waveMark(
  bearer: Flight,
  wave: readonly Flight[],
  usual: boolean,
  scene: Omit<Scene, 'time' | 'stepped'>,
): Mark {
  const one = textOf(bearer, scene);
  return {
    ...styled(bearer, scene, scene.layout.level.mark),
    inward: inwardOf(bearer, scene.layout),
    count: wave.length,
    usual,
    next: wave.some(({ id }) => id === nextOf(scene.frame)),
    name: wave.some(({ id }) => scene.named.has(id)) ? bearer.summary.type : null,
    text: wave.length === 1 ? one : `${wave.length} × ${one}`,
  };
}

/** From the sender towards the middle of the ring, of length 1. */
function inwardOf({ from }: Flight, { replicas, centre }: Layout): Mark['inward'] {
  const { x, y } = typeof from === 'number' ? (replicas[from] ?? centre) : centre;
  const length = Math.hypot(centre.x - x, centre.y - y);
  return length === 0 ? null : { x: (centre.x - x) / length, y: (centre.y - y) / length };
}

/** Says of a broadcast whether at least one other of its type has as many messages under way. */
function usualCounts(groups: readonly (readonly Flight[])[]): (group: readonly Flight[]) => boolean {
  const keyOf = (group: readonly Flight[]) => `${group[0]?.summary.type} ${group.length}`;
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(keyOf(group), (counts.get(keyOf(group)) ?? 0) + 1);
  return (group) => (counts.get(keyOf(group)) ?? 0) > 1;
}

function textOf(flight: Flight, scene: Pick<Scene, 'letters'>): string {
  const { summary } = flight;
  const letter = scene.letters.get(valueKey(summary.slot, summary.digest));
  const notes = [
    letter === undefined ? '' : ` (${letter})`,
    flight.resend ? ', sent again' : '',
    flight.duplicate ? ', second copy' : '',
    flight.held ? ', held back' : '',
    flight.atSender === true ? ', not let go by its sender yet' : '',
    flight.altered === true ? ', altered' : '',
  ];
  return `${summary.text}${notes.join('')}`;
}

function styled(
  flight: Flight,
  scene: Omit<Scene, 'time' | 'stepped'>,
  plain: number,
): Omit<Mark, 'count' | 'usual' | 'text'> {
  const { styles, frame, letters, layout } = scene;
  const { summary } = flight;
  const style = styles.get(summary.type);
  const letter = summary.view === null ? null : (letters.get(valueKey(summary.slot, summary.digest)) ?? null);
  // On a crowded stage letters would hide each other: there the texture says which value.
  const own = style?.small === true ? Math.min(plain, SMALL_MARK) : plain;
  const size = letter === null || own < FOCUS_MARK ? own : LETTER_MARK;
  const outlined = size >= FOCUS_MARK;
  const sender = typeof flight.from === 'number' ? layout.replicas[flight.from] : undefined;
  return {
    id: flight.id,
    x: 0,
    y: 0,
    size,
    shape: style?.shape ?? 'disc',
    hue: style?.hue ?? 'neutral',
    hollow: summary.hollow || style?.hollow === true,
    double: style?.double === true,
    outlined,
    pips: outlined ? Math.min(4, summary.pips) : 0,
    letter,
    inward: null,
    side: sender !== undefined && sender.x > layout.centre.x + 1 ? -1 : 1,
    next: nextOf(frame) === flight.id,
    selected: scene.selected === flight.id,
    held: flight.held || flight.atSender === true,
    altered: flight.altered === true,
    duplicate: flight.duplicate,
    resend: flight.resend,
    name: scene.named.has(flight.id) ? summary.type : null,
  };
}
