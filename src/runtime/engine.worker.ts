/** The engine's thread: answers the page's calls and starts the replicas' workers. */
import { answering } from './answering.ts';
import { SeatedEngine } from './seated-engine.ts';
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

// Some browsers have workers for a page and none for a worker: then all replicas share this thread.
const engine = new SeatedEngine(typeof Worker === 'undefined' ? null : startWorker);
const take = answering(engine, (answer) => self.postMessage(answer, { transfer: columnsOf(answer) }));

/** Columns of numbers are made for the page: they go over to it instead of being copied. */
function columnsOf(answer: EngineAnswer): ArrayBuffer[] {
  const value: unknown = 'value' in answer ? answer.value : null;
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  );
}

self.addEventListener('message', ({ data }: MessageEvent<EngineCall>) => take(data));
