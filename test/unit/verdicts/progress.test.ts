/** PROGRESS: when a wait counts, from when on, and what the verdict says meanwhile (DESIGN 6). */
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../../src/kernel/trace.ts';
import { bound } from '../../support/bad-traces/shared.ts';
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

  it('is not violated by what happens at the last moment itself', () => {
    expect(stateOf(new TraceBuilder().submit(a).wait(bound).submit(b).accept(b))).toBe('pending');
    expect(stateOf(new TraceBuilder().submit(a).wait(bound).accept(a))).toBe('holds');
  });

  it('is not ended by a reply that is not accepted', () => {
    const trace = new TraceBuilder().submit(a);
    const message = { type: 'REPLY', client: 'c0', timestamp: 1 };
    const times = { sentAt: 0, dueAt: 0, cause: 0, resend: false, duplicate: false, lost: null };
    const envelope = { from: 0, to: 'c0', number: 1, message, ...times } as const;
    trace.client('c0', { kind: 'received', envelope, refused: null, equal: [0], accepted: null });
    expect(stateOf(trace)).toBe('pending');
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
    const fast: CommandBody = { ...slow, delay: { min: 1, max: toy.delay } };
    const links = [{ from: 0, to: 1, delay: { min: 1, max: 700 } }];
    for (const trace of [new TraceBuilder().command(slow), new TraceBuilder({ network: { links } })]) {
      trace.submit(a).command(fast);
      expect(stateOf(idleFor(trace, bound + 700))).toBe('pending');
      expect(stateOf(idleFor(trace, 1))).toBe('violated');
    }
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
