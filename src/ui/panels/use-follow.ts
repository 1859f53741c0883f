/**
 * A list that keeps its end in sight while it grows, until the reader's own hand moves it. Drawing and
 * measuring move lists as well, so only wheel, touch, pointer and keys count as a hand.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';

interface Follow {
  readonly following: boolean;
  readonly setFollowing: (following: boolean) => void;
  /** For the scrolling element. */
  readonly handlers: {
    readonly onWheel: () => void;
    readonly onTouchMove: () => void;
    readonly onPointerUp: () => void;
  };
  /** Call it on every scroll: at the end, following begins again. */
  readonly onMoved: () => void;
}

/** `newest` changes whenever the end may have moved; `toEnd` shows it. */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  newest: string,
  toEnd: () => void,
): Follow {
  const [following, setFollowing] = useState(true);
  const latest = useRef(toEnd);
  latest.current = toEnd;
  useEffect(() => {
    if (following && newest !== '') latest.current();
  }, [following, newest]);
  const onHand = () => {
    requestAnimationFrame(() => setFollowing(scroller.current === null || isAtEnd(scroller.current)));
  };
  return {
    following,
    setFollowing,
    handlers: { onWheel: onHand, onTouchMove: onHand, onPointerUp: onHand },
    onMoved: () => {
      if (scroller.current !== null && isAtEnd(scroller.current)) setFollowing(true);
    },
  };
}

/** Within a line or so of the end, px. */
const near = 56;

function isAtEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < near;
}
