/**
 * A page around a component, without a browser: the state is given, actions and engine record what they are
 * asked.
 */
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { RunInfo } from '../../../src/runtime/api.ts';
import { type Page, PageContext } from '../../../src/ui/hooks/use-store.ts';
import type { UiState } from '../../../src/ui/state.ts';
import { INITIAL_TOOLS } from '../../../src/ui/tools.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { scriptedFrame } from '../fake-script.ts';

/** Facts of the hand-written run, with changes. */
export async function runInfo(changes: Partial<RunInfo> = {}): Promise<RunInfo> {
  const moved = await createFakeEngine().open({ kind: 'catalogue', id: 'first-light' }, 'inline');
  if ('problem' in moved) throw new Error(moved.problem);
  return { ...moved.info, ...changes };
}

/** Static markup of a component on a page in this state; effects do not run. */
export async function markup(component: ReactElement, changes: Partial<UiState> = {}): Promise<string> {
  const frame = changes.frame ?? scriptedFrame(16);
  const state = {
    catalogue: [],
    frame,
    lesson: null,
    info: changes.info ?? (await runInfo()),
    verdicts: [],
    cursor: frame.cursor,
    selection: null,
    panels: { feed: true, inspector: true, timeline: true, table: false, keys: false },
    tab: 'replica',
    theme: 'light',
    letterKeys: true,
    notices: {},
    ...INITIAL_TOOLS,
    faultMenu: null,
    actions: new Proxy({}, { get: () => () => Promise.resolve(true) }),
    ...changes,
  };
  const store = {
    getState: () => state,
    getInitialState: () => state,
    setState: () => {},
    subscribe: () => () => {},
  };
  // Only store and engine are read by panels and controls.
  const page = { store, engine: createFakeEngine() } as unknown as Page;
  return renderToStaticMarkup(createElement(PageContext.Provider, { value: page }, component));
}

/** The text of some markup, tags removed and spaces made single. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')
    .trim();
}
