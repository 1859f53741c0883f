/** The engine's thread: answers the page's calls, one after the other, and starts the replicas' workers. */
import { PageEngine } from './page-engine.ts';
import type { EngineAnswer, EngineCall, ReplicaAnswer } from './wire.ts';
import type { StartWorker } from './worker-host.ts';

const startWorker: StartWorker = () => {
  const worker = new Worker(new URL('./replica.worker.ts', import.meta.url), { type: 'module' });
  return {
    postMessage: (call) => worker.postMessage(call),
    terminate: () => worker.terminate(),
    onAnswer(listener) {
      worker.addEventListener('message', ({ data }: MessageEvent<ReplicaAnswer>) => listener(data));
      worker.addEventListener('error', ({ message }) => listener({ kind: 'failed', problem: message }));
    },
  };
};

const engine = new PageEngine(startWorker);
let before: Promise<unknown> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<EngineCall>) => {
  before = before.then(() => answer(data)).then((result) => self.postMessage(result));
});

async function answer({ id, method, parameters }: EngineCall): Promise<EngineAnswer> {
  try {
    const call = engine[method] as (...given: readonly unknown[]) => Promise<unknown>;
    return { id, value: await call.apply(engine, [...parameters]) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}
