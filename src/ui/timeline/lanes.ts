/**
 * Lanes and where they lie: clients on top, R0 next (VISUAL 4). `along` is the direction of the axis,
 * `across` that of the lanes; on a phone time runs downward and the two change places.
 */
import type { Endpoint } from '../../kernel/ids.ts';
import { FIRST_CLIENT } from './arrow-store.ts';

export interface Lane {
  readonly end: Endpoint;
  readonly label: string;
}

export interface Lanes {
  readonly all: readonly Lane[];
  /** Clients that have a lane; the last one is for all further ones. */
  readonly clients: number;
  /** Lane of an endpoint as the columns have it. */
  ofPlace(place: number): number;
  of(end: Endpoint): number;
}

/** Clients that get a lane of their own. */
const CLIENT_LANES = 3;

export function lanesOf(clients: number, replicas: number): Lanes {
  const own = Math.min(clients, CLIENT_LANES);
  const all = [
    ...Array.from({ length: own }, (_, id) => ({
      end: `c${id}` as const,
      label: clients > CLIENT_LANES && id === own - 1 ? `c${id} …` : `c${id}`,
    })),
    ...Array.from({ length: replicas }, (_, id) => ({ end: id, label: `R${id}` })),
  ];
  const ofPlace = (place: number) =>
    place >= FIRST_CLIENT ? Math.min(place - FIRST_CLIENT, own - 1) : own + place;
  return {
    all,
    clients: own,
    ofPlace,
    of: (end) => ofPlace(typeof end === 'number' ? end : FIRST_CLIENT + Number(end.slice(1))),
  };
}

export interface Geometry {
  readonly along: number;
  readonly across: number;
  /** Time runs downward. */
  readonly turned: boolean;
  /** Where the axis begins, after the lanes' names. */
  readonly head: number;
  /** Where the lanes begin, and where they end. */
  readonly top: number;
  readonly foot: number;
  readonly pitch: number;
  /** How far the lanes are scrolled. */
  readonly scroll: number;
}

/** Where time runs downward steps are named beside the lanes: "commit-" and "certificate" in two lines. */
const GUTTER = 66;
const PITCH = { least: 14, most: 72, turned: 44 } as const;

export function geometryOf(
  width: number,
  height: number,
  lanes: number,
  turned: boolean,
  steps: boolean,
  scrolled: number,
): Geometry {
  const [along, across] = turned ? [height, width] : [width, height];
  const [head, top, foot] = turned ? [22, GUTTER, 8] : [48, steps ? 32 : 18, steps ? 2 : 16];
  const room = across - top - foot;
  const least = turned ? PITCH.turned : PITCH.least;
  const most = turned ? 96 : PITCH.most;
  const pitch = Math.min(most, Math.max(least, room / Math.max(1, lanes)));
  const scroll = Math.min(Math.max(0, scrolled), Math.max(0, lanes * pitch - room));
  return { along, across, turned, head, top, foot, pitch, scroll };
}

/** The middle of a lane, across. */
export function laneMiddle({ top, pitch, scroll }: Geometry, lane: number): number {
  return top + (lane + 0.5) * pitch - scroll;
}
