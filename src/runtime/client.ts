/** The engine behind a worker border: every call is a message, every answer a promise. */
import type { Engine } from './api.ts';
import type { EngineAnswer, EngineCall } from './wire.ts';

const methods = [
  'catalogue',
  'open',
  'restart',
  'move',
  'frame',
  'feed',
  'strip',
  'verdicts',
  'replica',
  'message',
  'certificate',
  'intervene',
  'replaced',
  'undo',
  'redo',
  'switchBranch',
  'wayBeside',
  'compare',
  'arrows',
  'laneMarks',
  'search',
  'event',
  'metrics',
  'compareLedgers',
  'traceHash',
  'replay',
] as const satisfies readonly (keyof Engine)[];

/** Starts the engine's worker. Calls reject only when the engine itself is broken. */
export function createEngineClient(): Engine {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('failed' in data) call?.reject(new Error(data.failed));
    else call?.resolve(data.value);
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(`the engine stopped: ${message}`));
    waiting.clear();
  });
  const ask = (method: keyof Engine, parameters: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, parameters } satisfies EngineCall);
    });
  const entries = methods.map(
    (method) => [method, (...parameters: unknown[]) => ask(method, parameters)] as const,
  );
  // The list above is checked against Engine; each method passes its parameters on as they are.
  return Object.fromEntries(entries) as unknown as Engine;
}
