/**
 * Where each message stands at a moment: at share (t − sent) / (due − sent) of its link, and at the gate once it is due.
 * Pure, so that pause, step back and scrubbing are free (VISUAL 1, 3).
 */
import type { Endpoint, TimeUs } from '../../kernel/ids.ts';
import type { Hue, MessageStyle, Shape } from '../../kernel/present.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import { type Point, pointAt } from '../stage/curve.ts';
import { curveOf, type Layout, placeOf } from '../stage/geometry.ts';
import { type Letters, valueKey } from '../stage/values.ts';

export interface Mark {
  /** Of the message, or of the first of a broadcast drawn as one. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly shape: Shape;
  readonly hue: Hue;
  readonly hollow: boolean;
  readonly double: boolean;
  readonly outlined: boolean;
  readonly pips: number;
  /** Of a contested value; null while its slot has only one. */
  readonly letter: string | null;
  /** Where words beside it have room: 1 is to the right. */
  readonly side: 1 | -1;
  /** Messages it stands for. */
  readonly count: number;
  /** It is the next one to be taken in. */
  readonly next: boolean;
  readonly selected: boolean;
  readonly text: string;
}

export interface Scene {
  readonly frame: Frame;
  readonly layout: Layout;
  readonly styles: ReadonlyMap<string, MessageStyle>;
  readonly letters: Letters;
  readonly time: TimeUs;
  /** Messages of this end are drawn singly and outlined whatever the number of replicas. */
  readonly focus: Endpoint | null;
  /** The message that the Inspector shows. */
  readonly selected: string | null;
  /** Only 0, 1/2 and 1 of the way: the visitor asked for less motion. */
  readonly stepped: boolean;
}

/** Distance of queued marks at a gate, and smallest size that carries an outline. */
const GATE_PITCH = 14;
const PLAIN_MARK = 9;
const LETTER_MARK = 18;
/** A wavefront's mark runs this share of the way to the centre, so that all of a round stay apart. */
const WAVE_REACH = 0.75;

export function placeMarks(scene: Scene): Mark[] {
  const { frame, layout, focus } = scene;
  const single: Flight[] = [];
  const waves = new Map<string, Flight[]>();
  for (const flight of frame.inFlight) {
    if (!isWave(flight, layout, focus)) single.push(flight);
    else waves.set(waveKey(flight), [...(waves.get(waveKey(flight)) ?? []), flight]);
  }
  const queues = new Map<string, number>();
  const marks = single.map((flight) => {
    const link = `${flight.from}>${flight.to}`;
    const queued = shareOf(flight, scene) >= 1 ? (queues.get(link) ?? 0) : 0;
    if (shareOf(flight, scene) >= 1) queues.set(link, queued + 1);
    return singleMark(flight, queued, scene);
  });
  return [...marks, ...[...waves.values()].map((wave) => waveMark(wave, scene))];
}

/** True when a message is drawn as part of its broadcast and not by itself. */
export function isWave({ from, to }: Flight, { level }: Layout, focus: Endpoint | null): boolean {
  return (
    level.wavefront && typeof from === 'number' && typeof to === 'number' && from !== focus && to !== focus
  );
}

/** The mark nearest to a point within reach; null for none. */
export function markAt(marks: readonly Mark[], point: Point, reach: number): Mark | null {
  let found: Mark | null = null;
  let least = reach;
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - point.x, mark.y - point.y);
    if (distance <= least) [found, least] = [mark, distance];
  }
  return found;
}

export function shareOf(flight: Flight, { time, stepped }: Pick<Scene, 'time' | 'stepped'>): number {
  const way = Math.max(1, flight.dueAt - flight.sentAt);
  const share = Math.min(1, Math.max(0, (time - flight.sentAt) / way));
  return stepped ? Math.floor(share * 2) / 2 : share;
}

function singleMark(flight: Flight, queued: number, scene: Scene): Mark {
  const { layout, focus } = scene;
  const curve = curveOf(layout, flight.from, flight.to);
  const length = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y);
  const share = shareOf(flight, scene) - (queued * GATE_PITCH) / Math.max(1, length);
  const near = focus !== null && (flight.from === focus || flight.to === focus);
  const size = near || layout.level.outlined ? Math.max(12, layout.level.mark) : PLAIN_MARK;
  return { ...styled(flight, scene, size), ...pointAt(curve, Math.max(0, share)), count: 1, side: 1 };
}

function waveMark(wave: readonly Flight[], scene: Scene): Mark {
  const [first] = wave as [Flight];
  const { layout } = scene;
  const from = placeOf(layout, first.from);
  const share = wave.reduce((sum, flight) => sum + shareOf(flight, scene), 0) / wave.length;
  const start = (layout.level.glyph / 2 + layout.level.mark) / layout.radius;
  const reach = start + share * (WAVE_REACH - start);
  const x = from.x + (layout.centre.x - from.x) * reach;
  const y = from.y + (layout.centre.y - from.y) * reach;
  const text = wave.length === 1 ? first.summary.text : `${wave.length} × ${first.summary.text}`;
  return {
    ...styled(first, scene, layout.level.mark),
    x,
    y,
    count: wave.length,
    text,
    side: from.x > layout.centre.x + 1 ? -1 : 1,
  };
}

function styled(flight: Flight, scene: Scene, plain: number): Omit<Mark, 'x' | 'y' | 'count' | 'side'> {
  const { styles, frame, letters } = scene;
  const { summary } = flight;
  const style = styles.get(summary.type);
  const letter = letters.get(valueKey(summary.slot, summary.digest)) ?? null;
  const size = letter === null ? plain : LETTER_MARK;
  const outlined = size >= 12;
  const again = flight.resend ? ', sent again' : '';
  return {
    id: flight.id,
    size,
    shape: style?.shape ?? 'disc',
    hue: style?.hue ?? 'neutral',
    hollow: summary.hollow || style?.hollow === true,
    double: style?.double === true,
    outlined,
    pips: outlined ? Math.min(3, summary.pips) : 0,
    letter,
    next: frame.inFlight[0]?.id === flight.id,
    selected: scene.selected === flight.id,
    text: `${summary.text}${letter === null ? '' : ` (${letter})`}${again}${flight.duplicate ? ', second copy' : ''}`,
  };
}

function waveKey({ from, summary, sentAt }: Flight): string {
  return `${from}/${summary.type}/${summary.view}/${summary.slot}/${summary.digest}/${sentAt}`;
}
