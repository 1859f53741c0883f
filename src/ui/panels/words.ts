/**
 * How numbers, names and digests read on the page. Time is microseconds inside and milliseconds for the
 * reader; a replica is R2, a client c0, a digest its first four hex digits.
 */
import type { Digest, Endpoint, ReplicaId, TimeUs } from '../../kernel/ids.ts';

/** "1,204.5 ms": at most three decimals, none that say nothing. */
export function inMs(at: TimeUs): string {
  const whole = Math.trunc(at / 1000);
  const rest = Math.abs(at % 1000);
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  return `${grouped(whole)}${decimals} ms`;
}

/** "20 ms", "10 – 1,500 ms": least and most, in ms. */
export function delayText(least: number, most: number): string {
  const text = inMs(1000 * most);
  return least === most ? text : `${inMs(1000 * least).slice(0, -' ms'.length)} – ${text}`;
}

/** "711,989.8 ms": always one decimal, so that a running clock does not jump. */
export function inTenths(at: TimeUs): string {
  const tenths = Math.round(at / 100);
  return `${grouped(Math.trunc(tenths / 10))}.${tenths % 10} ms`;
}

/** 12,345: groups of three, the same on every machine. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function seatName(end: Endpoint): string {
  return typeof end === 'number' ? `R${end}` : end;
}

/** "R0, R2 and R3"; "nobody" for none. */
export function seatNames(ends: readonly Endpoint[]): string {
  if (ends.length === 0) return 'nobody';
  const names = ends.map(seatName);
  const last = names.pop() as string;
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** "from 1, 3" as "from R1 and R3". */
export function namedSeats(waiting: string): string {
  return waiting.replace(
    /from ([\d, ]+)$/,
    (_, ids: string) => `from ${seatNames(ids.split(', ').map(Number))}`,
  );
}

export function shortDigest(digest: Digest | null): string {
  return digest === null ? 'none' : digest.slice(0, 4);
}

/** "1 link", "4 links". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Everyone but one, in order. */
export function othersThan(self: ReplicaId, replicas: number): ReplicaId[] {
  return Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== self);
}

/** "1,075.00", "0.50", "0.00000001": an amount without the zeros at its end, dollars and cents at least. */
export function plainAmount(amount: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (parts === null) return amount;
  const [, sign = '', whole = '', decimals = ''] = parts;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** First letter in upper case: words of the engine that begin a sentence here. */
export function sentenceCase(text: string): string {
  return text === '' ? text : `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
