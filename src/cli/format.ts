/** A run's report, for programs (DESIGN 6: these keys, in this order) and for people. */
import type { RunReport } from '../scenarios/expect.ts';
import { columns } from './columns.ts';

/** One JSON object on one line. */
export function reportAsJson(report: RunReport, wallMs: number): string {
  const { scenario, protocol, n, f, seed, traceHash, events, endedBecause, simulatedMs } = report;
  const { messages, commits, replicas, clients, verdicts, accused, bugs, refusals = [] } = report;
  const head = { scenario, protocol, n, f, seed, traceHash, events, endedBecause, simulatedMs, wallMs };
  const body = { messages, commits, replicas, clients, verdicts, accused, bugs, refusals };
  return `${JSON.stringify({ ...head, ...body })}\n`;
}

/** Commits listed in full; more are counted. */
const mostCommits = 24;

/** Tables for a terminal. */
export function reportAsText(report: RunReport, wallMs: number): string {
  const { scenario, protocol, n, f, seed, events, endedBecause, simulatedMs } = report;
  return [
    `${scenario}: ${protocol}, n = ${n}, f = ${f}, seed ${seed}`,
    ...(report.bugs.length > 0 ? [`without the rules of ${report.bugs.join(', ')}`] : []),
    `ended by ${endedBecause} after ${grouped(simulatedMs)} ms simulated`,
    `${grouped(events)} events in ${grouped(wallMs)} ms`,
    `trace ${report.traceHash}`,
    '',
    ...messageLines(report),
    '',
    clientLine(report),
    '',
    ...columns(replicaRows(report)),
    '',
    ...commitLines(report),
    '',
    ...columns(report.verdicts.map(({ property, verdict, because }) => [verdict, property, because])),
    ...accusedLines(report),
    ...refusalLines(report),
    '',
  ].join('\n');
}

function messageLines({ messages }: RunReport): readonly string[] {
  const { sent, delivered, dropped, refused, resent, bytes, byType } = messages;
  const types = Object.entries(byType).map(([type, count]) => `${type} ${grouped(count)}`);
  return [
    `messages: ${grouped(sent)} sent, ${grouped(delivered)} delivered, ${grouped(dropped)} dropped, ` +
      `${grouped(refused)} refused, ${grouped(resent)} resent, ${grouped(bytes)} bytes`,
    `  ${types.join(', ')}`,
  ];
}

function clientLine({ clients }: RunReport): string {
  const { submitted, accepted, rejected, latencyMs } = clients;
  const time = (ms: number | null): string => (ms === null ? 'none' : `${grouped(ms)} ms`);
  return (
    `clients: ${submitted} submitted, ${accepted} accepted, of these ${rejected} rejected by the ledger; ` +
    `latency p50 ${time(latencyMs.p50)}, p95 ${time(latencyMs.p95)}, max ${time(latencyMs.max)}`
  );
}

function replicaRows({ replicas }: RunReport): readonly (readonly string[])[] {
  const rows = replicas.map(({ id, status, behaviour, view, executedSlot, stateRoot }) => [
    `R${id}`,
    status,
    behaviour,
    `view ${view}`,
    `slot ${executedSlot}`,
    stateRoot.slice(0, 16),
  ]);
  return [['replica', 'status', 'behaviour', 'view', 'executed', 'state root'], ...rows];
}

function commitLines({ commits }: RunReport): readonly string[] {
  const rows = commits
    .slice(0, mostCommits)
    .map(({ slot, digest, replicas, firstMs, lastMs }) => [
      `${slot}`,
      digest === null ? 'null' : digest.slice(0, 16),
      replicas.map((id) => `R${id}`).join(' '),
      `${grouped(firstMs)} … ${grouped(lastMs)} ms`,
    ]);
  const more = commits.length - rows.length;
  const table = columns([['slot', 'digest', 'executed by', 'when'], ...rows]);
  return more > 0 ? [...table, `and ${grouped(more)} more`] : table;
}

/** The first proof against each convicted replica. */
function accusedLines({ accused }: RunReport): readonly string[] {
  const replicas = [...new Set(accused.map(({ replica }) => replica))];
  return replicas.map((replica) => {
    const [first, ...more] = accused.filter((one) => one.replica === replica);
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
    return `convicted: R${replica} ${first?.because ?? ''}${others}`;
  });
}

/** What of the file came to nothing, and why. */
function refusalLines({ refusals = [] }: RunReport): readonly string[] {
  return refusals.map(({ atMs, text }) => `refused at ${grouped(atMs)} ms: ${text}`);
}

/** 1,234,567.5 */
function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const text = whole.replace(/\B(?=([0-9]{3})+$)/g, ',');
  return fraction === undefined ? text : `${text}.${fraction}`;
}
