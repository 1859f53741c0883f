/** Whether a claim about a step's events holds. What cannot be measured makes a comparison false. */
import { unreachable } from '../../kernel/assert.ts';
import type { Claim } from '../../scenarios/lessons/conditions.ts';
import { wanted } from './conditions.ts';
import { amountAt, numberOf } from './measures.ts';
import { eventsIn, type Window } from './window.ts';

export function holds(claim: Claim, window: Window): boolean {
  switch (claim.claim) {
    case 'happens':
      return eventsIn(window).some(wanted(claim.until, window.run, amountAt(window)));
    case 'equal':
      return numberOf(claim.of, window) === numberOf(claim.than, window);
    case 'less':
      return numberOf(claim.of, window) < numberOf(claim.than, window);
    case 'more':
      return numberOf(claim.of, window) > numberOf(claim.than, window);
    case 'not':
      return !holds(claim.of, window);
    case 'all':
      return claim.of.every((each) => holds(each, window));
    default:
      return unreachable(claim);
  }
}
