/** A thread that makes one failing run smaller, so that the open run goes on undisturbed meanwhile. */
import { minimiseSession } from './minimise-session.ts';
import type { MinimiseAnswer, MinimiseCall } from './wire.ts';

let stopped = false;

const send = (answer: MinimiseAnswer): void => self.postMessage(answer);

self.addEventListener('message', ({ data }: MessageEvent<MinimiseCall>) => {
  if (data.kind === 'stop') stopped = true;
  else
    minimiseSession(data.request, {
      onProgress: (progress) => send({ kind: 'progress', progress }),
      isStopped: () => stopped,
    }).then(
      (result) => send({ kind: 'done', result }),
      (error: unknown) => send({ kind: 'failed', problem: String(error) }),
    );
});
