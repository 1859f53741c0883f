/** Who is convicted, by which statements, and who is not. The violations are among the positive controls. */
import { describe, expect, it } from 'vitest';
import { watched } from '../../support/bad-traces/evidence.ts';
import { a, b } from '../../support/bad-traces/shared.ts';
import { ballot, digestOf, type TraceBuilder } from '../../support/trace-builder.ts';

const [one, other] = [digestOf('A'), digestOf('B')];
const prepare = ballot(0, 'PREPARE', 0, 1, one);
const contrary = ballot(0, 'PREPARE', 0, 1, other);

describe('evidence', () => {
  it('convicts a liar by two votes that correct replicas heard, with both as the proof', () => {
    const trace = lying().hears(1, 0, prepare).hears(2, 0, contrary);
    expect(trace.monitor.accusations()).toEqual([
      {
        replica: 0,
        because: 'signed two PREPAREs with different values in view 0 at slot 1',
        statements: [prepare, contrary],
        event: trace.last,
      },
    ]);
    expect(trace.verdict('evidence').verdict).toBe('holds');
  });

  it('reads votes that are carried in others', () => {
    const carrier = { ...ballot(2, 'COMMIT', 0, 5, one), carries: [contrary] };
    const trace = lying().hears(1, 0, prepare).broadcast(2, carrier);
    expect(convicted(trace)).toEqual([0]);
  });

  it('reads the certificate of a decision', () => {
    const trace = lying()
      .hears(1, 0, ballot(0, 'COMMIT', 0, 1, one))
      .decide(2, 1, b, { unsent: true });
    expect(convicted(trace)).toEqual([0]);
  });

  it('ignores what the signature does not cover', () => {
    const trace = lying()
      .hears(1, 0, prepare)
      .hears(2, 0, { ...contrary, forged: true } as never);
    expect(convicted(trace)).toEqual([]);
    trace.hears(2, 0, contrary);
    expect(convicted(trace)).toEqual([0]);
  });

  it('a forgery that came first shadows nothing', () => {
    const trace = lying()
      .hears(2, 0, { ...contrary, forged: true } as never)
      .hears(1, 0, prepare);
    expect(convicted(trace)).toEqual([]);
    expect(convicted(trace.hears(3, 0, contrary))).toEqual([0]);
  });

  it('a liar cannot make others guilty', () => {
    const forgedVote = { ...ballot(3, 'PREPARE', 0, 1, other), forged: true };
    const carrier = { ...ballot(0, 'COMMIT', 0, 5, one), carries: [forgedVote] } as never;
    const trace = lying()
      .broadcast(3, ballot(3, 'PREPARE', 0, 1, one))
      .hears(1, 0, carrier);
    expect(convicted(trace)).toEqual([]);
  });

  it('what only liars heard is no evidence', () => {
    const trace = lying().command({ do: 'behave', replica: 3, as: 'liar' });
    trace.hears(1, 0, prepare).hears(3, 0, contrary);
    expect(convicted(trace)).toEqual([]);
  });

  it('the same vote twice proves nothing', () => {
    expect(
      convicted(
        lying()
          .hears(1, 0, prepare)
          .hears(2, 0, { ...prepare }),
      ),
    ).toEqual([]);
  });

  it('a statement may convict alone, and two compared ones together', () => {
    const nonsense = ballot(0, 'LONG', 99, 0, one);
    expect(convicted(lying().hears(1, 0, nonsense))).toEqual([0]);
    const locks = lying()
      .hears(1, 0, ballot(0, 'LOCK', 1, 1, one))
      .hears(1, 0, ballot(0, 'LOCK', 2, 1, other));
    expect(locks.monitor.accusations().map(({ because }) => because)).toEqual(['signed two locks']);
  });

  it('a replica whose state was damaged, or whose disk was lost, is named in good faith', () => {
    const trace = watched().broadcast(1, ballot(1, 'CHECKPOINT', 0, 4, one));
    trace.command({ do: 'corrupt', replica: 1 }).broadcast(1, ballot(1, 'CHECKPOINT', 0, 4, other));
    expect(convicted(trace)).toEqual([1]);
    expect(trace.verdict('evidence').verdict).toBe('holds');
  });

  it('a fork with f + 1 convictions is what it promises', () => {
    const trace = lying().command({ do: 'behave', replica: 1, as: 'liar' });
    trace.decide(2, 1, a, { voters: [0, 1, 2] }).decide(3, 1, b, { voters: [0, 1, 3] });
    expect(trace.verdict('agreement').verdict).toBe('violated');
    expect(trace.verdict('evidence').verdict).toBe('holds');
    expect(convicted(trace)).toEqual([0, 1]);
  });

  it('forgets what lies far back, in slots and in views', () => {
    const late = (last: number, place: (at: number) => readonly [number, number]) => {
      const trace = lying();
      for (let at = 1; at <= last; at++) trace.hears(1, 0, ballot(0, 'PREPARE', ...place(at), one));
      return convicted(trace.hears(2, 0, ballot(0, 'PREPARE', ...place(1), other)));
    };
    expect(late(512, (slot) => [0, slot])).toEqual([0]);
    expect(late(513, (slot) => [0, slot])).toEqual([]);
    expect(late(512, (view) => [view, view])).toEqual([0]);
    expect(late(513, (view) => [view, view])).toEqual([]);
  });

  it('keeps a few convictions of one replica, however much it talks', () => {
    const trace = lying();
    for (let slot = 1; slot <= 100; slot++) {
      trace.hears(1, 0, ballot(0, 'PREPARE', 0, slot, one));
      trace.hears(2, 0, ballot(0, 'PREPARE', 0, slot, other));
    }
    expect(trace.monitor.accusations()).toHaveLength(16);
  });
});

/** R0 lies. */
function lying(): TraceBuilder {
  return watched().command({ do: 'behave', replica: 0, as: 'liar' });
}

function convicted({ monitor }: TraceBuilder): readonly number[] {
  return [...new Set(monitor.accusations().map(({ replica }) => replica))];
}
