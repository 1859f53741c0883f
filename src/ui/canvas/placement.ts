/**
 * Where each message stands at a moment: at share (t − sent) / (due − sent) of its link, and at the gate once
 * it is due. What does not change while marks fly is worked out once per frame of the run (`castOf`); an
 * animation frame only moves the marks (`moveCast`). Pure, so that pause, step back and scrubbing are free
 * (VISUAL 1, 3).
 */
import type { MessageStyle } from '../../kernel/present.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import type { Point } from '../stage/curve.ts';
import type { Layout } from '../stage/geometry.ts';
import { type Letters, valueKey } from '../stage/values.ts';
import { bearers, type Track } from './bearers.ts';
import { lanesOf } from './lanes.ts';
import type { Mark } from './mark.ts';
import { WAVE_SHARE, type Walker, type When, walk, walkerOf } from './walker.ts';
import { inRingOrder, isWave, type Singled, waveKey } from './waves.ts';

export interface Scene extends Singled, When {
  readonly frame: Frame;
  readonly layout: Layout;
  readonly styles: ReadonlyMap<string, MessageStyle>;
  readonly letters: Letters;
  /** Messages of which one has its type's name beside it, by id: the first of their type in the session. */
  readonly named: ReadonlySet<string>;
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

const FOCUS_MARK = 12;
/** What only passes on the words of others. */
const SMALL_MARK = 7;
const LETTER_MARK = 18;
/** At these shares of the time to the next event marks are compared. */
const MOMENTS = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1] as const;
/** A second copy stands this far beside the first. */
const COPY_ASIDE = 7;

export function placeMarks(scene: Scene): readonly Mark[] {
  const cast = castOf(scene);
  moveCast(cast, scene);
  return cast.marks;
}

export function castOf(scene: Omit<Scene, keyof When>): Cast {
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
  const lanes = lanesOf(single, (flight) => walkerOf(flight, layout, 0, 0).length);
  const actors = single.map((flight): Actor => {
    // Where something is taken in next, how far back each waits says in which order they will be.
    const from = flight.to === gate ? '' : flight.from;
    const walker = walkerOf(
      flight,
      layout,
      nextIn(`${from}>${flight.to}/${flight.dueAt}`),
      lanes.get(flight.id) ?? 0,
    );
    return { mark: singleMark(flight, scene), walker };
  });
  const waves: Wave[] = [];
  const isUsual = usualCounts([...groups.values()]);
  const trackOf = trackIn(frame);
  const bearerOf = bearers(
    layout.replicas.length,
    actors.map(({ mark, walker }) => ({ track: trackOf(walker), next: mark.next })),
    (flight, queued) => trackOf(walkerOf(flight, layout, queued, 0, WAVE_SHARE)),
  );
  // Who has the least choice is served first.
  const longest = (group: readonly Flight[]) =>
    Math.max(...group.map((flight) => walkerOf(flight, layout, 0, 0).length));
  const inTurn = [...groups]
    .map(([key, group]) => ({ key, group, reach: longest(group) }))
    .sort((a, b) => a.group.length - b.group.length || a.reach - b.reach);
  for (const { key, group } of inTurn) {
    const members = inRingOrder(group, layout.replicas.length);
    const isDue = members.every(({ dueAt }) => dueAt <= frame.at);
    const isNext = members.some(({ id }) => id === nextOf(frame));
    const bearer = bearerOf(members, isDue, isNext);
    if (bearer === undefined) continue;
    const mark = waveMark(bearer.flight, members, isUsual(group), scene);
    const walkers = members.map((flight) => walkerOf(flight, layout, 0, 0));
    actors.push({ mark, walker: walkerOf(bearer.flight, layout, bearer.queued, 0, WAVE_SHARE) });
    waves.push({ front: { key, hue: mark.hue, points: members.map(() => ({ x: 0, y: 0 })) }, walkers });
  }
  return { marks: actors.map(({ mark }) => mark), fronts: waves.map(({ front }) => front), actors, waves };
}

/** Where a message stands now, until the next event, and just before it. */
function trackIn({ at, nextAt }: Frame): (walker: Walker) => Track {
  const ahead = (nextAt ?? at) - at;
  const shares = ahead > 0 ? MOMENTS : [0];
  return (walker) =>
    shares.map((share) => {
      const point = { x: 0, y: 0 };
      walk(walker, { time: at + share * ahead, stepped: false }, point);
      return point;
    });
}

/** Moves every mark and front to where it stands at a time. */
export function moveCast(cast: Cast, when: When): void {
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

/** Says how often it was asked for the same key before. */
function counter(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };
}

function singleMark(flight: Flight, scene: Omit<Scene, keyof When>): Mark {
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
  scene: Omit<Scene, keyof When>,
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
  scene: Omit<Scene, keyof When>,
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
    way: walkerOf(flight, layout, 0, 0).length,
  };
}
