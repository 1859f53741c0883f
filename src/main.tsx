/**
 * The composition root: the only file that knows everyone. It makes the engine client, the clock, the
 * animation loop and the store, and mounts the page.
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEngineClient } from './runtime/client.ts';
import { App } from './ui/App.tsx';
import { createLoop } from './ui/canvas/loop.ts';
import { SENTENCES, tellOnce } from './ui/circumstances.ts';
import { createClock } from './ui/clock.ts';
import { PageContext } from './ui/hooks/use-store.ts';
import { keepOffline } from './ui/offline.ts';
import { createUiStore } from './ui/store.ts';
import './ui/theme.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html: expected an element with id "root", found none');
const engine = createEngineClient(() => queueMicrotask(() => tellOnce(store, SENTENCES.noWorkers)));
const clock = createClock();
const loop = createLoop(requestAnimationFrame);
const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const narrow = () => matchMedia('(max-width: 1100px)').matches;
const roomy = () => matchMedia('(min-width: 761px) and (min-height: 720px)').matches;
const loadMinimiser = () =>
  import('./runtime/minimise-client.ts').then(({ startMinimising }) => startMinimising);
const store = createUiStore({
  engine,
  loadMinimiser,
  clock,
  loop,
  reducedMotion,
  stillsMs: 400,
  narrow,
  roomy,
});
// For the browser's console, for tests and measurements: the same engine that the page asks, and what it
// shows.
Object.assign(globalThis, { quorumscope: { engine, store, clock } });
void engine.catalogue().then((catalogue) => store.setState({ catalogue }));
createRoot(root).render(
  <StrictMode>
    <PageContext.Provider value={{ store, engine, clock, loop }}>
      <App />
    </PageContext.Provider>
  </StrictMode>,
);
// Whatever is done from here on is kept in this browser, once the picture stands.
void import('./ui/storage/start.ts').then(
  ({ keepSessions }) => keepSessions(store),
  () => tellOnce(store, SENTENCES.notLoaded),
);
keepOffline(() => tellOnce(store, SENTENCES.newVersion));
