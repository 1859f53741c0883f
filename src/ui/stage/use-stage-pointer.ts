/**
 * Pointer and keys on the stage: the nearest message within 12 px wins, then a replica or client, then a
 * link. Pressing holds the clock before the click resolves, so that a moving mark can be caught; a long press
 * or the context menu opens what can be done; a stroke on the empty stage, of mouse, pen or finger, cuts or
 * parts.
 */
import {
  type KeyboardEvent,
  type MouseEvent as ReactMouseEvent,
  type PointerEvent as ReactPointerEvent,
  type TouchEvent as ReactTouchEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import type { ClientId } from '../../kernel/ids.ts';
import type { MessageLayer, Target } from '../canvas/message-layer.ts';
import { useActions, usePage } from '../hooks/use-store.ts';
import type { Selection, UiActions, UiStore } from '../state.ts';
import type { Point } from './curve.ts';
import type { Layout } from './geometry.ts';
import { type Link, linkAt, linkKey } from './link-words.ts';
import { pointAt } from './point-at.ts';
import { useStroke } from './use-stroke.ts';

const LONG_PRESS_MS = 500;

/** The menu of a message in flight; `anchor` is what it stands beside. */
export interface OpenMessageMenu {
  readonly id: string;
  readonly anchor: { readonly getBoundingClientRect: () => DOMRect };
  /** Gets the focus back. */
  readonly opener: Element | null;
}

export function useStagePointer(layer: RefObject<MessageLayer | null>, layout: Layout) {
  const { store } = usePage();
  const actions = useActions();
  const pressed = useRef<number | undefined>(undefined);
  const held = useRef(false);
  const [link, setLink] = useState<Link | null>(null);
  const [menu, setMenu] = useState<OpenMessageMenu | null>(null);
  const stroke = useStroke(layout);

  const pointOf = (event: ReactMouseEvent): Point => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    // By what it measures on the screen: as a thumbnail the stage is shown smaller than it is laid out.
    return {
      x: ((event.clientX - left) * layout.width) / Math.max(1, width),
      y: ((event.clientY - top) * layout.height) / Math.max(1, height),
    };
  };
  const under = (event: ReactMouseEvent): Target | null => layer.current?.point(pointOf(event)) ?? null;
  const showLink = (next: Link | null) =>
    setLink((before) => (before && next && linkKey(before) === linkKey(next) ? before : next));
  const endPress = () => window.clearTimeout(pressed.current);
  const openMessage = (id: string, event: ClientPoint) => {
    if (store.getState().playing) actions.pause();
    const place = new DOMRect(event.clientX - 12, event.clientY - 12, 24, 24);
    setMenu({ id, anchor: { getBoundingClientRect: () => place }, opener: document.activeElement });
  };

  const move = {
    onPointerMove(event: ReactPointerEvent) {
      if (stroke.extend(pointOf(event))) return;
      const target = under(event);
      showLink(target === null && figureOf(event.target) === null ? linkAt(layout, pointOf(event)) : null);
    },
    onPointerUp() {
      endPress();
      stroke.end();
    },
    /** The finger that held chose nothing: its click would take the focus out of the menu and close it. */
    onTouchEnd(event: ReactTouchEvent) {
      if (held.current && event.cancelable) event.preventDefault();
      held.current = false;
    },
    onPointerCancel() {
      endPress();
      stroke.cancel();
    },
    onPointerLeave() {
      endPress();
      layer.current?.point(null);
      showLink(null);
    },
  };
  const press = pressHandlers({ under, pointOf, openMessage, pressed, held, stroke });
  return { handlers: { ...move, ...press(actions, store) }, link, menu, setMenu, stroke: stroke.shown };
}

interface Hands {
  readonly under: (event: ReactMouseEvent) => Target | null;
  readonly pointOf: (event: ReactMouseEvent) => Point;
  readonly openMessage: (id: string, at: ClientPoint) => void;
  readonly pressed: RefObject<number | undefined>;
  /** True from when a press has opened a menu until the finger leaves. */
  readonly held: RefObject<boolean>;
  readonly stroke: ReturnType<typeof useStroke>;
}

interface ClientPoint {
  readonly clientX: number;
  readonly clientY: number;
}

const pressHandlers =
  ({ under, pointOf, openMessage, pressed, held, stroke }: Hands) =>
  (actions: UiActions, store: UiStore) => ({
    onPointerDown(event: ReactPointerEvent) {
      const target = under(event);
      if (target !== null && store.getState().playing) actions.pause();
      const figure = figureOf(event.target);
      const isEmpty = target === null && figure === null;
      // A second finger is no second stroke.
      if (isEmpty && event.isPrimary && event.button === 0) stroke.begin(pointOf(event), event);
      if (isEmpty || event.pointerType !== 'touch') return;
      const { clientX, clientY } = event;
      held.current = false;
      pressed.current = window.setTimeout(() => {
        held.current = target !== null || figure?.replica !== undefined;
        if (target !== null) openMessage(target.id, { clientX, clientY });
        else if (figure?.replica !== undefined) actions.openFaultMenu(figure.replica, figure.element);
      }, LONG_PRESS_MS);
    },
    onClick(event: ReactMouseEvent) {
      if (stroke.wasDrawn()) return;
      const target = under(event);
      const selection: Selection | null =
        target === null ? (figureOf(event.target)?.selection ?? null) : { kind: 'message', id: target.id };
      if (selection !== null) pointAt(store, selection);
    },
    onContextMenu(event: ReactMouseEvent) {
      const target = under(event);
      const figure = figureOf(event.target);
      if (target === null && figure?.replica === undefined) return;
      event.preventDefault();
      if (target !== null) openMessage(target.id, event);
      else if (figure?.replica !== undefined) actions.openFaultMenu(figure.replica, figure.element);
    },
    onKeyDown(event: KeyboardEvent) {
      const figure = figureOf(event.target);
      if (figure === null || (event.key !== 'Enter' && event.key !== ' ')) return;
      pointAt(store, figure.selection);
      event.preventDefault();
    },
  });

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
