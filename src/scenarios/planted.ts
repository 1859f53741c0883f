/**
 * What the scenarios of planted bugs have in common: four replicas, every message 10 ms on its way, and two
 * clients that each ask for one transfer at once. So the order of events can be counted on fingers: requests
 * are proposed at 10 ms, prepared at 30 ms, decided at 40 ms, and backups lose patience at 420 ms.
 */

import type { ScenarioSource } from './schema.ts';
import type { Expectation } from './types.ts';

type Part = Omit<ScenarioSource, 'version' | 'protocol' | 'until' | 'expect'> & {
  /** The rule that is removed. */
  readonly bug: string;
  /** The verdict that the run is about: it ends with its violation. */
  readonly violated: string;
  /** Others that are violated on the way. */
  readonly also?: readonly string[];
  readonly protocol?: Partial<Omit<ScenarioSource['protocol'], 'bugs'>>;
  /** When the run ends if nothing is violated. */
  readonly untilMs?: number;
};

/** A scenario that goes wrong because of one planted bug, and only because of it. */
export function planted(part: Part): ScenarioSource {
  const { bug, violated, also = [], protocol, untilMs = 10_000, ...rest } = part;
  const expected = [violated, ...also].map((id) => [id, 'violated'] as const);
  const verdicts: Expectation['verdicts'] = Object.fromEntries(expected);
  return {
    network: { delayMs: { min: 10, max: 10 } },
    workload: twoTransfers,
    ...rest,
    version: 1,
    protocol: { id: 'pbft', replicas: 4, ...protocol, bugs: [bug] },
    until: { quiet: true, ms: untilMs, violated },
    expect: { verdicts },
  };
}

/** Client c0 asks for A, client c1 for B, both at once. */
export const twoTransfers: NonNullable<ScenarioSource['workload']> = {
  source: 'inline',
  opening: [
    { account: 1, asset: 'USD', amount: '100' },
    { account: 2, asset: 'USD', amount: '100' },
  ],
  commands: [
    { kind: 'transfer', account: 1, to: 3, asset: 'USD', amount: '25' },
    { kind: 'transfer', account: 2, to: 3, asset: 'USD', amount: '40' },
  ],
  clients: 2,
};

/**
 * The same for Streamlet: epochs of 40 ms, in which a proposal arrives after 10 and votes after 20. Without
 * echoes a message tells only whom it reaches, which no safety rule may depend on. The leader of epoch 2
 * hears of A alone, that of epoch 3 of B alone.
 */
export function plantedInStreamlet(part: Part & { readonly own?: Readonly<Record<string, boolean>> }) {
  const { own, ...rest } = part;
  return planted({
    network: {
      delayMs: { min: 10, max: 10 },
      links: [
        { from: 'c1', to: 1, cut: true },
        { from: 'c0', to: 2, cut: true },
      ],
    },
    ...rest,
    protocol: { id: 'streamlet', options: { own: { epochMs: 40, echo: false, ...own } } },
  });
}
