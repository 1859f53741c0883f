/** PROGRESS and CATCH_UP: when a wait counts, from when on, and what the verdict says meanwhile (DESIGN 6). */
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../../src/kernel/trace.ts';
import { bound, lagging } from '../../support/bad-traces/shared.ts';
import { requestOf, TraceBuilder, toy } from '../../support/trace-builder.ts';

const a = requestOf('c0', 1);
const b = requestOf('c1', 1);

/** One more event at an idle replica, so that time is seen to have passed. */
function idleFor(trace: TraceBuilder, time: number): TraceBuilder {
  return trace.wait(time).replica(0, []);
}

function stateOf(trace: TraceBuilder, property = 'progress'): string {
  return trace.verdict(property).verdict;
}

describe('progress', () => {
  it('holds while nobody waits', () => {
    const trace = new TraceBuilder();
    expect(stateOf(trace)).toBe('holds');
    expect(stateOf(trace.submit(a))).toBe('pending');
    expect(stateOf(trace.accept(a))).toBe('holds');
    expect(stateOf(idleFor(trace, 100 * bound))).toBe('holds');
  });

  it('waits as long as the bound, and no longer', () => {
    expect(stateOf(idleFor(new TraceBuilder().submit(a), bound))).toBe('pending');
    expect(stateOf(idleFor(new TraceBuilder().submit(a), bound + 1))).toBe('violated');
  });

  it('is violated by an answer that comes too late', () => {
    expect(
      stateOf(
        new TraceBuilder()
          .submit(a)
          .wait(bound + 1)
          .accept(a),
      ),
    ).toBe('violated');
  });

  it('judges each request by its own time', () => {
    const trace = new TraceBuilder()
      .submit(a)
      .wait(bound - 1)
      .submit(b)
      .accept(a);
    expect(stateOf(idleFor(trace, bound))).toBe('pending');
    const late = idleFor(trace, 1);
    expect(late.verdict('progress').because).toMatch(/^c1's request 1 has waited/);
  });

  it('starts from the longest timer that a correct replica uses', () => {
    const arm = { kind: 'arm', timer: 'new-view', after: 4 * toy.requestTimeout } as const;
    const trace = () =>
      new TraceBuilder()
        .replica(1, [arm])
        .replica(1, [{ kind: 'disarm', timer: 'new-view' }])
        .submit(a);
    expect(stateOf(idleFor(trace(), bound + 1))).toBe('pending');
    expect(stateOf(idleFor(trace(), 4 * bound))).toBe('violated');
    const liar = new TraceBuilder()
      .replica(1, [arm])
      .command({ do: 'behave', replica: 1, as: 'silent' })
      .submit(a);
    expect(stateOf(idleFor(liar, bound + 1))).toBe('violated');
    const shorter = new TraceBuilder()
      .replica(1, [arm])
      .replica(1, [{ ...arm, after: 1 }])
      .submit(a);
    expect(stateOf(idleFor(shorter, bound + 1))).toBe('violated');
  });

  it.each<[string, CommandBody[]]>([
    [
      'two crashes',
      [
        { do: 'crash', replica: 0 },
        { do: 'crash', replica: 1 },
      ],
    ],
    [
      'two liars',
      [
        { do: 'behave', replica: 0, as: 'silent' },
        { do: 'behave', replica: 1, as: 'silent' },
      ],
    ],
    [
      'a liar and a crash',
      [
        { do: 'behave', replica: 0, as: 'silent' },
        { do: 'crash', replica: 1 },
      ],
    ],
    [
      'a pause and a lost disk',
      [
        { do: 'pause', replica: 0 },
        { do: 'lose-disk', replica: 1 },
      ],
    ],
    [
      'a partition',
      [
        {
          do: 'partition',
          groups: [
            [0, 1],
            [2, 3],
          ],
        },
      ],
    ],
    [
      'lossy links',
      [
        { do: 'link', from: 0, to: 1, lossRate: 0.1 },
        { do: 'link', from: 2, to: 3, lossRate: 0.1 },
      ],
    ],
    [
      'a client cut off from two',
      [
        { do: 'cut', from: 'c0', to: 1 },
        { do: 'cut', from: 2, to: 'c0' },
      ],
    ],
  ])('expects nothing during %s', (_, commands) => {
    const trace = new TraceBuilder();
    for (const command of commands) trace.command(command);
    idleFor(trace.submit(a), 100 * bound);
    expect(stateOf(trace)).toBe('pending');
    expect(trace.verdict('progress').because).toMatch(
      /^c0's request 1 has waited since 0 ms: fewer than 3 correct replicas are up and connected/,
    );
    const later = new TraceBuilder().submit(a).wait(bound);
    for (const command of commands) later.command(command);
    expect(stateOf(idleFor(later, 100 * bound))).toBe('pending');
  });

  it.each<[string, CommandBody[]]>([
    ['one crash', [{ do: 'crash', replica: 0 }]],
    ['one liar', [{ do: 'behave', replica: 0, as: 'silent' }]],
    ['one replica alone', [{ do: 'partition', groups: [[0], [1, 2, 3]] }]],
    ['a damaged state', [{ do: 'corrupt', replica: 0 }]],
    [
      'another client cut off',
      [
        { do: 'cut', from: 'c1', to: 0 },
        { do: 'cut', from: 'c1', to: 1 },
      ],
    ],
  ])('expects an answer in spite of %s, also in mid-wait', (_, commands) => {
    const trace = new TraceBuilder();
    for (const command of commands) trace.command(command);
    expect(stateOf(idleFor(trace.submit(a), bound + 1))).toBe('violated');
    const later = new TraceBuilder().submit(a).wait(bound);
    for (const command of commands) later.command(command);
    expect(stateOf(idleFor(later, 1))).toBe('violated');
  });

  it('counts from the healing, not from before', () => {
    const trace = new TraceBuilder()
      .command({
        do: 'partition',
        groups: [
          [0, 1],
          [2, 3],
        ],
      })
      .submit(a);
    trace.wait(100 * bound).command({ do: 'heal' });
    expect(stateOf(idleFor(trace, bound))).toBe('pending');
    expect(stateOf(idleFor(trace, 1))).toBe('violated');
  });

  it('wants the same replicas all the time', () => {
    const trace = new TraceBuilder()
      .command({ do: 'crash', replica: 0 })
      .submit(a)
      .wait(bound / 2);
    trace.recover(0).command({ do: 'crash', replica: 1 });
    expect(stateOf(idleFor(trace, bound))).toBe('pending');
    expect(stateOf(idleFor(trace, 1))).toBe('violated');
  });

  it('counts from the moment when enough replicas are correct again', () => {
    const trace = new TraceBuilder()
      .command({ do: 'crash', replica: 0 })
      .command({ do: 'lose-disk', replica: 3 });
    trace
      .recover(3)
      .submit(a)
      .wait(5 * bound)
      .stable(3, toy.window);
    expect(stateOf(idleFor(trace, 1))).toBe('pending');
    expect(stateOf(idleFor(trace, bound))).toBe('pending');
    expect(stateOf(idleFor(trace, 1))).toBe('violated');
  });

  it('is patient with messages dropped or held up by hand', () => {
    const dropped = new TraceBuilder().submit(a).wait(bound).command({ do: 'drop', message: 'r0>1#1' });
    expect(stateOf(idleFor(dropped, bound))).toBe('pending');
    expect(stateOf(idleFor(dropped, 1))).toBe('violated');
    const held = new TraceBuilder().command({ do: 'delay', message: 'r0>1#1', by: 500 }).submit(a);
    expect(stateOf(idleFor(held, bound + 500))).toBe('pending');
    expect(stateOf(idleFor(held, 1))).toBe('violated');
  });

  it('is patient with what is still under way on a link that was slower', () => {
    const slow: CommandBody = { do: 'link', from: 0, to: 1, delay: { min: 1, max: 700 } };
    const trace = new TraceBuilder()
      .command(slow)
      .submit(a)
      .command({ ...slow, delay: { min: 1, max: toy.delay } });
    expect(stateOf(idleFor(trace, bound + 700))).toBe('pending');
    expect(stateOf(idleFor(trace, 1))).toBe('violated');
  });

  it('says what is waited for while it is pending', () => {
    const trace = new TraceBuilder({
      explain: (replica) => (replica === 2 ? 'needs 2 PREPAREs, has none' : null),
    });
    expect(trace.submit(a).verdict('progress')).toMatchObject({
      verdict: 'pending',
      event: null,
      replicas: [2],
      because: "c0's request 1 has waited since 0 ms; R2 needs 2 PREPAREs, has none.",
    });
  });
});

describe('the reason for waiting', () => {
  it('is asked of whoever knows that place of the trace', () => {
    const trace = new TraceBuilder({ explain: () => 'waits now' }).submit(a);
    const [waiting] = trace.monitor
      .verdicts(() => 'waited then')
      .filter(({ verdict }) => verdict === 'pending');
    expect(waiting?.because).toMatch(/; R0 waited then\.$/);
    expect(trace.verdict('progress').because).toMatch(/; R0 waits now\.$/);
    expect(trace.monitor.clone().verdicts()).toEqual(trace.monitor.verdicts());
  });
});

describe('catch-up', () => {
  it('is pending while somebody is behind, and holds when nobody is', () => {
    expect(stateOf(new TraceBuilder(), 'catch-up')).toBe('holds');
    const trace = lagging();
    expect(trace.verdict('catch-up')).toMatchObject({
      verdict: 'pending',
      replicas: [3],
      because: 'R3 has not reached slot 1, which others have executed; R3 waits for slot 1.',
    });
    expect(stateOf(trace.decide(3, 1, a), 'catch-up')).toBe('holds');
  });

  it('is content with a snapshot', () => {
    expect(stateOf(idleFor(lagging().restore(3, 1), 3 * bound), 'catch-up')).toBe('holds');
  });

  it('watches one slot at a time: others may run ahead meanwhile', () => {
    const trace = lagging()
      .wait(2 * bound - 10)
      .decide(0, 2, null)
      .decide(3, 1, a);
    expect(stateOf(idleFor(trace, 100), 'catch-up')).toBe('pending');
    expect(stateOf(idleFor(trace, 2 * bound), 'catch-up')).toBe('violated');
    expect(trace.verdict('catch-up').because).toMatch(/^R1, R2 and R3 have not executed slot 2/);
  });

  it.each<[string, CommandBody]>([
    ['is down', { do: 'crash', replica: 3 }],
    ['is paused', { do: 'pause', replica: 3 }],
    ['lies', { do: 'behave', replica: 3, as: 'silent' }],
    ['has lost its disk', { do: 'lose-disk', replica: 3 }],
    ['is alone', { do: 'partition', groups: [[0, 1, 2]] }],
  ])('does not expect it of a replica that %s', (_, command) => {
    expect(stateOf(idleFor(lagging().command(command), 3 * bound), 'catch-up')).toBe('holds');
  });

  it('expects it once the replica is back, counted from then', () => {
    const trace = lagging()
      .command({ do: 'crash', replica: 3 })
      .wait(10 * bound)
      .recover(3);
    expect(stateOf(idleFor(trace, 2 * bound), 'catch-up')).toBe('pending');
    expect(stateOf(idleFor(trace, 1), 'catch-up')).toBe('violated');
  });

  it('sets no limit while fewer than n − f are connected', () => {
    const trace = lagging().command({ do: 'crash', replica: 0 }).command({ do: 'crash', replica: 1 });
    expect(stateOf(idleFor(trace, 100 * bound), 'catch-up')).toBe('pending');
  });

  it('notices who falls back to an older snapshot', () => {
    const trace = lagging().decide(3, 1, a).decide(3, 2, null).decide(2, 2, null).restore(2, 1);
    for (const replica of [0, 1]) trace.decide(replica, 2, null);
    expect(trace.verdict('catch-up')).toMatchObject({ verdict: 'pending', replicas: [2] });
    expect(stateOf(idleFor(trace, 2 * bound + 1), 'catch-up')).toBe('violated');
  });
});
