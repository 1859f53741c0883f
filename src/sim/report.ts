/** What a run came to, out of the engine's counts and verdicts (DESIGN 6). */
import type { TimeUs } from '../kernel/ids.ts';
import type { CommitCount, Counts } from './counts.ts';
import type { Engine } from './engine.ts';
import type { CommitEntry, ReplicaEntry, RunReport } from './report-types.ts';

/** `replicas` comes from the host, which alone knows their states. */
export function reportOf(engine: Engine, replicas: readonly ReplicaEntry[]): RunReport {
  const { state, setup } = engine;
  const { plan } = setup;
  const { counts } = state;
  return {
    scenario: plan.scenario,
    protocol: plan.protocol,
    n: plan.replicas,
    f: plan.faults,
    seed: plan.seed,
    traceHash: engine.traceHash,
    events: state.events,
    endedBecause: engine.ended ?? 'limit',
    simulatedMs: milliseconds(state.now),
    messages: messagesOf(counts, state.held.length),
    commits: commitsOf(counts.commits),
    replicas,
    clients: {
      submitted: counts.submitted,
      accepted: counts.accepted,
      rejected: counts.rejected,
      latencyMs: latencyOf(counts.latencies),
    },
    verdicts: state.monitor.verdicts(),
    bugs: plan.bugs,
    accused: state.monitor.accusations(),
  };
}

function messagesOf(counts: Counts, held: number): RunReport['messages'] {
  const { sent, delivered, dropped, refused, resent, bytes } = counts;
  return {
    sent,
    delivered,
    dropped,
    refused,
    resent,
    held,
    bytes,
    byType: Object.fromEntries(counts.byType),
  };
}

function commitsOf(commits: readonly CommitCount[]): readonly CommitEntry[] {
  return commits.map(({ slot, digest, replicas, firstAt, lastAt }) => ({
    slot,
    digest,
    replicas: [...replicas].sort((a, b) => a - b),
    firstMs: milliseconds(firstAt),
    lastMs: milliseconds(lastAt),
  }));
}

function latencyOf(latencies: readonly TimeUs[]): RunReport['clients']['latencyMs'] {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : milliseconds(value);
  };
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function milliseconds(time: TimeUs): number {
  return time / 1000;
}
