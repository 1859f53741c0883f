/**
 * The store of the page: its state is in state.ts, what asks the engine in session-actions.ts; here are the
 * changes that concern the page alone. `savePreferences` follows each change that a visitor would expect to
 * find again.
 */
import { createStore } from 'zustand/vanilla';
import { hearsOf, newComposing, nextHears } from './lies/composing.ts';
import { createMinimiseActions } from './minimise/minimise-actions.ts';
import { loadPreferences, savePreferences } from './preferences.ts';
import { createSearchActions } from './search/search-actions.ts';
import { createSeatActions } from './seat-actions.ts';
import { createSessionActions } from './session-actions.ts';
import type { Stagehands } from './stagehands.ts';
import {
  initialState,
  lastingNotices,
  type PanelName,
  type Selection,
  type UiState,
  type UiStore,
  withNotice,
} from './state.ts';

export type {
  ControlId,
  InspectorTab,
  Notice,
  OpenFaultMenu,
  PanelName,
  PlayerMode,
  Selection,
  ThemeChoice,
  UiActions,
  UiState,
  UiStore,
} from './state.ts';

export function createUiStore(hands: Stagehands): UiStore {
  return createStore((set, get, store) => ({
    ...initialState(loadPreferences()),
    actions: {
      ...createSessionActions(hands, store),
      ...createSearchActions(hands.engine, store),
      ...createMinimiseActions(hands, store),
      ...createSeatActions(hands.engine, store),
      select: (selection) => {
        const { composing } = get();
        // While a lie is composed, a replica that is pointed at hears the next version.
        if (composing !== null && selection?.kind === 'replica' && selection.replica !== composing.liar) {
          const { replica } = selection;
          const hears = { ...composing.hears, [replica]: nextHears(hearsOf(composing, replica)) };
          set({ composing: { ...composing, hears } });
          return;
        }
        if (selection !== null && get().playing) get().actions.pause();
        const notices = selection === null ? get().notices : lastingNotices(get());
        set({ ...selectionChange(get(), selection, hands.narrow()), notices });
      },
      pinSlot: (pinnedSlot) => set({ pinnedSlot }),
      setPanel: (panel, open) => {
        const { drawer } = get();
        set({
          panels: withPanel(get().panels, panel, open, hands.narrow()),
          // The tables come out from behind a tool.
          drawer: panel === 'table' && open ? null : drawer,
        });
        savePreferences(get());
      },
      setSize: (panel, size) => {
        set({ sizes: { ...get().sizes, [panel]: Math.round(size) } });
        savePreferences(get());
      },
      setTab: (tab) => set({ tab }),
      toggleDrawer: (drawer) => set({ drawer: get().drawer === drawer ? null : drawer }),
      closeDrawer: () => set({ drawer: null }),
      composeLie: (liar) => set({ drawer: 'compose', composing: newComposing(liar), faultMenu: null }),
      openMailbox: (mailboxOf) => set({ drawer: 'mailbox', mailboxOf, faultMenu: null }),
      showChange: (changeOpen) => set({ changeOpen }),
      setGoal: (goal) => set({ goal }),
      setSwapped: (swapped) =>
        set({ swapped, panels: { ...get().panels, timeline: swapped || get().panels.timeline } }),
      setTheme: (theme) => {
        set({ theme });
        savePreferences(get());
      },
      setLetterKeys: (letterKeys) => {
        set({ letterKeys });
        savePreferences(get());
      },
      setGuide: (guide) => {
        set({ guide });
        savePreferences(get());
      },
      showControls: (remember) => {
        set({ fewControls: false });
        if (remember) savePreferences(get());
      },
      notify: (control, notice) => set({ notices: withNotice(get(), control, notice) }),
      openFaultMenu: (replica, anchor) => set({ faultMenu: { replica, anchor } }),
      closeFaultMenu: () => set({ faultMenu: null }),
    },
  }));
}

function selectionChange(state: UiState, selection: Selection | null, narrow: boolean): Partial<UiState> {
  if (selection === null) return { selection };
  const tab = selection.kind === 'message' || selection.kind === 'event' ? 'evidence' : 'replica';
  return { selection, tab, panels: withPanel(state.panels, 'inspector', true, narrow) };
}

/** On a narrow page story and Inspector take turns, so that the stage keeps its room. */
function withPanel(
  panels: UiState['panels'],
  panel: PanelName,
  open: boolean,
  narrow: boolean,
): UiState['panels'] {
  const next = { ...panels, [panel]: open };
  if (!open || !narrow) return next;
  if (panel === 'feed') return { ...next, inspector: false };
  return panel === 'inspector' ? { ...next, feed: false } : next;
}
