/**
 * How components reach the store and the engine: through context, so that a test can hand in its own.
 */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Engine } from '../../runtime/api.ts';
import type { Loop } from '../canvas/loop.ts';
import type { Clock } from '../clock.ts';
import type { UiActions, UiState, UiStore } from '../state.ts';

export interface Page {
  readonly store: UiStore;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly loop: Loop;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('expected a PageContext.Provider around this component, found none');
  return page;
}

/**
 * One value of the store; the component renders again when it changes. Select one thing, not a new object.
 */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(usePage().store, selector);
}

export function useActions(): UiActions {
  return useStore(usePage().store, (state) => state.actions);
}

export function useEngine(): Engine {
  return usePage().engine;
}
