/**
 * The space-time diagram as lines and marks with places: lanes of clients above those of replicas, arrows from lane to
 * lane, view bands, executions (VISUAL 4). Pure: the canvas only draws what this says.
 */
import type { Endpoint, TimeUs } from '../../kernel/ids.ts';
import type { Hue, MessageStyle, Shape } from '../../kernel/present.ts';
import type { Flight } from '../../projection/frame.ts';
import type { StripArrow, StripEvent } from '../../projection/strip.ts';
import { type TimeMap, timeMap } from './time-map.ts';

export interface Diagram {
  readonly lanes: readonly Lane[];
  readonly map: TimeMap;
  readonly arrows: readonly Arrow[];
  readonly bands: readonly Band[];
  /** Slots executed: lane, time, and where the playhead must stand to have seen it. */
  readonly executions: readonly (Dot & { readonly slot: number })[];
  readonly commands: readonly (Dot & { readonly lane: number | null })[];
  /** Stretches in which a replica is down. */
  readonly downs: readonly { readonly lane: number; readonly from: TimeUs; readonly to: TimeUs }[];
}

export interface Lane {
  readonly end: Endpoint;
  readonly label: string;
}

interface Dot {
  readonly lane: number | null;
  readonly at: TimeUs;
  readonly cursor: number;
}

export interface Arrow {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly sentAt: TimeUs;
  readonly endsAt: TimeUs;
  /** Playhead position from which its end has happened; Infinity for what is on its way. */
  readonly cursor: number;
  readonly hue: Hue;
  readonly shape: Shape;
  readonly fate: StripArrow['fate'] | 'flying';
}

/** One replica's time in one view. */
export interface Band {
  readonly lane: number;
  readonly view: number;
  readonly from: TimeUs;
  readonly to: TimeUs;
}

export interface DiagramSource {
  readonly events: readonly StripEvent[];
  readonly flying: readonly Flight[];
  readonly clients: number;
  readonly replicas: number;
  readonly styles: ReadonlyMap<string, MessageStyle>;
  /** One network delay. */
  readonly delay: TimeUs;
  readonly now: TimeUs;
}

/** Clients that get a lane of their own. */
const CLIENT_LANES = 3;

export function diagramOf(source: DiagramSource): Diagram {
  const { events, flying, now } = source;
  const lanes = lanesOf(source);
  const indexOf = laneIndex(source);
  const ended = events.flatMap((event) =>
    event.arrows.map((arrow) => arrowOf(arrow, event.cursor, arrow.fate, source, indexOf)),
  );
  const sent = flying.map((flight) => {
    const arrow = { ...flight, type: flight.summary.type, slot: flight.summary.slot, endsAt: flight.dueAt };
    return arrowOf(arrow, Number.POSITIVE_INFINITY, 'flying', source, indexOf);
  });
  // What the stretch has seen the end of is not drawn again as on its way.
  const known = new Set(ended.map((arrow) => arrow.id));
  const arrows = [...ended, ...sent.filter((arrow) => !known.has(arrow.id))];
  const busy = [
    ...events.map((event) => [event.at, event.at] as const),
    ...arrows.map((arrow) => [arrow.sentAt, arrow.endsAt] as const),
    [now, now] as const,
  ];
  const last = Math.max(now, ...busy.slice(-400).map(([, to]) => to));
  return {
    lanes,
    map: timeMap(busy, source.delay),
    arrows,
    bands: bandsOf(events, indexOf, last),
    executions: events.flatMap(({ executed, lane, at, cursor }) =>
      executed.map((slot) => ({ slot, lane: lane === null ? null : indexOf(lane), at, cursor })),
    ),
    commands: events
      .filter((event) => event.kind === 'command')
      .map(({ lane, at, cursor }) => ({ lane: lane === null ? null : indexOf(lane), at, cursor })),
    downs: downsOf(events, indexOf, last),
  };
}

function lanesOf({ clients, replicas }: DiagramSource): Lane[] {
  const own = Math.min(clients, CLIENT_LANES);
  return [
    ...Array.from({ length: own }, (_, id) => ({
      end: `c${id}` as const,
      label: clients > CLIENT_LANES && id === own - 1 ? `c${id} …` : `c${id}`,
    })),
    ...Array.from({ length: replicas }, (_, id) => ({ end: id, label: `R${id}` })),
  ];
}

function laneIndex({ clients }: DiagramSource): (end: Endpoint) => number {
  const own = Math.min(clients, CLIENT_LANES);
  return (end) => (typeof end === 'number' ? own + end : Math.min(Number(end.slice(1)), own - 1));
}

function arrowOf(
  arrow: Pick<StripArrow, 'id' | 'from' | 'to' | 'type' | 'sentAt' | 'endsAt'>,
  cursor: number,
  fate: Arrow['fate'],
  { styles, delay }: DiagramSource,
  indexOf: (end: Endpoint) => number,
): Arrow {
  const { id, from, to, type, sentAt, endsAt } = arrow;
  const style = styles.get(type);
  const [hue, shape] = [style?.hue ?? 'neutral', style?.shape ?? 'disc'] as const;
  // A dropped message ends where it was sent: half a delay shows that it left.
  const end = fate === 'dropped' ? sentAt + delay / 2 : endsAt;
  return { id, from: indexOf(from), to: indexOf(to), sentAt, endsAt: end, cursor, hue, shape, fate };
}

function bandsOf(events: readonly StripEvent[], indexOf: (end: Endpoint) => number, last: TimeUs): Band[] {
  const open = new Map<number, { view: number; from: TimeUs }>();
  const bands: Band[] = [];
  for (const { lane, view, at } of events) {
    if (view === null || typeof lane !== 'number') continue;
    const index = indexOf(lane);
    const before = open.get(index);
    if (before?.view === view) continue;
    if (before !== undefined) bands.push({ lane: index, ...before, to: at });
    open.set(index, { view, from: before === undefined ? 0 : at });
  }
  for (const [lane, band] of open) bands.push({ lane, ...band, to: last });
  return bands;
}

function downsOf(
  events: readonly StripEvent[],
  indexOf: (end: Endpoint) => number,
  last: TimeUs,
): Diagram['downs'] {
  const since = new Map<number, TimeUs>();
  const downs: { lane: number; from: TimeUs; to: TimeUs }[] = [];
  for (const { lane, status, at } of events) {
    if (lane === null || status === null) continue;
    const index = indexOf(lane);
    const from = since.get(index);
    if (status === 'down' && from === undefined) since.set(index, at);
    if (status === 'up' && from !== undefined) {
      downs.push({ lane: index, from, to: at });
      since.delete(index);
    }
  }
  for (const [lane, from] of since) downs.push({ lane, from, to: last });
  return downs;
}
