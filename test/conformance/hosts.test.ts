/**
 * Where replicas run makes no difference: inline, asked one by one in any order, or each in a thread of its
 * own that gets copies of everything, every session has one trace hash. All 200 drawn sessions:
 * `SESSIONS=200` before the command.
 */
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/registry.ts';
import { type Assembly, partsOf } from '../../src/runtime/assemble.ts';
import { PairedHost } from '../../src/runtime/paired-host.ts';
import { SeatRunner } from '../../src/runtime/seat.ts';
import { WorkerHost } from '../../src/runtime/worker-host.ts';
import type { Host } from '../../src/sim/host.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { scrambled, threads } from '../support/hosts.ts';
import {
  catalogueSessions,
  drawSession,
  runSession,
  type Session,
  sessionCount,
} from '../support/sessions.ts';
import { drawnToy, finish, type ToyRun, toyPlan, toyRun, toySeat } from '../support/toy-run.ts';

/** Every kind of host, as a function of one inline host and of what a thread is to build. */
const hosts: readonly (readonly [
  string,
  (run: Pick<Assembly, 'plan' | 'host'>, seatOf: SeatOf) => Promise<Host>,
])[] = [
  ['inline again', async ({ host }) => host],
  ['in any order', async ({ host }) => scrambled(host, 1)],
  ['in another order', async ({ host }) => scrambled(host, 2)],
  [
    'in threads',
    async ({ plan, host }, seatOf) => {
      const workers = new WorkerHost(plan, threads(seatOf).start);
      await workers.load(host.mark());
      return new PairedHost(host, workers);
    },
  ],
];

type SeatOf = Parameters<typeof threads>[0];

/** What replica.worker.ts builds. */
function seatOfPlan({ authenticator }: Assembly): SeatOf {
  return (plan, self) => new SeatRunner(partsOf(plan, authenticator), self);
}

async function expectOneHash(session: Session): Promise<void> {
  const expected = (await runSession(session)).traceHash;
  for (const [name, make] of hosts) {
    const { traceHash } = await runSession(session, (assembly) => make(assembly, seatOfPlan(assembly)));
    expect(traceHash, name).toBe(expected);
  }
}

describe('one session, one trace hash on every host', () => {
  it.each(catalogueSessions.map((session) => [session.scenario.id, session] as const))(
    '%s',
    async (_, session) => {
      await expectOneHash(session);
    },
    // A planted bug that never ends its view changes has fifteen thousand events, on every host.
    120_000,
  );

  describe.each(Object.keys(protocols))('%s', (protocol) => {
    it.each(Array.from({ length: sessionCount(6) }, (_, seed) => seed))('drawn session %i', async (seed) => {
      await expectOneHash(await drawSession(seed, protocol));
    });
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'drawn session %i of the toy protocol',
    async (seed) => {
      const plan = toyPlan(drawnToy(seed));
      const { engine } = await finish(toyRun(plan));
      for (const [name, make] of hosts) {
        const run: ToyRun = toyRun(plan);
        await finish(run, await make(run, toySeat));
        expect(run.engine.traceHash, name).toBe(engine.traceHash);
      }
    },
  );

  it('with real signatures', async () => {
    const [first] = catalogueSessions as [Session];
    const { protocol } = first.scenario;
    const options = { ...protocol.options, authenticator: 'ed25519' as const };
    await expectOneHash({ ...first, scenario: { ...first.scenario, protocol: { ...protocol, options } } });
  });
});

describe('inputs and states', () => {
  it.each([0, 3, 4])(
    'are never changed, by nobody: everything frozen, session %i runs the same',
    async (seed) => {
      const session = await drawSession(seed);
      const expected = (await runSession(session)).traceHash;
      const frozen = await runSession(session, ({ host }) => ({
        step(requests) {
          const results = host.step(deepFreeze(requests));
          for (const { replica } of requests) deepFreeze(host.memory(replica));
          return deepFreeze(results);
        },
        control: (control) => host.control(deepFreeze(control)),
        close: () => host.close(),
      }));
      expect(frozen.traceHash).toBe(expected);
    },
  );
});
