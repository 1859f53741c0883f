/**
 * The composition root: the only file that knows everyone. It makes the engine client and the store and mounts the page.
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEngineClient } from './runtime/client.ts';
import { App } from './ui/App.tsx';
import { PageContext } from './ui/hooks/use-store.ts';
import { createUiStore } from './ui/store.ts';
import './ui/theme.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html: expected an element with id "root", found none');
const engine = createEngineClient();
const store = createUiStore(engine);
createRoot(root).render(
  <StrictMode>
    <PageContext.Provider value={{ store, engine }}>
      <App />
    </PageContext.Provider>
  </StrictMode>,
);
