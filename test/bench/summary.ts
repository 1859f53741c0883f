/** Percentiles of measured times. */
export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Of at least one value; two decimals. */
export function summary(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    return Math.round(value * 100) / 100;
  };
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
