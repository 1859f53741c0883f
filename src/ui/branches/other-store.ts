/**
 * The store as the stage of the other branch sees it: the page's own, with that branch's frame in it. It
 * follows the page and never acts: what is done there would have to be done in the open branch.
 */
import { useEffect, useMemo, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Frame } from '../../projection/frame.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { focusSlot } from '../stage/focus.ts';
import type { UiActions, UiState, UiStore } from '../state.ts';
import type { Beside } from '../tools.ts';

/** The frame of the other branch that fits the time on the clock; null until the first one is there. */
export function useBesideFrame(): Frame | null {
  const { clock } = usePage();
  const beside = useUi((state) => state.beside);
  const [index, setIndex] = useState(() => indexAt(beside, clock.time()));
  useEffect(() => {
    const follow = () => setIndex(indexAt(beside, clock.time()));
    follow();
    return clock.subscribe(follow);
  }, [clock, beside]);
  return beside?.way[Math.min(index, beside.way.length - 1)] ?? null;
}

function indexAt(beside: Beside | null, time: number): number {
  if (beside === null) return 0;
  return Math.max(
    0,
    beside.way.findLastIndex((frame) => frame.at <= time),
  );
}

/** One store for as long as the two stand side by side. */
export function useOtherStore(frame: Frame | null): UiStore {
  const { store } = usePage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first frame; later ones follow below.
  const other = useMemo(() => createStore(() => otherState(store, frame)) as UiStore, [store]);
  useEffect(() => {
    const follow = () => other.setState(otherState(store, frame), true);
    follow();
    return store.subscribe(follow);
  }, [store, other, frame]);
  return other;
}

function otherState(store: UiStore, frame: Frame | null): UiState & { readonly actions: UiActions } {
  const state = store.getState();
  const { selection, actions } = state;
  const shared = selection?.kind === 'replica' || selection?.kind === 'client' ? selection : null;
  return {
    ...state,
    frame,
    landed: frame,
    cursor: frame?.cursor ?? 0,
    // Both speak of one slot: that of what is true.
    ...(state.beside?.seat !== undefined &&
      state.frame !== null && { pinnedSlot: focusSlot(state.frame, state.pinnedSlot) }),
    selection: shared,
    actions: looking(actions, () => store.getState().beside?.seat !== undefined),
  };
}

/** Looking is free on both sides; whatever acts is refused with the reason. */
function looking(actions: UiActions, seated: () => boolean): UiActions {
  const refuse = (): void => {
    const text = seated()
      ? 'Acts go into what is true, on the left.'
      : 'Acts go into the open branch, on the left. Go over to this branch to act here.';
    actions.notify('branches', { tone: 'info', text });
  };
  const refused = async (): Promise<boolean> => {
    refuse();
    return false;
  };
  return {
    ...actions,
    select: (selection) => {
      if (selection === null || selection.kind === 'replica' || selection.kind === 'client') {
        return actions.select(selection);
      }
      const text = seated()
        ? 'Messages are opened in what is true, on the left.'
        : 'Messages are opened in the open branch, on the left. Go over to this branch to open this one.';
      actions.notify('branches', { tone: 'info', text });
    },
    openFaultMenu: refuse,
    intervene: refused,
    interveneAll: refused,
    move: refused,
  };
}
