/** CATCH_UP: who is expected to reach which slot, from when on, and by when (fact pack §0.1). */
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../../src/kernel/trace.ts';
import { bound, lagging } from '../../support/bad-traces/shared.ts';
import { requestOf, TraceBuilder } from '../../support/trace-builder.ts';

const a = requestOf('c0', 1);

/** One more event at an idle replica, so that time is seen to have passed. */
function idleFor(trace: TraceBuilder, time: number): TraceBuilder {
  return trace.wait(time).replica(0, []);
}

function stateOf(trace: TraceBuilder, property: string): string {
  return trace.verdict(property).verdict;
}

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

  it('sets the limit when the last moment is past, not at it', () => {
    const trace = lagging()
      .wait(2 * bound)
      .decide(0, 2, null);
    expect(stateOf(trace, 'catch-up')).toBe('pending');
    expect(stateOf(idleFor(trace, 1), 'catch-up')).toBe('violated');
  });

  it('is patient with messages held up by hand', () => {
    const trace = lagging().command({ do: 'delay', message: 'r0>3#1', by: 500 });
    expect(stateOf(idleFor(trace, 2 * bound + 500), 'catch-up')).toBe('pending');
    expect(stateOf(idleFor(trace, 1), 'catch-up')).toBe('violated');
  });

  it('needs n − f connected replicas, and no more', () => {
    const trace = lagging().command({ do: 'crash', replica: 0 });
    expect(stateOf(idleFor(trace, 2 * bound + 1), 'catch-up')).toBe('violated');
  });

  it('counts those who fall back below the slot watched, by the same limit', () => {
    const trace = lagging().wait(bound).restore(2, 0).decide(3, 1, a);
    expect(trace.verdict('catch-up')).toMatchObject({ verdict: 'pending', replicas: [2] });
    expect(stateOf(idleFor(trace, bound + 1), 'catch-up')).toBe('violated');
    const back = lagging().wait(bound).restore(2, 0).decide(3, 1, a).restore(2, 1);
    expect(stateOf(idleFor(back, bound + 1), 'catch-up')).toBe('holds');
  });

  it('does not mind who falls back to the slot watched', () => {
    const trace = lagging().decide(2, 2, null).restore(2, 1).decide(3, 1, a);
    expect(stateOf(idleFor(trace, 3 * bound), 'catch-up')).toBe('holds');
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
