/** The message that the keyboard is at: a button over its mark, which moves along with it. */
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { Flight } from '../../projection/frame.ts';
import type { MessageLayer } from '../canvas/message-layer.ts';
import { shareOf } from '../canvas/walker.ts';
import { useActions, usePage } from '../hooks/use-store.ts';
import { inMs, seatName } from '../panels/words.ts';
import { pointAt } from './curve.ts';
import type { Layout } from './geometry.ts';
import { curveOf } from './link-curves.ts';

interface MessageStopProps {
  readonly flight: Flight;
  readonly layer: RefObject<MessageLayer | null>;
  readonly layout: Layout;
  readonly onMenu: (id: string, element: HTMLElement) => void;
  readonly onLeave: () => void;
}

export function MessageStop({ flight, layer, layout, onMenu, onLeave }: MessageStopProps) {
  const { clock } = usePage();
  const { select } = useActions();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const place = () => {
      const element = button.current;
      if (element === null) return;
      const share = shareOf(flight, { time: clock.time(), stepped: false });
      const own = pointAt(curveOf(layout, flight.from, flight.to), share);
      const { x, y } = layer.current?.find(flight.id) ?? own;
      element.style.left = `${x * layout.zoom}px`;
      element.style.top = `${y * layout.zoom}px`;
    };
    place();
    return clock.subscribe(place);
  }, [clock, flight, layer, layout]);
  // Each message that the walk comes to gets the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id is what changes.
  useEffect(() => button.current?.focus(), [flight.id]);
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onMenu(flight.id, event.currentTarget);
  };
  return (
    <button
      ref={button}
      type="button"
      className="message-stop"
      data-message={flight.id}
      aria-label={nameOf(flight)}
      onClick={(event) => {
        event.stopPropagation();
        select({ kind: 'message', id: flight.id });
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onMenu(flight.id, event.currentTarget);
      }}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    />
  );
}

function nameOf({ summary, from, to, dueAt, unsure }: Flight): string {
  const when = unsure === true ? 'sent, fate unknown' : `due ${inMs(dueAt)}`;
  return `${summary.text}, from ${seatName(from)} to ${seatName(to)}, ${when}`;
}
