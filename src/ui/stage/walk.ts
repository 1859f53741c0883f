/**
 * The stage by keyboard: one tab stop; up and down walk replicas in ring order, then clients, then the
 * messages in flight by due time (VISUAL 10). Left and right stay with the transport.
 */
import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { Frame } from '../../projection/frame.ts';

/** More messages than this are reached through the table. */
const MESSAGES_WALKED = 200;

export function useWalk(box: RefObject<HTMLElement | null>, frame: Frame) {
  /** The message that the keyboard is at. */
  const [message, setMessage] = useState<string | null>(null);
  const flights = frame.inFlight.slice(0, MESSAGES_WALKED);
  const at = flights.findIndex(({ id }) => id === message);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const target = event.target instanceof Element ? event.target : null;
    if (by === 0 || target?.closest('[data-replica],[data-client],[data-message]') == null) return;
    event.preventDefault();
    const figures = figuresOf(box.current);
    const total = figures.length + flights.length;
    const here = target.closest('[data-message]') === null ? figures.indexOf(target) : figures.length + at;
    const next = (here + by + total) % total;
    const flight = flights[next - figures.length];
    setMessage(flight?.id ?? null);
    if (flight === undefined) (figures[next] as SVGGElement | undefined)?.focus();
  };
  return { message: at < 0 ? null : (flights[at] ?? null), setMessage, onKeyDown };
}

/** Replicas in ring order, then clients. */
function figuresOf(box: HTMLElement | null): Element[] {
  const all = [...(box?.querySelectorAll('[data-replica],[data-client]') ?? [])];
  return [
    ...all.filter((figure) => figure.hasAttribute('data-replica')),
    ...all.filter((figure) => figure.hasAttribute('data-client')),
  ];
}
