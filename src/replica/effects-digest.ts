/**
 * Digest over the effects of one event, `cite` left out because it only speaks to the reader. Hosts compute
 * it where the replica ran, so that two hosts can be compared without sending effects around, and the trace
 * hash records it.
 */
import { unreachable } from '../kernel/assert.ts';
import { canonicalText, sortedKeys } from '../kernel/canonical.ts';
import type { Effect, Send, SendReply } from '../kernel/effect.ts';
import { digestText, fingerprint } from '../kernel/hash.ts';
import type { Digest, Hex } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';
import type { Request } from '../kernel/message.ts';

/** First 32 hex digits; the empty string when there is nothing to digest. */
export function effectsDigest(effects: readonly Effect[], applied: readonly Applied[]): Hex {
  let text = '';
  for (const effect of effects) if (effect.kind !== 'cite') text += `${line(effect)}\n`;
  for (const { slot, cause, root, receipts } of applied)
    text += `applied ${slot} ${cause} ${half(root)} ${digestOf(receipts)}\n`;
  return text === '' ? '' : half(digestText(text));
}

/** 128 bits of a digest: what the trace hash takes of any, and half the hashing. */
function half(digest: Digest): Hex {
  return digest.slice(0, 32);
}

function line(effect: Exclude<Effect, { kind: 'cite' }>): string {
  switch (effect.kind) {
    case 'send':
    case 'reply':
      return (
        `${effect.kind} ${effect.to} ${digestOf(effect.message)} ` +
        `${effect.resend === true}${waits(effect)}`
      );
    case 'broadcast':
      return `broadcast ${digestOf(effect.message)} ${effect.resend === true}`;
    case 'arm':
      return `arm ${effect.timer} ${effect.after}`;
    case 'disarm':
      return `disarm ${effect.timer}`;
    case 'persist':
      return `persist ${effect.key} ${record(effect.value, 0)}`;
    case 'commit':
      return (
        `commit ${effect.slot} ${effect.view} ${effect.digest} ${decided(effect)} ` +
        `${certificate(effect.certificate)}`
      );
    case 'execute':
      return `execute ${effect.slot} ${names(effect.commands)}`;
    case 'rollback':
      return 'rollback';
    case 'restore':
      return `restore ${effect.slot}`;
    case 'stable':
      return `stable ${effect.slot} ${effect.root} ${certificate(effect.certificate)}`;
    case 'refuse':
      return `refuse ${effect.why} ${canonicalText(effect.because)}`;
    default:
      return unreachable(effect);
  }
}

/** What only liars do costs honest replicas no byte. */
function waits({ late, held }: Send | SendReply): string {
  return `${late === undefined ? '' : ` late ${late}`}${held === true ? ' held' : ''}`;
}

function digestOf(value: object): string {
  return half(fingerprint(value).digest);
}

/**
 * A record of stable storage. It is put together anew by every replica, but the messages in it are the ones
 * that everybody holds and whose digests are known; so is what lies deep, such as the parts of a snapshot.
 */
function record(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return canonicalText(value);
  if (Array.isArray(value)) {
    let list = '[';
    for (const item of value as readonly unknown[]) list += `${record(item, depth + 1)},`;
    return `${list}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  if (depth >= recordDepth || typeof members['type'] === 'string') return digestOf(value);
  let text = '{';
  for (const key of sortedKeys(members)) text += `${canonicalText(key)}:${record(members[key], depth + 1)},`;
  return `${text}}`;
}

/** `{ content: { snapshot: { left` : the snapshot's own parts are shared, what wraps them is not. */
const recordDepth = 4;

/** What was decided and, where it differs, what was executed of it. */
function decided({ commands, execute }: Effect & { kind: 'commit' }): string {
  const all = names(commands);
  const executed = names(execute);
  return executed === all ? all : `${all} ${executed}`;
}

function names(commands: readonly Request[]): string {
  let text = '';
  for (const command of commands) text += `${digestOf(command)},`;
  return text;
}

function certificate(messages: readonly object[]): string {
  let text = '';
  for (const message of messages) text += `${digestOf(message)},`;
  return text;
}
