/** Puts a run together: protocol, ledger, keys, verdicts, engine. Whoever hosts the replicas comes on top of it. */
import type { Application } from '../kernel/application.ts';
import { invariant } from '../kernel/assert.ts';
import { type Authenticator, createAuthenticator } from '../kernel/authenticator.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { createLedger } from '../ledger/application.ts';
import { conservationFault } from '../ledger/conservation.ts';
import { createVerifier, type LedgerGenesis } from '../ledger/keys.ts';
import { protocols } from '../protocols/registry.ts';
import { Engine } from '../sim/engine.ts';
import { createMonitor } from '../sim/monitor.ts';
import type { RunPlan } from '../sim/plan.ts';
import type { HostParts } from './inline-host.ts';
import { compilePlan, type RunSource } from './plan.ts';

export interface Assembly extends HostParts {
  readonly engine: Engine;
}

/** Everything but the host. `onEvent` sees every event of the trace, in order. */
export async function assemble(source: RunSource, onEvent: (event: TraceEvent) => void): Promise<Assembly> {
  const { options } = source.scenario.protocol;
  const authenticator = await createAuthenticator(options.authenticator, source.seed);
  const plan = compilePlan(source, authenticator);
  const parts = partsOf(plan, authenticator);
  return { ...parts, engine: createEngine(parts, onEvent) };
}

/** What a replica worker rebuilds from the plan alone. */
export function partsOf(plan: RunPlan, authenticator: Authenticator): HostParts {
  const manifest = manifestOf(plan.protocol);
  // The plan carries the ledger's own genesis, which the simulator does not look into.
  const application = createLedger(plan.genesis as LedgerGenesis, createVerifier(authenticator));
  return { plan, manifest, application, authenticator };
}

export function manifestOf(protocol: string): Manifest {
  const manifest = protocols[protocol];
  invariant(manifest !== undefined, `a protocol of the registry expected, found ${protocol}`);
  return manifest;
}

function createEngine(
  { plan, manifest, application, authenticator }: HostParts,
  onEvent: (event: TraceEvent) => void,
) {
  return new Engine({
    plan,
    clientRule: manifest.client,
    authenticator,
    idleTypes: new Set(manifest.idleTypes),
    idleTimers: new Set(manifest.idleTimers),
    bugs: new Set(plan.bugs),
    monitor: createMonitor(monitorConfig(plan, manifest)),
    isRefusal: (receipt) => isRefusal(application, receipt),
    knowsBehaviour: (as) => Object.hasOwn(manifest.behaviours, as),
    onEvent,
  });
}

function monitorConfig(plan: RunPlan, manifest: Manifest) {
  return { plan, manifest, conservation: conservationFault };
}

function isRefusal(application: Application, receipt: string): boolean {
  const read = application.readReceipt(receipt);
  return read === null || read.code !== 0;
}
