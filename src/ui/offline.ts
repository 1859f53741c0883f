/**
 * Keeps the page in the browser, so that it opens without a network after the first visit. Where service
 * workers do not exist or are blocked, nothing is lost but that.
 */

/** @param onNewVersion another version took over while this page was open */
export function keepOffline(onNewVersion: () => void): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  let wasKept = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (wasKept) onNewVersion();
    wasKept = true;
  });
  // First the page, then what keeps it: both ask for the same files.
  const register = () => {
    setTimeout(() => {
      serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch(() => undefined);
    }, AFTER_MS);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

const AFTER_MS = 500;
