/**
 * A verdict that cannot fail proves nothing. For every verdict: the smallest bad trace trips it, at the event
 * that completes the violation and not before; and copies taken anywhere on the way come to the same end.
 */
import { describe, expect, it } from 'vitest';
import { createMonitor } from '../../../src/sim/monitor.ts';
import { badTraces } from '../../support/bad-traces.ts';
import { configOf } from '../../support/trace-builder.ts';

describe.each(badTraces)('$property: $title', ({ property, trace, replicas, because }) => {
  it('is violated by exactly the last event', () => {
    const { slot, ...verdict } = trace.verdict(property);
    if (slot !== undefined) expect(verdict.because).toMatch(new RegExp(`\\bslot ${slot}\\b`));
    expect(verdict).toEqual({
      property,
      kind: ['progress', 'catch-up'].includes(property) ? 'eventually' : 'always',
      verdict: 'violated',
      event: trace.last,
      replicas,
      because: expect.stringMatching(because),
    });
  });

  it('is not violated before', () => {
    const monitor = createMonitor(trace.config);
    for (const event of trace.events.slice(0, -1)) monitor.observe(event);
    expect(monitor.verdicts().find((one) => one.property === property)?.verdict).not.toBe('violated');
    expect(monitor.firstViolation()).toBeNull();
  });

  it('is violated in a copy taken before any event, and the original never sees it', () => {
    for (let taken = 0; taken < trace.events.length; taken++) {
      const monitor = createMonitor(trace.config);
      for (const event of trace.events.slice(0, taken)) monitor.observe(event);
      const before = monitor.verdicts();
      const copy = monitor.clone();
      for (const event of trace.events.slice(taken)) copy.observe(event);
      expect(copy.verdicts()).toEqual(trace.monitor.verdicts());
      expect(monitor.verdicts()).toEqual(before);
      for (const event of trace.events.slice(taken)) monitor.observe(event);
      expect(monitor.verdicts()).toEqual(trace.monitor.verdicts());
    }
  });

  it('stays violated, with the same event, whatever follows', () => {
    const first = trace.verdict(property);
    const longer = trace.monitor.clone();
    for (const event of trace.events) longer.observe({ ...event, index: event.index + trace.events.length });
    expect(longer.verdicts().find((one) => one.property === property)).toEqual(first);
  });
});

describe('the list of positive controls', () => {
  it('covers every verdict', () => {
    const monitor = createMonitor(configOf({ conservation: () => null, evidence: true }));
    const covered = new Set(badTraces.map((bad) => bad.property));
    for (const { property } of monitor.verdicts()) expect(covered).toContain(property);
  });
});
