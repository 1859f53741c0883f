/** Whoever missed something gets the chain, by STATUS, FETCH-BLOCK and BLOCK, whatever it missed and why. */
import { describe, expect, it } from 'vitest';
import { limits, patienceEpochs } from '../../src/protocols/streamlet/limits.ts';
import { blockDigest, makePropose, makeVote } from '../../src/protocols/streamlet/signed.ts';
import { genesisDigest, type Propose, type Status } from '../../src/protocols/streamlet/types.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import type { RunReport } from '../../src/scenarios/expect.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { authenticator, block, Lone, refusalIn, signedRequest, vote } from '../support/streamlet-replica.ts';

/** A chain of notarised blocks of epochs 1 to `length`. */
function grown(length: number): { readonly lone: Lone; readonly chain: readonly Propose[] } {
  const lone = new Lone();
  lone.start();
  const chain: Propose[] = [];
  for (let epoch = 1; epoch <= length; epoch++) {
    const next = block(epoch, chain.at(-1) ?? null);
    chain.push(next);
    lone.grow(next);
  }
  return { lone, chain };
}

const status = (final: number, tip: string, length: number): Status => {
  return { type: 'STATUS', epoch: 9, final, tip, length };
};

function blocksSent(effects: ReturnType<Lone['hear']>): readonly number[] {
  return effects.flatMap((effect) =>
    effect.kind === 'send' && effect.message.type === 'BLOCK'
      ? [(effect.message as unknown as { proposal: Propose }).proposal.epoch]
      : [],
  );
}

describe('STATUS is answered with what is lacking, lowest first', () => {
  const { lone, chain } = grown(5);
  const name = (epoch: number) => blockDigest(chain[epoch - 1] as Propose);

  it.each([
    { who: 'knows nothing', said: status(0, genesisDigest, 0), answer: [1, 2, 3, 4, 5] },
    { who: 'stands on this chain', said: status(1, name(3), 3), answer: [4, 5] },
    { who: 'stands elsewhere', said: status(2, 'e'.repeat(64), 3), answer: [3, 4, 5] },
    { who: 'knows as much', said: status(4, name(5), 5), answer: [] },
    { who: 'knows more', said: status(7, 'e'.repeat(64), 9), answer: [] },
  ])('$who: blocks of epochs $answer', ({ said, answer }) => {
    expect(blocksSent(lone.hear(said, 1))).toEqual(answer);
  });

  it('at most so many at a time', () => {
    const { lone: long } = grown(limits.statusAnswers + 5);
    expect(blocksSent(long.hear(status(0, genesisDigest, 0), 1))).toHaveLength(limits.statusAnswers);
  });

  it('and whoever takes them in has the same final chain', () => {
    const late = new Lone({ self: 2 });
    late.start();
    late.goTo(9);
    for (const effect of lone.hear(status(0, genesisDigest, 0), 2)) {
      if (effect.kind === 'send') late.hear(effect.message, 3);
    }
    expect(late.finalEpochs).toEqual(lone.finalEpochs);
    expect(late.finalEpochs).toEqual([1, 2, 3, 4]);
  });
});

/** Epochs at whose beginning it says how far it is. */
function statusEpochs(lone: Lone, until: number): readonly number[] {
  const said: number[] = [];
  for (let epoch = 2; epoch <= until; epoch++) {
    const effects = lone.goTo(epoch);
    if (effects.some((one) => one.kind === 'broadcast' && one.message.type === 'STATUS')) said.push(epoch);
  }
  return said;
}

describe('a replica that waits in vain', () => {
  it('says STATUS at every second epoch, one that does not at every tenth', () => {
    const idle = new Lone({ own: { everyEpoch: false } });
    idle.start();
    expect(statusEpochs(idle, 20)).toEqual([10, 20]);
    const lone = new Lone();
    lone.start();
    lone.hear(block(1, null, [signedRequest(0, 1)]), 0, 1);
    /** From the first even epoch on that is far enough from the one in which the request came. */
    expect(1 + patienceEpochs).toBe(6);
    expect(statusEpochs(lone, 12)).toEqual([6, 8, 10, 12]);
  });

  it('asks for a missing parent at once, and everybody at the next epoch', () => {
    const lone = new Lone();
    lone.start();
    lone.goTo(3);
    const [a, b] = [block(1, null), block(2, block(1, null))];
    const asked = lone.hear(b, 1).filter((effect) => effect.kind === 'send');
    expect(asked).toMatchObject([{ to: 1, message: { type: 'FETCH-BLOCK', digest: blockDigest(a) } }]);
    const again = lone
      .goTo(4)
      .filter((one) => one.kind === 'broadcast' && one.message.type === 'FETCH-BLOCK');
    expect(again).toMatchObject([{ resend: true, message: { digest: blockDigest(a) } }]);
    lone.hear({ type: 'BLOCK', proposal: a, votes: [0, 1, 2].map((id) => vote(id, a)) }, 1);
    expect(lone.state.orphans).toEqual([]);
    expect(lone.state.tip.length).toBe(1);
  });
});

describe('no liar keeps a block from its place', () => {
  const [a, b] = [block(1, null), block(2, block(1, null))];
  const signer = (self: number) => ({ self, sign: (text: string) => authenticator.sign(self, text) });

  it('by a vote that calls a block of the chain one of a later epoch', () => {
    const lone = new Lone();
    lone.start();
    lone.grow(a);
    lone.goTo(4);
    for (const digest of [genesisDigest, blockDigest(a)]) lone.hear(makeVote(signer(0), 4, digest), 0);
    lone.hear(b, 1);
    expect(lone.state.orphans).toEqual([]);
    const fetched = lone.hear({ type: 'FETCH-BLOCK', digest: blockDigest(a) }, 1);
    expect(blocksSent(fetched)).toEqual([1]);
    expect(blocksSent(lone.hear(status(0, genesisDigest, 0), 1))).toEqual([1]);
  });

  it('by as many blocks of invented parents as it may make', () => {
    const lone = new Lone();
    lone.start();
    lone.goTo(4 * limits.orphansPerLeader + 1);
    for (let i = 1; i <= limits.orphansPerLeader; i++) {
      lone.hear(makePropose(signer(0), 4 * i + 1, `${i}`.padStart(64, '1'), []), 0);
    }
    expect(refusalIn(lone.hear(makePropose(signer(0), 5, '2'.repeat(64), []), 0))).toBe('too-many-orphans');
    expect(refusalIn(lone.hear(a, 0))).toBe(null);
    /** What an honest leader's block lacks is asked for all the same. */
    const { epoch } = lone.state;
    const late = block(epoch - 1, block(epoch - 2, a));
    lone.hear(late, late.replica);
    const asked = lone.goTo(epoch + 1).filter((effect) => effect.kind === 'broadcast');
    expect(asked).toContainEqual(
      expect.objectContaining({ message: { type: 'FETCH-BLOCK', digest: late.parent } }),
    );
  });
});

describe.each([
  {
    what: 'a crash',
    commands: [
      { atMs: 200, do: 'crash', replica: 2 },
      { atMs: 900, do: 'recover', replica: 2 },
    ],
  },
  {
    what: 'a lost disk',
    commands: [
      { atMs: 400, do: 'lose-disk', replica: 2 },
      { atMs: 900, do: 'recover', replica: 2 },
    ],
  },
  {
    what: 'being alone',
    commands: [
      { atMs: 200, do: 'partition', groups: [[0, 1, 3], [2]] },
      { atMs: 900, do: 'heal' },
    ],
  },
  {
    what: 'a pause',
    commands: [
      { atMs: 200, do: 'pause', replica: 2 },
      { atMs: 900, do: 'resume', replica: 2 },
    ],
  },
])('after $what', ({ commands }) => {
  it('replica 2 has the chain that the others have, and everything holds', async () => {
    const report = await runWith({ commands, delayMs: { min: 10, max: 20 }, count: 16 });
    expect(report.verdicts.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
    expect(report.clients).toMatchObject({ submitted: 16, accepted: 16 });
    const [first] = report.replicas;
    expect(report.replicas[2]?.executedSlot).toBeGreaterThanOrEqual((first?.executedSlot ?? 0) - 1);
  });
});

/**
 * In epoch 3 only R1 and a liar see block 3 notarised; R1 votes for its child and crashes, and the liar says
 * nothing any more. R1 may vote for no shorter chain, nobody else knows this one, and every vote is needed.
 */
it('one that alone knew the chain it voted on brings it back from its disk', async () => {
  const links = [
    [1, 2],
    [1, 3],
    [0, 2],
    [0, 3],
    [2, 3],
    [3, 2],
  ].map(([from, to]) => ({ from, to }));
  const commands = [
    ...links.map((link) => ({ atMs: 79, do: 'cut', ...link })),
    { atMs: 185, do: 'behave', replica: 0, as: 'silent' },
    { atMs: 185, do: 'crash', replica: 1 },
    ...links.map((link) => ({ atMs: 190, do: 'mend', ...link })),
    { atMs: 400, do: 'recover', replica: 1 },
  ];
  const report = await runWith({ commands, delayMs: { min: 5, max: 5 }, count: 12 });
  expect(report.verdicts.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
  expect(report.clients).toMatchObject({ submitted: 12, accepted: 12 });
});

/** Four replicas with epochs of 40 ms, until nothing is left to do. */
async function runWith({ commands, delayMs, count }: Settings): Promise<RunReport> {
  const checked = validateScenario(
    {
      version: 1,
      id: 'away',
      protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
      network: { delayMs },
      workload: { source: 'builtin:transfers', clients: 2, everyMs: 100, count },
      commands,
      until: { quiet: true, ms: 20_000 },
    },
    known,
  );
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  return runScenario(checked.value, rows.value);
}

interface Settings {
  readonly commands: readonly unknown[];
  readonly delayMs: { readonly min: number; readonly max: number };
  readonly count: number;
}
