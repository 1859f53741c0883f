/**
 * The drawer above the transport: one tool at a time, across the page, so that it covers nothing and stays
 * open while one steps. Its tools load when they are first opened.
 */
import { X } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useActions, usePage, useUi } from './hooks/use-store.ts';
import type { Drawer as DrawerName } from './tools.ts';
import './drawer.css';
import { lazyPart } from './lazy-part.tsx';

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
};

export function Drawer() {
  const open = useUi((state) => state.drawer);
  return open === null ? null : <OpenDrawer key={open} name={open} />;
}

function OpenDrawer({ name }: { readonly name: DrawerName }) {
  const { closeDrawer } = useActions();
  const { store } = usePage();
  const box = useRef<HTMLElement>(null);
  const Body = BODIES[name];
  useEffect(() => {
    // Whoever opened it by key goes on in it by key; closing gives the focus back.
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
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
