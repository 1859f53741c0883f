/**
 * Engine, inline host and ledger put together around the toy protocol by hand, without registry and scenarios
 * of the catalogue: what the tests of the world around replicas run.
 */
import { createSimulated } from '../../src/kernel/authenticator.ts';
import type { ReplicaId } from '../../src/kernel/ids.ts';
import type { Manifest } from '../../src/kernel/protocol.ts';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { createLedger } from '../../src/ledger/application.ts';
import { createVerifier, type LedgerGenesis } from '../../src/ledger/keys.ts';
import { drive } from '../../src/runtime/drive.ts';
import { InlineHost } from '../../src/runtime/inline-host.ts';
import { createPlanner } from '../../src/runtime/plan.ts';
import { type HostParts, SeatRunner } from '../../src/runtime/seat.ts';
import { builtinTransfers } from '../../src/scenarios/builtin-transfers.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { Known, Row, Scenario, ScenarioCommand } from '../../src/scenarios/types.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { Engine } from '../../src/sim/engine.ts';
import type { Host } from '../../src/sim/host.ts';
import { createMonitor } from '../../src/sim/monitor.ts';
import type { RunPlan } from '../../src/sim/plan.ts';
import { echoManifest } from './echo-manifest.ts';

/** The registry's way of forgetting what a state looks like inside. */
export const toyManifest = echoManifest as unknown as Manifest;
export const toyBehaviours = Object.keys(echoManifest.behaviours);
export const knownToy: Known = { protocols: { echo: { behaviours: toyBehaviours, bugs: [] } } };

export interface ToyRun extends HostParts {
  readonly engine: Engine;
  readonly host: InlineHost;
  readonly events: readonly TraceEvent[];
}

/**
 * A scenario of the toy protocol; a part that is left out has the schema's default, but 20 rows and 10 ms
 * delay.
 */
export function toyScenario(changes: Readonly<Record<string, unknown>> = {}): Scenario {
  const checked = validateScenario(
    {
      version: 1,
      id: 'toy',
      protocol: { id: 'echo', replicas: 4, options: { requestTimeoutMs: 100, clientRetryMs: 150 } },
      network: { delayMs: { min: 10, max: 10 } },
      workload: { source: 'builtin:transfers', count: 20 },
      until: { quiet: true, ms: 20_000 },
      ...changes,
    },
    knownToy,
  );
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value;
}

/**
 * A drawn scenario of the toy protocol, cut short: it need not make progress, only be the same everywhere.
 */
export function drawnToy(seed: number): Scenario {
  const known = { behaviours: toyBehaviours, bugs: [] };
  const scenario = drawScenario(seed, { protocol: 'echo', liars: seed % 2 === 0 }, known);
  return { ...scenario, until: { quiet: true, ms: 3_000 } };
}

export function rowsOf(scenario: Scenario): readonly Row[] {
  return scenario.workload.source === 'inline' ? scenario.workload.commands : builtinTransfers();
}

export function toyPlan(scenario: Scenario, commands: readonly ScenarioCommand[] = []): RunPlan {
  const authenticator = createSimulated(scenario.seed);
  const source = { scenario, rows: rowsOf(scenario), seed: scenario.seed, openEnded: false };
  return createPlanner(source, authenticator)([...scenario.commands, ...commands]);
}

export function toyParts(plan: RunPlan, manifest = toyManifest): HostParts {
  const authenticator = createSimulated(plan.seed);
  const application = createLedger(plan.genesis as LedgerGenesis, createVerifier(authenticator));
  return { plan, manifest, application, authenticator, hashes: true };
}

/** A run at its beginning. */
export function toyRun(plan: RunPlan, manifest = toyManifest): ToyRun {
  const parts = toyParts(plan, manifest);
  const { application, authenticator } = parts;
  const events: TraceEvent[] = [];
  const engine = new Engine({
    plan,
    clientRule: manifest.client,
    authenticator,
    hashes: true,
    idleTypes: new Set(manifest.idleTypes),
    idleTimers: new Set(manifest.idleTimers),
    bugs: new Set(),
    monitor: createMonitor({ plan, manifest }),
    isRefusal: (receipt) => application.readReceipt(receipt)?.code !== 0,
    knowsBehaviour: (as) => Object.hasOwn(manifest.behaviours, as),
    onEvent: (event) => events.push(event),
  });
  return { ...parts, engine, host: new InlineHost(parts), events };
}

/** To its end, on the inline host or on one that wraps it. */
export async function finish(run: ToyRun, host: Host = run.host): Promise<ToyRun> {
  await drive(run.engine, host, () => true);
  return run;
}

/** A plan's run to its end. */
export async function runToy(scenario: Scenario, commands: readonly ScenarioCommand[] = []): Promise<ToyRun> {
  return finish(toyRun(toyPlan(scenario, commands)));
}

/** What a replica worker makes of a plan: one seat, with parts of its own. */
export function toySeat(plan: RunPlan, self: ReplicaId): SeatRunner {
  return new SeatRunner(toyParts(plan), self);
}
