/** Streamlet's lies on the real engine: what each does, and that fewer than a third of liars break nothing. */
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { protocols } from '../../src/protocols/registry.ts';
import { blockDigest } from '../../src/protocols/streamlet/signed.ts';
import type { Propose, Vote } from '../../src/protocols/streamlet/types.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

interface Run {
  readonly commands: readonly object[];
  readonly own?: object;
  readonly seed?: number;
  readonly ms?: number;
}

async function play({ commands, own = {}, seed = 42, ms = 20_000 }: Run) {
  const checked = validateScenario(
    {
      version: 1,
      id: 'lies',
      seed,
      protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40, ...own } } },
      network: { delayMs: { min: 10, max: 20 } },
      workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
      commands,
      until: { quiet: true, ms, violated: 'agreement' },
    },
    known,
  );
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const report = await runScenario(checked.value, rows.value, { onEvent: (event) => events.push(event) });
  return { events, report };
}

/** What a replica sent under a type in its own name, with receivers. */
function sentBy<M extends Propose | Vote>(events: readonly TraceEvent[], replica: number, type: M['type']) {
  return events.flatMap((event) =>
    event.sent.flatMap(({ from, to, message, sentAt }) => {
      const isOwn = from === replica && message.type === type && (message as M).replica === replica;
      return isOwn ? [{ to, at: sentAt, message: message as M }] : [];
    }),
  );
}

function notHeld(report: Awaited<ReturnType<typeof play>>['report']): readonly string[] {
  return report.verdicts.filter(({ verdict }) => verdict !== 'holds').map(({ property }) => property);
}

const lie = (replica: number, as: string, more: object = {}) => ({
  atMs: 0,
  do: 'behave',
  replica,
  as,
  ...more,
});

describe('one liar of four breaks nothing', () => {
  const own = ['equivocate', 'short-chain', 'late-votes', 'double-vote'];
  it.each(['silent', ...own])('%s', async (as) => {
    expect(Object.keys(protocols.streamlet?.behaviours ?? {})).toContain(as);
    const { report } = await play({ commands: [lie(1, as)] });
    expect(notHeld(report)).toEqual([]);
    expect(report.endedBecause).toBe('quiet');
  });
});

describe('what they do', () => {
  it('equivocate: two blocks of one epoch, to two sides, each with a vote; the liar is convicted', async () => {
    const { events, report } = await play({ commands: [lie(1, 'equivocate', { a: [0], b: [2, 3] })] });
    const proposals = sentBy<Propose>(events, 1, 'PROPOSE').filter(({ message }) => message.epoch === 2);
    const names = proposals.map(({ to, message }) => [to, blockDigest(message)] as const);
    expect(names.map(([to]) => to)).toEqual([0, 2, 3]);
    expect(names[1]?.[1]).toBe(names[2]?.[1]);
    expect(names[0]?.[1]).not.toBe(names[1]?.[1]);
    expect(report.accused.map(({ replica }) => replica)).toContain(1);
  });

  it('short-chain: its blocks are refused and never notarised', async () => {
    const { events } = await play({ commands: [lie(1, 'short-chain')] });
    const refused = events.filter(
      (event) =>
        event.kind === 'replica' &&
        event.effects.some((effect) => effect.kind === 'refuse' && effect.why === 'not-longest'),
    );
    expect(refused.length).toBeGreaterThanOrEqual(3);
    const commits = events.flatMap((event) => (event.kind === 'replica' ? event.effects : []));
    const ledByLiar = commits.filter(
      (effect) => effect.kind === 'commit' && effect.view % 4 === 2 && effect.slot > 2,
    );
    expect(ledByLiar).toEqual([]);
  });

  it('late-votes: no vote of its own is on the way in its own epoch, all are one later', async () => {
    const { events } = await play({ commands: [lie(1, 'late-votes')] });
    const votes = sentBy<Vote>(events, 1, 'VOTE');
    expect(votes.length).toBeGreaterThan(10);
    for (const { at, message } of votes) expect(Math.floor(at / 40_000) + 1).toBe(message.epoch + 1);
  });

  it('double-vote: with a leader who equivocates it votes for both blocks', async () => {
    const commands = [lie(1, 'equivocate', { a: [0], b: [2] }), lie(3, 'double-vote')];
    const { events, report } = await play({ commands, ms: 400 });
    const votes = sentBy<Vote>(events, 3, 'VOTE').filter(({ message }) => message.epoch === 2);
    expect(new Set(votes.map(({ message }) => message.digest)).size).toBe(2);
    expect(notHeld(report)).toContain('streamlet/unique-per-epoch');
  });
});

describe('two liars of four', () => {
  it('make two chains final, and are both convicted', async () => {
    const twins = [2, 3].map((replica) => lie(replica, 'twin', { a: [0], b: [1] }));
    const cuts = [
      { atMs: 0, do: 'cut', from: 0, to: 1 },
      { atMs: 0, do: 'cut', from: 1, to: 0 },
    ];
    const { report } = await play({
      commands: [...twins, ...cuts],
      own: { echo: false },
      seed: 1,
      ms: 2_000,
    });
    expect(notHeld(report)).toContain('agreement');
    expect(notHeld(report)).not.toContain('evidence');
    expect([...new Set(report.accused.map(({ replica }) => replica))].sort()).toEqual([2, 3]);
  });
});
