/**
 * One row of a workload: a deposit by the custody gateway or a transfer. The same schema reads rows of a
 * scenario, of a JSON command file and of a CSV file. How amounts look depends on the asset, so they are
 * judged after the shape.
 */
import * as v from 'valibot';
import { bareObject, check, integer, list, matching, object } from './fields.ts';
import { limits } from './limits.ts';
import { type Fault, show } from './problem.ts';

export type Asset = 'USD' | 'BTC';

/** Decimals of each asset: smallest units are 1e-6 USD and 1e-8 BTC. */
const assetDecimals: Readonly<Record<Asset, number>> = { USD: 6, BTC: 8 };

export const accountNumber = integer(
  0,
  limits.account,
  'An account. 0 is the custody gateway, which signs deposits.',
);

const asset = v.picklist(['USD', 'BTC'], 'USD or BTC');

const amount = v.pipe(
  v.string('a decimal number in quotes'),
  v.metadata({
    description:
      'Whole units as a decimal number greater than 0, with at most 6 decimals for USD and 8 for BTC.',
    pattern: '^(0|[1-9][0-9]*)(\\.[0-9]{1,8})?$',
  }),
);

const idWords = 'a whole number or a text of 1 to 64 printable characters without spaces';

const depositId = v.union(
  [matching(/^[!-~]{1,64}$/, idWords), v.pipe(integer(0, Number.MAX_SAFE_INTEGER), v.transform(String))],
  idWords,
);

const deposit = bareObject({
  kind: v.literal('deposit', '"deposit"'),
  account: accountNumber,
  asset,
  amount,
  id: v.exactOptional(depositId),
});

const transfer = bareObject({
  kind: v.literal('transfer', '"transfer"'),
  account: accountNumber,
  to: accountNumber,
  asset,
  amount,
  nonce: v.exactOptional(
    integer(0, Number.MAX_SAFE_INTEGER, 'Default: the next of the account. A used one is a double spend.'),
  ),
});

export const rowSchema = v.variant('kind', [deposit, transfer], 'one of deposit, transfer');
export const rowsSchema = list(rowSchema, limits.rows, 'Rows, if the source is "inline".');

const openingSchema = object(
  { account: accountNumber, asset, amount },
  'A balance before the first request.',
);
export const openingsSchema = list(
  openingSchema,
  limits.openings,
  'Balances before the first request. Default: none.',
);

/** A row of a workload. `account` signs a transfer; `amount` is a decimal string in whole units. */
export type Row = Readonly<v.InferOutput<typeof rowSchema>>;
/** A balance that an account has before the first request. */
export type Opening = Readonly<v.InferOutput<typeof openingSchema>>;

/** A checked row, or the first fault with its path inside the row. */
export function checkRow(value: unknown): { readonly value: Row } | { readonly fault: Fault } {
  const checked = check(rowSchema, value);
  if ('fault' in checked) return checked;
  const fault = amountFault(checked.value);
  return fault === null ? checked : { fault };
}

/** What is wrong with the amount, or null. Path inside the row. */
export function amountFault(row: { readonly asset: Asset; readonly amount: string }): Fault | null {
  const decimals = assetDecimals[row.asset];
  const path = ['amount'];
  const expected = `a decimal number with at most ${decimals} decimals greater than 0`;
  if (!isDecimal(row.amount, decimals)) return { path, expected, found: show(row.amount) };
  const units = smallestUnits(row.amount, decimals);
  if (units <= 0n) return { path, expected, found: show(row.amount) };
  if (units <= limits.smallestUnits) return null;
  return { path, expected: `less than 2^96 smallest units of ${row.asset}`, found: show(row.amount) };
}

function isDecimal(written: string, decimals: number): boolean {
  const parts = /^(?:0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(written.slice(0, limits.amountCharacters + 1));
  return parts !== null && written.length <= limits.amountCharacters && (parts[1] ?? '').length <= decimals;
}

function smallestUnits(written: string, decimals: number): bigint {
  const [whole = '', fraction = ''] = written.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
