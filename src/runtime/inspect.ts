/**
 * What the Inspector shows, computed when it is asked for: one replica, one message, one certificate, in
 * full.
 */
import { canonicalText } from '../kernel/canonical.ts';
import { fingerprint } from '../kernel/hash.ts';
import type { ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Message, Vote } from '../kernel/message.ts';
import type { DescribeContext, ReplicaDetail, RingSegment } from '../kernel/present.ts';
import type { Manifest } from '../kernel/protocol.ts';
import { inMs } from '../kernel/time-text.ts';
import { type Envelope, envelopeId, type TraceEvent } from '../kernel/trace.ts';
import { explain } from '../projection/explain.ts';
import type {
  CertificateInspection,
  EvidenceVote,
  MessageInspection,
  Problem,
  ReceiptLine,
  ReplicaInspection,
  ReplicaMore,
} from './api.ts';
import { findEnvelope } from './find-envelope.ts';
import { causesOf, consequencesOf } from './inspect-event.ts';
import { withHolders } from './inspect-tree.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import { transitionsOf } from './transitions.ts';

export function inspectReplica(
  run: PageRun,
  cursor: number,
  replica: ReplicaId,
  more: ReplicaMore = {},
): ReplicaInspection | Problem {
  const { assembly, recording } = run;
  const { application, manifest, plan } = assembly;
  if (!Number.isInteger(replica) || replica < 0 || replica >= plan.replicas) {
    return { problem: `expected a replica from 0 to ${plan.replicas - 1}, found ${replica}` };
  }
  const picture = recording.pictureAt(cursor);
  const state = picture.seats[replica]?.status === 'crashed' ? null : recording.stateAt(replica, cursor);
  const view = state === null ? null : application.describe(state.application);
  return {
    replica,
    detail:
      state &&
      withHolders(
        run,
        cursor,
        inItsWords(manifest, manifest.describe(state.protocol, contextOf(run, replica))),
      ),
    root: view?.root ?? null,
    accounts: view?.accounts ?? [],
    receipts: receiptsOf(run, cursor, replica),
    ...(more.history === true && { history: transitionsOf(run, cursor, replica) }),
    ...(more.account !== undefined &&
      state !== null && { proof: application.prove(state.application, more.account) }),
  };
}

/** The log with the manifest's word for a view. */
function inItsWords({ viewWord }: Manifest, detail: ReplicaDetail): ReplicaDetail {
  return viewWord === undefined ? detail : { ...detail, log: { ...detail.log, viewWord } };
}

export function inspectMessage(run: PageRun, cursor: number, id: string): MessageInspection | Problem {
  const found = findEnvelope(run.recording, cursor, id);
  if (found === null)
    return { problem: `expected a message sent before this moment, found ${id.slice(0, 40)}` };
  const { end } = found;
  // A command may have made it late, or changed what it says, since it was sent.
  const flying = run.recording.pictureAt(cursor).flights.get(id);
  const envelope = (end === null ? flying : undefined) ?? found.envelope;
  const { manifest } = run.assembly;
  const { message } = envelope;
  const { digest, bytes } = fingerprint(message);
  const summary = manifest.summary(message);
  const style = manifest.messages.find(({ type }) => type === message.type);
  return {
    id,
    from: envelope.from,
    to: envelope.to,
    type: summary.type,
    says: style?.says ?? '',
    text: summary.text,
    sentAt: envelope.sentAt,
    dueAt: dueAt(envelope, end !== null || flying !== undefined),
    fate:
      end === null && flying === undefined ? gone(run, cursor, envelope) : fateOf(run, cursor, envelope, end),
    bytes,
    digest,
    fields: fieldsOf(message),
    votes: manifest.votes(message).map((vote) => evidenceVote(vote, manifest)),
    causes: causesOf(run, envelope.cause),
    consequences: end === null ? [] : [explain(end, run.wording), ...consequencesOf(run, end)],
  };
}

export function inspectCertificate(
  run: PageRun,
  cursor: number,
  replica: ReplicaId,
  slot: number,
  column: number,
): CertificateInspection | Problem {
  const { manifest, plan } = run.assembly;
  const state = run.recording.stateAt(replica, cursor);
  const detail = state && manifest.describe(state.protocol, contextOf(run, replica));
  const row = detail?.log.rows.find((candidate) => candidate.slot === slot);
  const cell = row?.cells[column];
  if (detail === null || row === undefined || cell === undefined) {
    return { problem: `expected a cell of R${replica}'s log, found slot ${slot}, column ${column}` };
  }
  const votes = cell.certificate.flatMap((message) => manifest.votes(message as Message));
  const signers = new Set(votes.map(({ signer }) => signer));
  const segments = Array.from({ length: plan.replicas }, (_, id): RingSegment => {
    if (!signers.has(id)) return 'none';
    return id === replica ? 'own' : 'heard';
  });
  return {
    title: `${detail.log.columns[column] ?? ''} · slot ${slot}, ${manifest.viewWord ?? 'view'} ${row.view}`,
    slot,
    across: manifest.certificate.across,
    segments,
    votes: votes.map((vote) => evidenceVote(vote, manifest)),
    threshold: manifest.certificate.threshold(plan.replicas, plan.faults),
    reached: cell.reached,
  };
}

function evidenceVote({ signer, phase, view, slot, digest }: Vote, manifest: Manifest): EvidenceVote {
  const place = manifest.certificate.place?.({ view, slot });
  return { signer, phase, view, slot, digest, ...(place !== undefined && { place }) };
}

function contextOf(run: PageRun, self: ReplicaId): DescribeContext {
  const { replicas, faults, options } = run.assembly.plan;
  return { self, replicas, faults, options };
}

/** Newest first. */
function receiptsOf(run: PageRun, cursor: number, replica: ReplicaId): readonly ReceiptLine[] {
  const { executions } = run.recording.log.work;
  const { application } = run.assembly;
  const lines: ReceiptLine[] = [];
  let row = run.recording.log.work.executionsUpTo(cursor) - 1;
  for (; row >= 0 && lines.length < limits.receipts; row--) {
    const execution = executions.at(row);
    if (execution?.replica !== replica) continue;
    const { slot, commands, receipts } = execution;
    for (const [position, receipt] of (receipts ?? []).entries()) {
      const read = application.readReceipt(receipt);
      const text = application.describeOperation(commands[position]?.operation ?? '');
      lines.push({ slot, text, code: read?.code ?? -1, name: read?.name ?? 'unreadable' });
    }
  }
  return lines;
}

function dueAt({ lost, held, dueAt: due }: Envelope, arrives: boolean): TimeUs | null {
  return lost === null && !held && arrives ? due : null;
}

/** It is neither on its way nor was it taken in. */
function gone({ recording }: PageRun, cursor: number, envelope: Envelope): string {
  if (envelope.lost === 'cut') return 'dropped: the link was cut when it was sent';
  if (envelope.lost === 'loss') return 'dropped: lost on the way';
  const id = envelopeId(envelope);
  const drop = recording.log.commands
    .slice()
    .findLast(
      ({ index, command, refused }) =>
        index < cursor && refused === null && command.do === 'drop' && command.message === id,
    );
  return drop === undefined ? 'gone' : `dropped by hand at ${inMs(drop.at)}`;
}

function fateOf(run: PageRun, cursor: number, envelope: Envelope, end: TraceEvent | null): string {
  if (end === null && envelope.held) return 'held back by its sender, a puppet';
  if (end === null) {
    const isLate = run.recording.pictureAt(cursor).held.has(envelopeId(envelope));
    return `${isLate ? 'held back by hand' : 'on its way'}, due at ${inMs(envelope.dueAt)}`;
  }
  if (end.kind === 'lost') return 'lost: its receiver was down';
  const line = explain(end, run.wording);
  return `taken in at ${inMs(end.at)}. ${line.sentence}`;
}

function fieldsOf(message: Message): readonly { name: string; value: string }[] {
  return Object.entries(message).map(([name, value]) => ({
    name,
    value:
      typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : canonicalText(value),
  }));
}
