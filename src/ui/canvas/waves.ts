/**
 * Which messages of a crowded stage are drawn together: the copies of one broadcast are one wavefront, until
 * one of them is pointed at, chosen, delayed or otherwise unlike the rest (VISUAL 1).
 */
import type { Endpoint } from '../../kernel/ids.ts';
import type { Flight } from '../../projection/frame.ts';
import type { Layout } from '../stage/geometry.ts';

/** What the visitor points at or has chosen: drawn singly whatever the number of replicas. */
export interface Singled {
  readonly focus: Endpoint | null;
  /** The message that the Inspector shows. */
  readonly selected: string | null;
  /** Broadcast under the pointer, by {@link waveKey}. */
  readonly split: string | null;
}

/** True when a message is drawn as part of its broadcast and not by itself. */
export function isWave(flight: Flight, { level }: Layout, { focus, selected, split }: Singled): boolean {
  const { from, to, held, duplicate, resend, id, altered = false, atSender = false } = flight;
  if (!level.wavefront || typeof from !== 'number' || typeof to !== 'number') return false;
  if (from === focus || to === focus || id === selected || held || duplicate || resend) return false;
  if (altered || atSender) return false;
  return split === null || waveKey(flight) !== split;
}

export function waveKey({ from, summary, sentAt }: Flight): string {
  return `${from}/${summary.type}/${summary.view}/${summary.slot}/${summary.digest}/${sentAt}`;
}

/** Members in ring order, beginning after the sender: neighbours on the front are neighbours on the ring. */
export function inRingOrder(wave: readonly Flight[], replicas: number): Flight[] {
  const turn = ({ from, to }: Flight) => (Number(to) - Number(from) + replicas) % replicas;
  return [...wave].sort((a, b) => turn(a) - turn(b));
}
