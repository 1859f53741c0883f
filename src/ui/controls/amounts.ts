/**
 * Amounts as people write them: decimal strings with the asset's number of decimals. The ledger's smallest
 * unit is a millionth of a dollar and a hundred-millionth of a bitcoin (ledger fact pack, section 1).
 */

export const assets = [
  { id: 'USD', decimals: 6 },
  { id: 'BTC', decimals: 8 },
] as const;

export type AssetId = (typeof assets)[number]['id'];

/** Null when `text` is a positive amount of the asset; else one sentence: expected and found. */
export function amountProblem(text: string, asset: AssetId): string | null {
  const decimals = decimalsOf(asset);
  const trimmed = text.trim();
  const parts = amountForm.exec(trimmed);
  const found = trimmed === '' ? 'nothing' : `“${trimmed.slice(0, 24)}”`;
  if (parts === null) return `Expected an amount such as 25.00; found ${found}.`;
  if ((parts[2] ?? '').length > decimals) return `${asset} has ${decimals} decimals; found ${found}.`;
  return /[1-9]/.test(trimmed) ? null : 'Expected more than zero.';
}

/**
 * An amount, possibly negative, in the smallest unit, as a decimal string of an integer; null when
 * unreadable.
 */
export function inSmallestUnits(text: string, asset: AssetId): string | null {
  const negative = text.trim().startsWith('-');
  const magnitude = text.trim().replace(/^[-+]/, '');
  const parts = amountForm.exec(magnitude);
  if (parts === null || (parts[2] ?? '').length > decimalsOf(asset)) return null;
  const digits = `${parts[1]}${(parts[2] ?? '').padEnd(decimalsOf(asset), '0')}`.replace(/^0+(?=\d)/, '');
  return negative && digits !== '0' ? `-${digits}` : digits;
}

function decimalsOf(asset: AssetId): number {
  return assets.find(({ id }) => id === asset)?.decimals ?? 0;
}

const amountForm = /^(\d{1,24})(?:\.(\d+))?$/;
