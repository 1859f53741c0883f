/** Simulated time as people read it: milliseconds with separators, wherever a sentence names one. */
import type { TimeUs } from './ids.ts';

/** "1,204.5 ms", "711,989.8 ms": at most three decimals, none that say nothing. */
export function inMs(at: TimeUs): string {
  const whole = Math.trunc(at / 1000);
  const rest = Math.round(Math.abs(at % 1000));
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  return `${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}${decimals} ms`;
}
