/**
 * The dock of the tools below the transport: one tool at a time, across the page, so that it covers nothing,
 * moves no button and stays open while one steps. On a low window it has the timeline's place until it is
 * closed, so that the stage keeps its height. Its tools load when they are first opened.
 */
import { X } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useActions, usePage, useUi } from './hooks/use-store.ts';
import type { UiState } from './state.ts';
import { hasTool } from './state.ts';
import type { Drawer as DrawerName } from './tools.ts';
import './drawer.css';
import { lazyPart } from './lazy-part.tsx';

const TableTwin = lazyPart(
  () => import('./stage/table-twin.tsx'),
  (module) => module.TableTwin,
);

const BODIES = {
  why: lazyPart(
    () => import('./why/why-panel.tsx'),
    (module) => module.WhyPanel,
  ),
  branches: lazyPart(
    () => import('./branches/branches-panel.tsx'),
    (module) => module.BranchesPanel,
  ),
  compose: lazyPart(
    () => import('./lies/compose-panel.tsx'),
    (module) => module.ComposePanel,
  ),
  mailbox: lazyPart(
    () => import('./mailbox/mailbox-panel.tsx'),
    (module) => module.MailboxPanel,
  ),
  search: lazyPart(
    () => import('./search/search-panel.tsx'),
    (module) => module.SearchPanel,
  ),
} as const;

const TITLES: Readonly<Record<DrawerName, string>> = {
  why: 'Why is nothing happening?',
  branches: 'Branches',
  search: 'Search',
  compose: 'Compose a lie',
  mailbox: 'Mailbox',
};

export function ToolDock() {
  const drawer = useUi((state) => state.drawer);
  const open = useUi(hasTool);
  if (!open) return null;
  return (
    <div className="area-tool">
      {drawer === null ? (
        <Suspense fallback={<p className="panel-wait">Loading …</p>}>
          <TableTwin />
        </Suspense>
      ) : (
        <OpenDrawer key={drawer} name={drawer} />
      )}
    </div>
  );
}

/** What gets the focus back. A fault menu is gone by then: it stood at a replica's glyph. */
function openerOf({ composing }: Pick<UiState, 'composing'>): Element | null {
  if (composing !== null) return document.querySelector(`[data-replica="${composing.liar}"]`);
  const { activeElement, body } = document;
  return activeElement === body ? document.querySelector('[data-replica][tabindex="0"]') : activeElement;
}

function OpenDrawer({ name }: { readonly name: DrawerName }) {
  const { closeDrawer } = useActions();
  const { store } = usePage();
  const box = useRef<HTMLElement>(null);
  const Body = BODIES[name];
  useEffect(() => {
    // Whoever opened it by key goes on in it by key; closing gives the focus back.
    const before = openerOf(store.getState());
    box.current?.focus();
    return () => {
      if ((before instanceof HTMLElement || before instanceof SVGElement) && before.isConnected)
        before.focus();
    };
  }, [store]);
  return (
    <section
      className="drawer"
      id="drawer"
      ref={box}
      tabIndex={-1}
      aria-label={TITLES[name]}
      onKeyDown={(press) => {
        if (press.key !== 'Escape' || store.getState().progress !== null) return;
        press.preventDefault();
        closeDrawer();
      }}
    >
      <div className="drawer-head">
        <h2>{TITLES[name]}</h2>
        <button
          type="button"
          className="button quiet icon"
          aria-label={`Close ${TITLES[name]}`}
          title="Close (Esc)"
          onClick={closeDrawer}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      <div className="drawer-body">
        <Suspense fallback={<p className="hint">Loading …</p>}>
          <Body />
        </Suspense>
      </div>
    </section>
  );
}
