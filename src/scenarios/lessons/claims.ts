/** Short ways to write claims down. */
import type { Amount, Claim, Measure, Until } from './conditions.ts';

export function more(of: Measure, than: Amount): Claim {
  return { claim: 'more', of, than };
}

export function less(of: Measure, than: Amount): Claim {
  return { claim: 'less', of, than };
}

export function equal(of: Measure, than: Amount): Claim {
  return { claim: 'equal', of, than };
}

export function happens(until: Until): Claim {
  return { claim: 'happens', until };
}

export function not(of: Claim): Claim {
  return { claim: 'not', of };
}

export function all(...of: readonly Claim[]): Claim {
  return { claim: 'all', of };
}
