/**
 * The page's build. `base: './'` makes it work from any folder of any static host; workers are modules with
 * their own hashed file.
 */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { offline } from './scripts/offline.mjs';

export default defineConfig({
  base: './',
  plugins: [react(), noPolicyWhileDeveloping(), offline()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The Content-Security-Policy allows no script or style from a data: address, and small files compress
    // well.
    assetsInlineLimit: 0,
    // Nor does it allow the inline script that this polyfill would be; every browser with es2023 preloads
    // modules.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1' },
});

/**
 * The development server sends inline scripts and styles of its own, so the policy stands in the built page
 * only.
 */
function noPolicyWhileDeveloping(): Plugin {
  return {
    name: 'no-policy-while-developing',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}
