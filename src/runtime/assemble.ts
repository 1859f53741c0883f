/**
 * Puts a run together: protocol, ledger, keys, verdicts, engine. Whoever hosts the replicas comes on top of
 * it.
 */
import type { Application } from '../kernel/application.ts';
import { invariant } from '../kernel/assert.ts';
import { type Authenticator, createAuthenticator } from '../kernel/authenticator.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { createLedger } from '../ledger/application.ts';
import { createConservationCheck } from '../ledger/conservation.ts';
import { createVerifier, type LedgerGenesis } from '../ledger/keys.ts';
import { rememberExecutions } from '../ledger/remember.ts';
import { protocols } from '../protocols/registry.ts';
import type { ScenarioCommand } from '../scenarios/types.ts';
import { Engine } from '../sim/engine.ts';
import { createMonitor } from '../sim/monitor.ts';
import type { RunPlan } from '../sim/plan.ts';
import { InlineHost } from './inline-host.ts';
import { createPlanner, type Planner, type RunSource } from './plan.ts';
import type { HostParts } from './seat.ts';

export interface Assembly extends HostParts {
  /** The plan of the same run with other commands. */
  readonly planner: Planner;
  readonly engine: Engine;
  readonly host: InlineHost;
}

/**
 * Everything, with all replicas in this thread. `onEvent` sees every event of the trace, in order;
 * `keepsVersions` for whoever asks the host for the memory after each of them; no `hashes` for whoever never
 * asks for the trace hash.
 */
export async function assemble(
  source: RunSource,
  onEvent?: (event: TraceEvent) => void,
  { keepsVersions = false, hashes = true } = {},
): Promise<Assembly> {
  const { options } = source.scenario.protocol;
  const authenticator = await createAuthenticator(options.authenticator, source.seed);
  const planner = createPlanner(source, authenticator);
  const parts = { ...partsOf(planner(source.commands), authenticator), hashes };
  const host = new InlineHost(parts, { keepsVersions });
  return { ...parts, planner, host, engine: createEngine(parts, host, onEvent) };
}

/** The same run from its beginning with other commands; what is a pure function of the rest is used again. */
export function assembleAgain(
  { planner, manifest, application, authenticator }: Assembly,
  commands: readonly ScenarioCommand[],
  onEvent: (event: TraceEvent) => void,
): Assembly {
  const parts = { plan: planner(commands), manifest, application, authenticator, hashes: true };
  const host = new InlineHost(parts, { keepsVersions: true });
  return { ...parts, planner, host, engine: createEngine(parts, host, onEvent) };
}

/** What a replica worker rebuilds from the plan alone. */
export function partsOf(plan: RunPlan, authenticator: Authenticator): HostParts {
  const manifest = manifestOf(plan.protocol);
  // The plan carries the ledger's own genesis, which the simulator does not look into.
  const ledger = createLedger(plan.genesis as LedgerGenesis, createVerifier(authenticator));
  // Replicas of one host execute the same slots: the second one finds the result of the first.
  const application = rememberExecutions(ledger);
  return { plan, manifest, application, authenticator, hashes: true };
}

export function manifestOf(protocol: string): Manifest {
  const manifest = protocols[protocol];
  invariant(manifest !== undefined, `a protocol of the registry expected, found ${protocol}`);
  return manifest;
}

function createEngine(parts: HostParts, host: InlineHost, onEvent?: (event: TraceEvent) => void): Engine {
  const { plan, manifest, application, authenticator, hashes } = parts;
  const { replicas, faults, options } = plan;
  return new Engine({
    plan,
    clientRule: manifest.client,
    authenticator,
    idleTypes: new Set(manifest.idleTypes),
    idleTimers: new Set(manifest.idleTimers),
    bugs: new Set(plan.bugs),
    monitor: createMonitor({
      plan,
      manifest,
      verify: authenticator.verify,
      conservation: createConservationCheck(),
      explain: (self) => {
        const memory = host.memory(self);
        return memory && manifest.waitingFor(memory.protocol, { replicas, faults, options, self });
      },
    }),
    isRefusal: (receipt) => isRefusal(application, receipt),
    knowsBehaviour: (as) => Object.hasOwn(manifest.behaviours, as),
    hashes,
    onEvent: onEvent ?? (() => undefined),
  });
}

export function isRefusal(application: Application, receipt: string): boolean {
  const read = application.readReceipt(receipt);
  return read === null || read.code !== 0;
}
