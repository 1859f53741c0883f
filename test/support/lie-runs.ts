/** Runs of PBFT on the real engine with liars in them, and what each replica said to whom. */
import type { ReplicaId } from '../../src/kernel/ids.ts';
import type { Message } from '../../src/kernel/message.ts';
import type { Envelope, TraceEvent } from '../../src/kernel/trace.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import type { ScenarioSource } from '../../src/scenarios/schema.ts';
import type { ScenarioCommand } from '../../src/scenarios/types.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import type { RunReport } from '../../src/sim/report-types.ts';

export interface LieRun {
  readonly events: readonly TraceEvent[];
  readonly report: RunReport;
  readonly sent: readonly Envelope[];
}

export type Act = Record<string, unknown> & { readonly do: string };

interface Setting {
  readonly protocol?: string;
  readonly replicas?: number;
  readonly clients?: number;
  readonly count?: number;
  readonly ms?: number;
  readonly checkpointInterval?: number;
  readonly everyMs?: number;
  readonly network?: ScenarioSource['network'];
}

/** `acts`: commands, at time 0 unless they say another. */
export async function lieRun(acts: readonly Act[], setting: Setting = {}): Promise<LieRun> {
  const { replicas = 4, clients = 2, count = 6, ms = 20_000, checkpointInterval = 4, everyMs = 50 } = setting;
  const source = {
    version: 1,
    id: 'lie-run',
    title: 'A run with liars',
    story: [],
    protocol: { id: setting.protocol ?? 'pbft', replicas, options: { checkpointInterval } },
    network: setting.network ?? { delayMs: { min: 10, max: 20 } },
    workload: { ...inlineWorkload(clients, count), everyMs },
    commands: acts.map((act) => ({ atMs: 0, ...act })) as unknown as readonly ScenarioCommand[],
    until: { quiet: true, ms },
    expect: { verdicts: {} },
  };
  const checked = validateScenario(source, known);
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const report = await runScenario(checked.value, rows.value, { onEvent: (event) => events.push(event) });
  return { events, report, sent: events.flatMap((event) => event.sent) };
}

/** Clients take turns: account 1 is the first one's, account 2 the second one's. */
function inlineWorkload(clients: number, count: number) {
  const accounts = Array.from({ length: clients }, (_, i) => i + 1);
  const opening = accounts.map((account) => ({ account, asset: 'USD', amount: '1000' }) as const);
  const commands = Array.from({ length: count }, (_, i) => {
    const account = (i % clients) + 1;
    return { kind: 'transfer', account, to: 9, asset: 'USD', amount: '1' } as const;
  });
  return { source: 'inline', opening, commands, clients };
}

export function behave(replica: ReplicaId, as: string, parameters: Record<string, unknown> = {}): Act {
  return { do: 'behave', replica, as, ...parameters };
}

/** What one replica sent, of one type where it is given. */
export function saidBy(run: LieRun, from: ReplicaId, type?: string): readonly Envelope[] {
  return run.sent.filter((one) => one.from === from && (type === undefined || one.message.type === type));
}

export function typesSaidBy(run: LieRun, from: ReplicaId): ReadonlySet<string> {
  return new Set(saidBy(run, from).map(({ message }) => message.type));
}

/** Verdicts that a run with at most f liars must not break. */
export function violated({ report }: LieRun): readonly string[] {
  return report.verdicts
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ property, because }) => `${property}: ${because}`);
}

/** Refusal codes that one replica gave, with how often. */
export function refusalsAt(run: LieRun, replica: ReplicaId): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of run.events) {
    if (event.kind !== 'replica' || event.replica !== replica) continue;
    for (const effect of event.effects) {
      if (effect.kind === 'refuse') counts[effect.why] = (counts[effect.why] ?? 0) + 1;
    }
  }
  return counts;
}

/** A member of a message that its type does not name. */
export function member(message: Message, name: string): unknown {
  return (message as unknown as Readonly<Record<string, unknown>>)[name];
}
