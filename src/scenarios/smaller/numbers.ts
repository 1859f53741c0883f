/** How rough or fine a number is, and rounder numbers near it: 1743.25 has six digits, 2000 has one. */

/** Significant digits; 0 has none. */
export function digitsOf(value: number): number {
  return String(value).replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

const STEPS = [100_000, 10_000, 1000, 100, 10, 1];

/** Rounder numbers, roundest first; 0 too unless `positive`. All have fewer digits than `value`. */
export function rounder(value: number, positive = false): readonly number[] {
  const near = STEPS.flatMap((step) => [Math.floor(value / step) * step, Math.ceil(value / step) * step]);
  const found = new Set(positive ? near : [0, ...near]);
  found.delete(value);
  return [...found].filter(
    (each) => digitsOf(each) < digitsOf(value) && (each > 0 || !positive) && each <= 2 * value,
  );
}
