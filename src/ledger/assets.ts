/**
 * The assets and their amounts: integers in the smallest unit everywhere, decimal text only for people and
 * scenarios. What is stored stays below 2^96, so that no sum of balances can reach 2^127 (LEDGER §0).
 */
import { invariant } from '../kernel/assert.ts';
import type { Decoded } from './encoding.ts';
import { limits } from './limits.ts';

export type AssetName = 'USD' | 'BTC';
/** u16 in the encoding. */
export type AssetNumber = number;

export interface Asset {
  readonly number: AssetNumber;
  readonly name: AssetName;
  /** Digits after the point: the smallest unit is 10^-decimals. */
  readonly decimals: number;
}

/** Ascending by number. */
export const assets: readonly Asset[] = [
  { number: 1, name: 'USD', decimals: 6 },
  { number: 2, name: 'BTC', decimals: 8 },
];

/** No stored amount reaches it. */
export const amountEnd: bigint = 1n << 96n;

export function assetOfNumber(number: AssetNumber): Asset | null {
  return assets.find((asset) => asset.number === number) ?? null;
}

export function assetOf(name: AssetName): Asset {
  const found = assets.find((asset) => asset.name === name);
  invariant(found, `asset expected USD or BTC, found ${name}`);
  return found;
}

/**
 * "25.5" -> 25500000n for USD; refuses signs, exponents, bare points and more decimals than the asset has.
 */
export function parseAmount(text: string, name: AssetName): Decoded<bigint> {
  const { decimals } = assetOf(name);
  const match = text.length <= limits.amountCharacters ? decimalNumber.exec(text) : null;
  if (!match) return { refused: `expected an amount such as 25 or 0.50, found "${shorten(text)}"` };
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) {
    return { refused: `expected at most ${decimals} decimals for ${name}, found ${fraction.length}` };
  }
  const amount = BigInt(whole + fraction.padEnd(decimals, '0'));
  return amount < amountEnd
    ? { ok: amount }
    : { refused: `expected less than 2^96 smallest units of ${name}` };
}

/** All decimals: "25.500000". Amounts are never negative. */
export function formatAmount(amount: bigint, name: AssetName): string {
  invariant(amount >= 0n, `amount expected >= 0, found ${amount}`);
  const { decimals } = assetOf(name);
  const digits = amount.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** As a person writes it, with at least two decimals: "25.50". */
export function shortAmount(amount: bigint, name: AssetName): string {
  return formatAmount(amount, name).replace(/(\.\d\d\d*?)0+$/, '$1');
}

/** The same as a sentence has it, thousands apart: "1,400.00". Not for what is hashed. */
export function readAmount(amount: bigint, name: AssetName): string {
  return shortAmount(amount, name).replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** With its asset's name: "1,025.50 USD". */
export function spellAmount(amount: bigint, number: AssetNumber): string {
  const asset = assetOfNumber(number);
  return asset
    ? `${readAmount(amount, asset.name)} ${asset.name}`
    : `${amount} units of unknown asset ${number}`;
}

function shorten(text: string): string {
  return text.length <= limits.amountCharacters ? text : `${text.slice(0, limits.amountCharacters)}…`;
}

const decimalNumber = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
