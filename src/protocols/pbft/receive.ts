/**
 * Every message a replica gets comes through here: first what it is and whether it proves it, then what it
 * changes.
 */
import { type Endpoint, isClient, type RefusalCode, type ReplicaId } from '../../kernel/ids.ts';
import { onFetch, onStatus } from './answers.ts';
import { onSlotMessage } from './aside.ts';
import { onCheckpoint, onCheckpointCertificate } from './checkpoint.ts';
import { onCommitCertificate } from './commit-certificate.ts';
import { onBody } from './fetch-body.ts';
import { inspect } from './inspect.ts';
import { onNewView } from './new-view.ts';
import { onRequest } from './request.ts';
import { onState } from './transfer.ts';
import { type Done, refuse, refuseAs, type Turn } from './turn.ts';
import type { NewView, PbftMessage } from './types.ts';
import { onBadNewView, onViewChange } from './view-change.ts';

export function onMessage(turn: Turn, from: Endpoint, value: unknown): Done {
  const bad = inspect(value, turn.ctx);
  if (bad !== null) {
    refuseAs(turn, bad);
    if (isPrimarysFault(bad.why)) onBadNewView(turn, (value as NewView).view);
    return;
  }
  const message = value as PbftMessage;
  if (message.type === 'REQUEST') return onRequest(turn, from, message);
  if (isClient(from)) return refuse(turn, 'not-from-a-client', { type: message.type, from });
  dispatch(turn, from, message);
}

function dispatch(turn: Turn, from: ReplicaId, message: Exclude<PbftMessage, { type: 'REQUEST' }>): Done {
  switch (message.type) {
    case 'PRE-PREPARE':
    case 'PREPARE':
    case 'COMMIT':
      return onSlotMessage(turn, from, message);
    case 'CHECKPOINT':
      return onCheckpoint(turn, message);
    case 'VIEW-CHANGE':
      return onViewChange(turn, message);
    case 'NEW-VIEW':
      return onNewView(turn, message);
    case 'FETCH':
      return onFetch(turn, from, message);
    case 'STATE':
      return onState(turn, from, message);
    case 'BODY':
      return onBody(turn, from, message);
    case 'COMMIT-CERTIFICATE':
      return onCommitCertificate(turn, message);
    case 'CHECKPOINT-CERTIFICATE':
      return onCheckpointCertificate(turn, message);
    case 'STATUS':
      return onStatus(turn, from, message);
  }
}

/** The codes of a NEW-VIEW that its primary did sign, and that does not follow from its V. */
function isPrimarysFault(why: RefusalCode): boolean {
  return why.startsWith('new-view-') && why !== 'new-view-not-primary';
}
