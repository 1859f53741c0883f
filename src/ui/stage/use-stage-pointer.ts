/**
 * Pointer and keys on the stage: the nearest message within 12 px wins, then a replica or client. Pressing holds the
 * clock before the click resolves, so that a moving mark can be caught; a long press or the context menu opens faults.
 */
import {
  type KeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useRef,
} from 'react';
import type { ClientId } from '../../kernel/ids.ts';
import type { MessageLayer } from '../canvas/message-layer.ts';
import type { Mark } from '../canvas/placement.ts';
import { useActions, usePage } from '../hooks/use-store.ts';
import type { Selection } from '../state.ts';
import type { Layout } from './geometry.ts';

const LONG_PRESS_MS = 500;

export function useStagePointer(layer: RefObject<MessageLayer | null>, layout: Layout) {
  const { store } = usePage();
  const actions = useActions();
  const tip = useRef<HTMLOutputElement>(null);
  const press = useRef<number | undefined>(undefined);

  const markUnder = (event: ReactMouseEvent): Mark | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const point = { x: (event.clientX - box.left) / layout.zoom, y: (event.clientY - box.top) / layout.zoom };
    return layer.current?.hit(point) ?? null;
  };
  const endPress = () => window.clearTimeout(press.current);

  const handlers = {
    onPointerDown(event: ReactPointerEvent) {
      const figure = figureOf(event.target);
      if (markUnder(event) !== null && store.getState().playing) actions.pause();
      if (event.pointerType !== 'touch' || figure?.replica === undefined) return;
      const { replica, element } = figure;
      press.current = window.setTimeout(() => actions.openFaultMenu(replica, element), LONG_PRESS_MS);
    },
    onPointerUp: endPress,
    onPointerCancel: endPress,
    onPointerMove(event: ReactPointerEvent) {
      if (tip.current !== null) showTip(tip.current, markUnder(event), layout);
    },
    onPointerLeave() {
      endPress();
      if (tip.current !== null) showTip(tip.current, null, layout);
    },
    onClick(event: ReactMouseEvent) {
      const mark = markUnder(event);
      const selection: Selection | null =
        mark === null ? (figureOf(event.target)?.selection ?? null) : { kind: 'message', id: mark.id };
      if (selection !== null) actions.select(selection);
    },
    onContextMenu(event: ReactMouseEvent) {
      const figure = figureOf(event.target);
      if (figure?.replica === undefined) return;
      event.preventDefault();
      actions.openFaultMenu(figure.replica, figure.element);
    },
    onKeyDown(event: KeyboardEvent) {
      const figure = figureOf(event.target);
      if (figure === null) return;
      if (event.key === 'Enter' || event.key === ' ') actions.select(figure.selection);
      else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
        walk(figure.element, event.key === 'ArrowDown' ? 1 : -1);
      else return;
      event.preventDefault();
    },
  };
  return { handlers, tip };
}

interface Figure {
  readonly element: Element;
  readonly replica?: number;
  readonly selection: Selection;
}

function figureOf(target: EventTarget): Figure | null {
  const element = target instanceof Element ? target.closest('[data-replica],[data-client]') : null;
  if (element === null) return null;
  const replica = element.getAttribute('data-replica');
  if (replica !== null)
    return { element, replica: Number(replica), selection: { kind: 'replica', replica: Number(replica) } };
  return { element, selection: { kind: 'client', client: element.getAttribute('data-client') as ClientId } };
}

/** Moves the focus to the next figure, around the ring. */
function walk(from: Element, by: 1 | -1): void {
  const figures = [
    ...(from.closest('svg')?.querySelectorAll<SVGGElement>('[data-replica],[data-client]') ?? []),
  ];
  const index = figures.indexOf(from as SVGGElement);
  figures[(index + by + figures.length) % figures.length]?.focus();
}

function showTip(tip: HTMLOutputElement, mark: Mark | null, layout: Layout): void {
  tip.hidden = mark === null;
  if (mark === null) return;
  tip.textContent = mark.text;
  const onRight = mark.x < layout.width * 0.6;
  tip.style.top = `${(mark.y + 14) * layout.zoom}px`;
  tip.style.left = onRight ? `${(mark.x + 12) * layout.zoom}px` : '';
  tip.style.right = onRight ? '' : `${(layout.width - mark.x + 12) * layout.zoom}px`;
}
