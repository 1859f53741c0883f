/**
 * Digest over the effects of one event, `cite` left out because it only speaks to the reader. Hosts compute it where
 * the replica ran, so that two hosts can be compared without sending effects around, and the trace hash records it.
 */
import { unreachable } from '../kernel/assert.ts';
import { canonicalText } from '../kernel/canonical.ts';
import type { Effect } from '../kernel/effect.ts';
import { digestText, fingerprint } from '../kernel/hash.ts';
import type { Hex } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';
import type { Request } from '../kernel/message.ts';

/** First 32 hex digits; the empty string when there is nothing to digest. */
export function effectsDigest(effects: readonly Effect[], applied: readonly Applied[]): Hex {
  let text = '';
  for (const effect of effects) if (effect.kind !== 'cite') text += `${line(effect)}\n`;
  for (const { slot, cause, root, receipts } of applied)
    text += `applied ${slot} ${cause} ${root} ${receipts.join()}\n`;
  return text === '' ? '' : digestText(text).slice(0, 32);
}

function line(effect: Exclude<Effect, { kind: 'cite' }>): string {
  switch (effect.kind) {
    case 'send':
    case 'reply':
      return `${effect.kind} ${effect.to} ${digestOf(effect.message)} ${effect.resend === true}`;
    case 'broadcast':
      return `broadcast ${digestOf(effect.message)} ${effect.resend === true}`;
    case 'arm':
      return `arm ${effect.timer} ${effect.after}`;
    case 'disarm':
      return `disarm ${effect.timer}`;
    case 'persist':
      return `persist ${effect.key} ${digestOf(effect.value)}`;
    case 'commit':
      return `commit ${effect.slot} ${effect.view} ${effect.digest} ${names(effect.execute)} ${certificate(effect.certificate)}`;
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

function digestOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? fingerprint(value).digest : canonicalText(value);
}

function names(commands: readonly Request[]): string {
  return commands.map((command) => `${command.client}@${command.timestamp}`).join();
}

function certificate(messages: readonly object[]): string {
  return messages.map(digestOf).join();
}
