/** The engine behind a worker border: every call is a message, every answer a promise. */
import type { Engine } from './api.ts';
import { joinsMarks } from './marks-border.ts';
import type { EngineAnswer, EngineCall } from './wire.ts';

export { Column } from './history/column.ts';
export type {
  Minimised,
  MinimiseProgress,
  MinimiseRequest,
  Minimising,
  StartMinimising,
} from './minimise-types.ts';

const methods = [
  'catalogue',
  'open',
  'restart',
  'move',
  'frame',
  'feed',
  'verdicts',
  'replica',
  'message',
  'certificate',
  'intervene',
  'adopt',
  'undo',
  'redo',
  'switchBranch',
  'keepBranch',
  'wayBeside',
  'compare',
  'arrows',
  'laneMarks',
  'search',
  'event',
  'metrics',
  'compareLedgers',
  'traceHash',
  'annotate',
  'lessons',
  'lessonStep',
  'gradeLesson',
  'replay',
  'accusations',
  'changeStory',
  'sit',
  'wayFromSeat',
  'lieSheet',
  'alterSheet',
  'challenges',
  'gradeChallenge',
] as const satisfies readonly (keyof Engine)[];

/**
 * Starts the engine: in a worker of its own, or on the page's thread where the browser gives none. Calls
 * reject only when the engine itself is broken.
 * @param onPage called once when there is no worker
 */
export function createEngineClient(onPage: () => void = () => {}): Engine {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const join = joinsMarks();
  const settle = (answer: EngineAnswer): void => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('failed' in answer) call?.reject(new Error(answer.failed));
    else call?.resolve(join(answer.value));
  };
  const fail = (problem: string): void => {
    for (const { reject } of waiting.values()) reject(new Error(`the engine stopped: ${problem}`));
    waiting.clear();
  };
  const send = openLine({ settle, fail, onPage, unanswered: () => [...waiting.values()] });
  const ask = (method: keyof Engine, parameters: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const call: EngineCall = { id: ++calls, method, parameters };
      waiting.set(call.id, { call, resolve, reject });
      send(call);
    });
  const entries = methods.map(
    (method) => [method, (...parameters: unknown[]) => ask(method, parameters)] as const,
  );
  // The list above is checked against Engine; each method passes its parameters on as they are.
  return Object.fromEntries(entries) as unknown as Engine;
}

interface Waiting {
  readonly call: EngineCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface LineEnds {
  readonly settle: (answer: EngineAnswer) => void;
  readonly fail: (problem: string) => void;
  readonly onPage: () => void;
  readonly unanswered: () => readonly Waiting[];
}

/**
 * Carries calls to the engine. A worker that fails before its first answer never ran: the page takes over.
 */
function openLine({ settle, fail, onPage, unanswered }: LineEnds): (call: EngineCall) => void {
  const worker = startEngineWorker();
  if (worker === null) {
    onPage();
    return engineOnPage(settle, fail);
  }
  let answered = false;
  let send = (call: EngineCall): void => worker.postMessage(call);
  worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
    answered = true;
    settle(data);
  });
  worker.addEventListener('error', ({ message }) => {
    if (answered) return fail(message);
    worker.terminate();
    answered = true;
    onPage();
    send = engineOnPage(settle, fail);
    for (const { call } of unanswered()) send(call);
  });
  return (call) => send(call);
}

/** Null where there are no workers, or none are allowed. */
function startEngineWorker(): Worker | null {
  try {
    return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

/** The engine itself, loaded here: what it does takes the page's time. */
function engineOnPage(settle: LineEnds['settle'], fail: LineEnds['fail']): (call: EngineCall) => void {
  const take = Promise.all([import('./seated-engine.ts'), import('./answering.ts')]).then(
    ([{ SeatedEngine }, { answering }]) => answering(new SeatedEngine(null), settle),
  );
  return (call) => {
    take.then(
      (answer) => answer(call),
      (reason: unknown) => fail(String(reason)),
    );
  };
}
