/**
 * The replica worker itself (replica.worker.ts), in threads of Node: the same file that a page loads,
 * bundled, with the three globals of a Web Worker that it uses. Slow to start, so one session with crashes
 * stands for all.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { PairedHost } from '../../src/runtime/paired-host.ts';
import type { ReplicaAnswer } from '../../src/runtime/wire.ts';
import { type StartWorker, WorkerHost } from '../../src/runtime/worker-host.ts';
import type { ScenarioCommand } from '../../src/scenarios/types.ts';
import { catalogueSessions, runSession, type Session } from '../support/sessions.ts';

const cache = join(process.cwd(), 'node_modules/.cache/test');
let bundle = '';

beforeAll(async () => {
  const build = await rolldown({
    input: 'src/runtime/replica.worker.ts',
    platform: 'browser',
    logLevel: 'warn',
  });
  const { output } = await build.generate({ format: 'es', codeSplitting: false });
  await build.close();
  mkdirSync(cache, { recursive: true });
  bundle = join(cache, `replica-worker-${process.pid}.mjs`);
  writeFileSync(bundle, `${globals}\n${output[0].code}`);
}, 60_000);

/** What a Web Worker has and a thread of Node lacks. */
const globals = `import { parentPort } from 'node:worker_threads';
const self = {
  addEventListener: (_, listener) => parentPort.on('message', (data) => listener({ data })),
  postMessage: (answer) => parentPort.postMessage(answer),
};`;

function realThreads(): { readonly start: StartWorker; readonly ended: Promise<number>[] } {
  const ended: Promise<number>[] = [];
  const start: StartWorker = () => {
    const thread = new Worker(pathToFileURL(bundle));
    return {
      postMessage: (call) => thread.postMessage(call),
      terminate: () => void ended.push(thread.terminate()),
      onAnswer(listener) {
        thread.on('message', (answer: ReplicaAnswer) => listener(answer));
        thread.on('error', (error) => listener({ kind: 'failed', problem: error.message }));
      },
    };
  };
  return { start, ended };
}

async function onRealThreads(session: Session): Promise<string> {
  const { start, ended } = realThreads();
  const { traceHash } = await runSession(session, async ({ plan, host }) => {
    const workers = new WorkerHost(plan, start);
    await workers.load(host.mark());
    return new PairedHost(host, workers);
  });
  await Promise.all(ended);
  return traceHash;
}

describe('replicas in threads of their own', () => {
  const crashes: readonly ScenarioCommand[] = [
    { atMs: 100, do: 'crash', replica: 2 },
    { atMs: 200, do: 'recover', replica: 2 },
    { atMs: 250, do: 'corrupt', replica: 3 },
    { atMs: 300, do: 'lose-disk', replica: 1 },
    { atMs: 600, do: 'recover', replica: 1 },
    { atMs: 700, do: 'behave', replica: 1, as: 'silent' },
  ];
  const [, faultFree] = catalogueSessions as [Session, Session];

  it('do what they do inline, through crashes, a lost disk, a damaged state and a lie', async () => {
    const session = { ...faultFree, commands: crashes };
    expect(await onRealThreads(session)).toBe((await runSession(session)).traceHash);
  }, 60_000);

  it('sign with real keys', async () => {
    const { protocol } = faultFree.scenario;
    const options = { ...protocol.options, authenticator: 'ed25519' as const };
    const scenario = {
      ...faultFree.scenario,
      protocol: { ...protocol, options },
      until: { quiet: true, ms: 300 },
    };
    const session = { scenario, commands: [] };
    expect(await onRealThreads(session)).toBe((await runSession(session)).traceHash);
  }, 60_000);
});
