/**
 * One plain value, one byte string. Used for digests of messages, effects and scenarios (never for the
 * ledger, which has its own binary encoding). Total: whatever an adversary puts into a message gets bytes
 * too, and nothing throws; values that plain data cannot hold, and what lies deeper than the limit, become a
 * marker.
 */
import { limits } from './limits.ts';

/**
 * Text form of any value: object keys sorted by code unit, `undefined` members left out, numbers as in JSON.
 */
export function canonicalText(value: unknown): string {
  return write(value, 0);
}

/** ASCII bytes of {@link canonicalText}: every character above U+007E is written as an escape. */
export function canonicalBytes(value: unknown): Uint8Array {
  return asciiBytes(canonicalText(value));
}

/** One byte per character; the caller guarantees ASCII. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'null' : writeObject(value, depth);
    default:
      return `!${typeof value}`;
  }
}

function writeObject(value: object, depth: number): string {
  if (depth >= limits.canonicalDepth) return '!deep';
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i ? ',' : '') + write(value[i], depth + 1);
    return `${text}]`;
  }
  const record = value as Record<string, unknown>;
  let text = '{';
  for (const key of sortedKeys(record)) {
    const member = record[key];
    if (member === undefined) continue;
    text += `${(text.length > 1 ? ',' : '') + quote(key)}:${write(member, depth + 1)}`;
  }
  return `${text}}`;
}

/** Hex digits, type names and ids need no escape, and they are nearly all strings there are. */
const plain = /^[\w>#+.\- /]*$/;

function quote(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text).replace(/[\u007f-\uffff]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Own keys by code unit. A message has a handful, nearly in order: sorting them by insertion costs the least.
 */
export function sortedKeys(record: object): readonly string[] {
  const keys = Object.keys(record);
  if (keys.length > 16) return keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string;
    let at = i;
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}
