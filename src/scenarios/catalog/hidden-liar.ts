/** The scenario of the challenge "Name the liar": who lies is drawn from the seed and written nowhere. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';
import { provingGround } from './proving-ground.ts';

export const hiddenLiar: ScenarioSource = {
  ...provingGround,
  id: 'hidden-liar',
  title: 'One of four lies',
  story: [
    'One of the four tells some replicas one value and others another. The seed decides which one it is.',
    'Until it is named, the page shows what replicas know: never what is true.',
    'Its signatures give it away, once two replicas hold them both.',
  ],
  hidden: 'equivocate',
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: safeAndLive },
};
