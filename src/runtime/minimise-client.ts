/**
 * Starts a minimisation in a worker of its own, or, where the browser gives none, on the page's thread, which
 * it lets go of between runs.
 */
import type { Minimised, Minimising, StartMinimising } from './minimise-types.ts';
import type { MinimiseAnswer, MinimiseCall } from './wire.ts';

type Found = Minimised | { readonly problem: string };

/** The promise never rejects: a defect of our own comes back as a problem too. */
export const startMinimising: StartMinimising = (request, onProgress) => {
  const worker = startWorker();
  if (worker === null) return onThisThread(request, onProgress);
  const call = (message: MinimiseCall): void => worker.postMessage(message);
  let answered = false;
  let instead: Minimising | null = null;
  const done = new Promise<Found>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<MinimiseAnswer>) => {
      answered = true;
      if (data.kind === 'progress') onProgress(data.progress);
      else resolve(data.kind === 'done' ? data.result : { problem: data.problem });
    });
    worker.addEventListener('error', ({ message }) => {
      if (answered) return resolve({ problem: `the search stopped: ${message}` });
      // It never ran: some browsers only say so when the script is loaded.
      instead = onThisThread(request, onProgress);
      void instead.done.then(resolve);
    });
  }).finally(() => worker.terminate());
  call({ kind: 'begin', request });
  return { done, stop: () => (instead === null ? call({ kind: 'stop' }) : instead.stop()) };
};

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./minimise.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

const onThisThread: StartMinimising = (request, onProgress) => {
  let stopped = false;
  const done = import('./minimise-session.ts').then(({ minimiseSession }) =>
    minimiseSession(request, { onProgress, isStopped: () => stopped }),
  );
  return {
    done: done.catch((error: unknown) => ({ problem: String(error) })),
    stop: () => {
      stopped = true;
    },
  };
};
