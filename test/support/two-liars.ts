/**
 * Two of four replicas tell R1 one value and R2 another, one more than the protocol survives: R1 and R2 come to
 * hold certificates that contradict each other. As a scenario file.
 */
const lies = { atMs: 0, do: 'behave', as: 'equivocate', a: [1], b: [2] } as const;

export const twoLiars = {
  version: 1,
  id: 'two-liars',
  title: 'Two liars',
  story: ['Two of four lie.'],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: {
    source: 'inline',
    opening: [
      { account: 1, asset: 'USD', amount: '100' },
      { account: 2, asset: 'USD', amount: '100' },
    ],
    commands: [
      { kind: 'transfer', account: 1, to: 3, asset: 'USD', amount: '25' },
      { kind: 'transfer', account: 2, to: 3, asset: 'USD', amount: '40' },
      { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '10' },
      { kind: 'transfer', account: 2, to: 1, asset: 'USD', amount: '5' },
    ],
    clients: 2,
    everyMs: 1,
  },
  commands: [
    { ...lies, replica: 0 },
    { ...lies, replica: 3 },
  ],
  until: { quiet: true, ms: 20_000 },
} as const;
