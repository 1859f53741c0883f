/**
 * Runs a scenario inline to its end and reports what it came to: the command line's and the tests' way in.
 */
import type { TraceEvent } from '../kernel/trace.ts';
import type { Row, Scenario } from '../scenarios/types.ts';
import type { Host } from '../sim/host.ts';
import { reportOf } from '../sim/report.ts';
import type { ReplicaEntry, RunReport } from '../sim/report-types.ts';
import { type Assembly, assemble } from './assemble.ts';
import { drive } from './drive.ts';
import { Refusals } from './refusals.ts';

export interface RunOptions {
  readonly onProgress?: (events: number, simulatedMs: number) => void;
  readonly maxEvents?: number;
  readonly onEvent?: (event: TraceEvent) => void;
  /** False: nobody reads the report's trace hash, which stays empty. */
  readonly hashes?: boolean;
  /** Wraps the inline host, for tests that want its answers in another order. */
  readonly wrapHost?: (host: Host) => Host;
}

/** Events between two calls of `onProgress`. */
const progressEvery = 50_000;

/** Runs a validated scenario inline to its end. `rows`: the workload's rows, already read. */
export async function runScenario(
  scenario: Scenario,
  rows: readonly Row[],
  options: RunOptions = {},
): Promise<RunReport> {
  const { seed, commands } = scenario;
  const { maxEvents, onEvent, onProgress, hashes = true } = options;
  const source = {
    scenario,
    rows,
    seed,
    commands,
    openEnded: false,
    ...(maxEvents !== undefined && { maxEvents }),
  };
  const refusals = new Refusals();
  const observe = (event: TraceEvent): void => {
    refusals.observe(event);
    onEvent?.(event);
  };
  // Without commands nothing can be refused, and nobody needs to look at every event for it.
  const listen = commands.length === 0 && scenario.hidden === undefined ? onEvent : observe;
  const assembly = await assemble(source, listen, { hashes });
  const { engine, host } = assembly;
  let reported = 0;
  await drive(engine, options.wrapHost?.(host) ?? host, () => {
    if (onProgress !== undefined && engine.state.events >= reported + progressEvery) {
      reported = engine.state.events;
      onProgress(reported, engine.state.now / 1000);
    }
    return true;
  });
  const report = { ...reportOf(engine, replicasOf(assembly)), refusals: refusals.told(assembly) };
  return hashes ? report : { ...report, traceHash: '' };
}

/** State of every replica at the end; of one that is down, what it had when it went down. */
function replicasOf({ engine, host, manifest, application, plan }: Assembly): readonly ReplicaEntry[] {
  const { replicas, faults, options } = plan;
  return engine.state.replicas.map(({ status, behaviour }, id): ReplicaEntry => {
    const state = host.lastMemory(id);
    const { mode, view, executedSlot } = manifest.glyph(state.protocol, {
      replicas,
      faults,
      options,
      self: id,
    });
    return {
      id,
      status: status === 'up' && mode === 'state transfer' ? 'transferring' : status,
      behaviour,
      view,
      executedSlot,
      stateRoot: application.root(state.application),
    };
  });
}
