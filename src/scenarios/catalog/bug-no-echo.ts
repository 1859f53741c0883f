/** ST6 (PROTOCOLS 5.10): a liar lets one replica only see what it has voted for. */
import { plantedInStreamlet } from '../planted.ts';

export const noEcho = plantedInStreamlet({
  id: 'bug-no-echo',
  title: 'Bug: nothing is passed on',
  bug: 'no-echo',
  violated: 'progress',
  own: { echo: true, everyEpoch: true },
  network: { delayMs: { min: 10, max: 10 } },
  untilMs: 5000,
  story: [
    'A rule is missing: nobody passes on what it has seen.',
    'Replica 3 lies: it proposes to replicas 0 and 1 only, and only replica 0 sees its votes.',
    'Replica 1 learns too late which chain is longest: two epochs in a row succeed at most, three never do.',
  ],
  commands: [
    { atMs: 0, do: 'behave', replica: 3, as: 'whisper', shown: [0, 1], told: [0] },
    // Until epoch 7 nothing is notarised; from then on the network is good.
    {
      atMs: 0,
      do: 'partition',
      groups: [
        [0, 1],
        [2, 3],
      ],
    },
    { atMs: 270, do: 'heal' },
  ],
});
