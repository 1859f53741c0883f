/** The page's end of the engine: in a worker, and on the page's thread where the browser gives none. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngineClient } from '../../../src/runtime/client.ts';
import type { EngineAnswer, EngineCall } from '../../../src/runtime/wire.ts';

type Listener = (event: { data?: EngineAnswer; message?: string }) => void;

/** A worker whose events a test gives by hand. */
class HandWorker {
  static made: HandWorker[] = [];
  readonly calls: EngineCall[] = [];
  ended = false;
  private readonly listeners = new Map<string, Listener>();
  constructor() {
    HandWorker.made.push(this);
  }
  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, listener);
  }
  postMessage(call: EngineCall): void {
    this.calls.push(call);
  }
  terminate(): void {
    this.ended = true;
  }
  give(type: string, event: { data?: EngineAnswer; message?: string }): void {
    this.listeners.get(type)?.(event);
  }
}

function withWorker(kind: unknown): HandWorker[] {
  HandWorker.made = [];
  vi.stubGlobal('Worker', kind);
  return HandWorker.made;
}

afterEach(() => void vi.unstubAllGlobals());

describe('an engine in a worker', () => {
  it('gives each answer to its call, whatever the order', async () => {
    const made = withWorker(HandWorker);
    const engine = createEngineClient(() => expect.fail('there is a worker'));
    const [first, second] = [engine.traceHash(1), engine.traceHash(2)];
    const [worker] = made as [HandWorker];
    expect(worker.calls.map(({ method, parameters }) => [method, parameters])).toEqual([
      ['traceHash', [1]],
      ['traceHash', [2]],
    ]);
    worker.give('message', { data: { id: 2, value: 'b' } });
    worker.give('message', { data: { id: 1, value: 'a' } });
    expect([await first, await second]).toEqual(['a', 'b']);
  });

  it('rejects what waits when it breaks', async () => {
    const made = withWorker(HandWorker);
    const engine = createEngineClient();
    const first = engine.traceHash(1);
    made[0]?.give('message', { data: { id: 1, failed: 'out of memory' } });
    await expect(first).rejects.toThrow('out of memory');
    const second = engine.traceHash(2);
    made[0]?.give('error', { message: 'gone' });
    await expect(second).rejects.toThrow('the engine stopped: gone');
  });
});

describe('a browser without workers', () => {
  const refusing = function refuses() {
    throw new Error('blocked');
  };

  it.each([
    ['no Worker at all', undefined],
    ['a Worker that throws', refusing],
  ])('%s: the engine runs on the page, all replicas inline', async (_, kind) => {
    withWorker(kind);
    const onPage = vi.fn();
    const engine = createEngineClient(onPage);
    const opened = await engine.open({ kind: 'catalogue', id: 'first-light' }, 'workers');
    expect(onPage).toHaveBeenCalledTimes(1);
    expect(opened).toMatchObject({ info: { host: 'inline', scenario: { id: 'first-light' } } });
  });

  it('takes over the calls of a worker that never ran', async () => {
    const made = withWorker(HandWorker);
    const onPage = vi.fn();
    const engine = createEngineClient(onPage);
    const catalogue = engine.catalogue();
    made[0]?.give('error', { message: 'could not load' });
    expect((await catalogue).length).toBeGreaterThan(5);
    expect((await engine.catalogue()).length).toBeGreaterThan(5);
    expect(made[0]?.ended).toBe(true);
    expect(onPage).toHaveBeenCalledTimes(1);
  });
});
