/**
 * Each message of PBFT as a list of fields: what a liar can say differently in it, and why it cannot say the
 * rest (fact pack §0: it holds one key, and a certificate is made of other replicas' signatures).
 */
import type { LieContext } from '../../../kernel/lie.ts';
import { requestDigest } from '../../../kernel/signed.ts';
import { type Editable, fixedField } from '../../../replica/lie-kit.ts';
import { requestName } from '../../shared/lie-kit.ts';
import type { PbftState } from '../state.ts';
import type { PbftMessage } from '../types.ts';
import {
  changeFields,
  commitCertificateFields,
  newViewFields,
  provedCheckpointFields,
} from './list-fields.ts';
import { fetchFields, stateFields, statusFields } from './plain-fields.ts';
import { bodyField, checkpointFields, type Own, voteFields } from './vote-fields.ts';

type Fields = readonly Editable<PbftMessage>[];

export function fieldsOf(message: PbftMessage, state: PbftState, ctx: LieContext): Fields {
  const own = { state, ctx };
  switch (message.type) {
    case 'REQUEST':
      return erase(requestFields(message, own));
    case 'PRE-PREPARE':
      return erase([...voteFields(message, own), bodyField(message, own)]);
    case 'PREPARE':
    case 'COMMIT':
      return erase(voteFields(message, own));
    case 'CHECKPOINT':
      return erase(checkpointFields(message, own));
    case 'VIEW-CHANGE':
      return erase(changeFields(message, own));
    case 'NEW-VIEW':
      return erase(newViewFields(message, own));
    case 'COMMIT-CERTIFICATE':
      return erase(commitCertificateFields(message, own));
    case 'CHECKPOINT-CERTIFICATE':
      return erase(provedCheckpointFields(message, own));
    case 'FETCH':
      return erase(fetchFields(message, own));
    case 'STATE':
      return erase(stateFields(message, own));
    case 'BODY':
      return erase([bodyField(message, own)]);
    case 'STATUS':
      return erase(statusFields(message, own));
  }
}

function requestFields(
  message: PbftMessage & { type: 'REQUEST' },
  { ctx }: Own,
): readonly Editable<PbftMessage>[] {
  const { client, timestamp } = message;
  const cannot = `signed by ${client}: R${ctx.self} has no key of ${client}`;
  return [
    fixedField('client', client, cannot),
    fixedField('timestamp', timestamp, cannot),
    fixedField('operation', requestDigest(message), cannot, requestName(message)),
  ];
}

/** Each list is written by the table that read it: it only ever meets its own type of message. */
function erase<M extends PbftMessage>(fields: readonly Editable<M>[]): Fields {
  return fields as unknown as Fields;
}
