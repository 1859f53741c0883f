/**
 * The world folded from commands: who is up, which links are good, who is connected with whom, how far each
 * has come.
 */
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../../src/kernel/trace.ts';
import { connectedReplicas } from '../../../src/sim/connected.ts';
import { appliedAt, type RunOptions, requestOf, TraceBuilder, toy } from '../../support/trace-builder.ts';

function worldAfter(commands: readonly CommandBody[], options: RunOptions = {}) {
  const trace = new TraceBuilder(options);
  for (const command of commands) trace.command(command);
  return trace.monitor.world;
}

const everyone = [0, 1, 2, 3];

describe('up', () => {
  it.each<[string, CommandBody[], boolean]>([
    ['at first', [], true],
    ['after a crash', [{ do: 'crash', replica: 1 }], false],
    [
      'after recovery',
      [
        { do: 'crash', replica: 1 },
        { do: 'recover', replica: 1 },
      ],
      true,
    ],
    ['while paused', [{ do: 'pause', replica: 1 }], false],
    [
      'after a pause',
      [
        { do: 'pause', replica: 1 },
        { do: 'resume', replica: 1 },
      ],
      true,
    ],
    ['after its disk was lost', [{ do: 'lose-disk', replica: 1 }], false],
    [
      'in a new process, though the old one was paused',
      [
        { do: 'pause', replica: 1 },
        { do: 'crash', replica: 1 },
        { do: 'recover', replica: 1 },
      ],
      true,
    ],
    ['while another is down', [{ do: 'crash', replica: 2 }], true],
  ])('%s', (_, commands, up) => {
    expect(worldAfter(commands).isUp(1)).toBe(up);
  });

  it('is untouched by refused commands', () => {
    const trace = new TraceBuilder().command({ do: 'crash', replica: 1 }, 'R1 is down already');
    expect(trace.monitor.world.isUp(1)).toBe(true);
  });

  it('is nobody who does not exist', () => {
    const world = worldAfter([]);
    expect([world.isUp(4), world.isCorrect(4), world.isStateCorrect(-1)]).toEqual([false, false, false]);
  });
});

describe('a good link', () => {
  const cut: CommandBody = { do: 'cut', from: 0, to: 1 };
  const split: CommandBody = { do: 'partition', groups: [[0, 1], [2]] };
  it.each<[string, CommandBody[], number | string, number | string, boolean]>([
    ['at first', [], 0, 1, true],
    ['cut', [cut], 0, 1, false],
    ['cut the other way only', [cut], 1, 0, true],
    ['mended', [cut, { do: 'mend', from: 0, to: 1 }], 0, 1, true],
    ['healed', [cut, { do: 'heal' }], 0, 1, true],
    ['lossy', [{ do: 'link', from: 0, to: 1, lossRate: 0.1 }], 0, 1, false],
    ['lossy still after heal', [{ do: 'link', from: 0, to: 1, lossRate: 0.1 }, { do: 'heal' }], 0, 1, false],
    ['duplicating', [{ do: 'link', from: 0, to: 1, duplicateRate: 0.5 }], 0, 1, true],
    ['inside a group', [split], 0, 1, true],
    ['between groups', [split], 0, 2, false],
    ['with one in no group', [split], 3, 0, false],
    ['of a client during a partition', [split], 'c0', 3, true],
    ['after the partition', [split, { do: 'heal' }], 0, 2, true],
    ['after another partition', [split, { do: 'partition', groups: [[0, 2]] }], 0, 2, true],
    ['of a client, cut', [{ do: 'cut', from: 'c0', to: 2 }], 'c0', 2, false],
    ['of another client', [{ do: 'cut', from: 'c0', to: 2 }], 'c1', 2, true],
  ])('%s', (_, commands, from, to, good) => {
    expect(worldAfter(commands).isGoodLink(from, to)).toBe(good);
  });

  it('follows the configuration until a command says otherwise', () => {
    const links = [
      { from: 0, to: 1, cut: true },
      { from: 1, to: 0, lossRate: 0 },
    ];
    const network = { lossRate: 0.2, links };
    expect(worldAfter([], { network }).isGoodLink(0, 1)).toBe(false);
    expect(worldAfter([], { network }).isGoodLink(1, 0)).toBe(true);
    expect(worldAfter([], { network }).isGoodLink(2, 3)).toBe(false);
    expect(worldAfter([{ do: 'link', from: 2, to: 3, lossRate: 0 }], { network }).isGoodLink(2, 3)).toBe(
      true,
    );
    expect(worldAfter([{ do: 'heal' }], { network: { links } }).isGoodLink(0, 1)).toBe(true);
  });
});

describe('the longest delay', () => {
  it('is that of the slowest link now', () => {
    const slow: CommandBody = { do: 'link', from: 0, to: 1, delay: { min: 5, max: 70 } };
    expect(worldAfter([]).longestDelay()).toBe(toy.delay);
    expect(worldAfter([slow]).longestDelay()).toBe(70);
    expect(worldAfter([slow, { do: 'cut', from: 0, to: 1 }]).longestDelay()).toBe(70);
    expect(worldAfter([slow, { ...slow, delay: { min: 1, max: 2 } }]).longestDelay()).toBe(toy.delay);
  });
});

describe('connected replicas', () => {
  it.each<[string, CommandBody[], number[]]>([
    ['all', [], everyone],
    ['without a crashed one', [{ do: 'crash', replica: 0 }], [1, 2, 3]],
    ['without a liar', [{ do: 'behave', replica: 0, as: 'silent' }], [1, 2, 3]],
    [
      'without one whose links fail',
      [
        { do: 'cut', from: 2, to: 0 },
        { do: 'cut', from: 1, to: 2 },
      ],
      [0, 1, 3],
    ],
    ['the larger side of a partition', [{ do: 'partition', groups: [[0], [1, 2, 3]] }], [1, 2, 3]],
    [
      'one side of an even partition',
      [
        {
          do: 'partition',
          groups: [
            [0, 1],
            [2, 3],
          ],
        },
      ],
      [0, 1],
    ],
    ['with a damaged state, which still orders', [{ do: 'corrupt', replica: 0 }], everyone],
  ])('%s', (_, commands, members) => {
    expect(connectedReplicas(worldAfter(commands), everyone)).toEqual(members);
  });

  it('include only those that reach the client both ways', () => {
    const world = worldAfter([
      { do: 'cut', from: 'c0', to: 1 },
      { do: 'cut', from: 2, to: 'c0' },
    ]);
    expect(connectedReplicas(world, everyone, 'c0')).toEqual([0, 3]);
    expect(connectedReplicas(world, everyone, 'c1')).toEqual(everyone);
  });

  it('are found among 128 that are all cut off, quickly', () => {
    const world = worldAfter([], { replicas: 128, faults: 42, network: { lossRate: 0.5 } });
    const all = Array.from({ length: 128 }, (_, replica) => replica);
    expect(connectedReplicas(world, all)).toEqual([0]);
  });
});

describe('the executed slot', () => {
  it('follows commits, snapshots and restarts', () => {
    const trace = new TraceBuilder().submit(requestOf('c0', 1));
    const { world } = trace.monitor;
    trace.decide(1, 1, requestOf('c0', 1)).decide(1, 2, null);
    expect(world.executedSlot(1)).toBe(2);
    trace.command({ do: 'crash', replica: 1 }).recover(1);
    expect(world.executedSlot(1)).toBe(0);
    trace.restore(1, 1);
    expect(world.executedSlot(1)).toBe(1);
    trace.command({ do: 'lose-disk', replica: 1 });
    expect(world.executedSlot(1)).toBe(0);
  });

  it('shows verdicts nothing of a liar', () => {
    const trace = new TraceBuilder().command({ do: 'behave', replica: 1, as: 'silent' });
    const { world } = trace.monitor;
    trace.decide(1, 1, null);
    expect([world.decided, world.voted, world.applied]).toEqual([[], [], []]);
    trace.decide(2, 1, null);
    expect(world.decided).toHaveLength(1);
    expect(world.applied).toEqual([appliedAt(1)]);
    trace.command({ do: 'heal' });
    expect([world.decided, world.voted, world.applied]).toEqual([[], [], []]);
  });
});
