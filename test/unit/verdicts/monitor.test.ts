/**
 * The monitor as a whole: order of verdicts, the first violation, what the protocol's own properties are
 * shown.
 */
import { describe, expect, it } from 'vitest';
import type { Property, Verdict } from '../../../src/kernel/property.ts';
import { badTraces } from '../../support/bad-traces.ts';
import { ballot, digestOf, requestOf, rootAt, TraceBuilder } from '../../support/trace-builder.ts';

const a = requestOf('c0', 1);

/** A protocol's property that counts what it is shown and is violated by the event with the given index. */
function counting(violatedBy: number | null): Property & { readonly seen: number[] } {
  const seen: number[] = [];
  let event: number | null = null;
  const verdict = (): Verdict => ({
    property: 'toy/counting',
    kind: 'always',
    verdict: event === null ? 'holds' : 'violated',
    event,
    replicas: [],
    because: '',
  });
  return {
    id: 'toy/counting',
    kind: 'always',
    seen,
    observe({ index }) {
      seen.push(index);
      if (index === violatedBy) event = index;
    },
    verdict,
    clone: () => counting(violatedBy),
  };
}

describe('verdicts', () => {
  it("come in the order of the design, then the protocol's, then the ledger's", () => {
    const trace = new TraceBuilder({ properties: [counting(null)], conservation: () => null });
    expect(trace.monitor.verdicts().map(({ property }) => property)).toEqual([
      'agreement',
      'prefix',
      'total-order',
      'validity',
      'exactly-once',
      'decide-stable',
      'state-root',
      'certificates',
      'no-equivocation',
      'monotone',
      'progress',
      'catch-up',
      'toy/counting',
      'ledger/conservation',
    ]);
  });

  it('all hold before anything happened, each with a sentence', () => {
    for (const { verdict, event, replicas, because } of new TraceBuilder().monitor.verdicts()) {
      expect({ verdict, event, replicas }).toEqual({ verdict: 'holds', event: null, replicas: [] });
      expect(because).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('of kind always are never pending', () => {
    for (const { trace } of badTraces) {
      for (const { kind, verdict } of trace.monitor.verdicts())
        if (kind === 'always') expect(verdict).not.toBe('pending');
    }
  });

  it('leave the ledger out when nobody can audit it', () => {
    expect(new TraceBuilder().monitor.verdicts().map(({ property }) => property)).not.toContain(
      'ledger/conservation',
    );
  });
});

describe('a copy', () => {
  it('does not know how far its original has come since', () => {
    const trace = new TraceBuilder().decide(1, 1, null);
    const common = trace.events.length;
    const copy = trace.monitor.clone();
    trace.decide(1, 2, null).decide(1, 3, null);
    const other = new TraceBuilder().decide(1, 1, null).command({ do: 'crash', replica: 1 }).recover(1);
    for (const event of other.decide(1, 3, null).events.slice(common)) copy.observe(event);
    expect(copy.firstViolation()).toMatchObject({ property: 'prefix' });
  });
});

describe('a copy and its original', () => {
  it('do not know of each other what was sent', () => {
    const trace = new TraceBuilder().submit(a);
    const common = trace.events.length;
    const copy = trace.monitor.clone();
    const b = requestOf('c0', 2);
    trace.submit(b);
    for (const event of new TraceBuilder().submit(a).decide(1, 1, b).events.slice(common))
      copy.observe(event);
    expect(copy.firstViolation()).toMatchObject({ property: 'validity' });
  });

  it('examine each state for themselves', () => {
    const conservation = ({ snapshot }: { readonly snapshot: string }) =>
      snapshot === rootAt(2) ? 'bad.' : null;
    const trace = new TraceBuilder({ conservation }).decide(1, 1, null);
    const common = trace.events.length;
    const copy = trace.monitor.clone();
    trace.decide(1, 2, null);
    for (const event of trace.events.slice(common)) copy.observe(event);
    expect(copy.firstViolation()).toEqual(trace.monitor.firstViolation());
    expect(copy.firstViolation()).toMatchObject({ property: 'ledger/conservation' });
  });
});

describe('the first violation', () => {
  it('is that of the earliest event, and stays', () => {
    const trace = new TraceBuilder().submit(a).decide(1, 2, a);
    const first = trace.monitor.firstViolation();
    expect(first).toMatchObject({ property: 'prefix', event: trace.last });
    trace.decide(2, 2, null, { view: 1 });
    expect(trace.verdict('agreement').verdict).toBe('violated');
    expect(trace.monitor.firstViolation()).toEqual(first);
    expect(trace.monitor.clone().firstViolation()).toEqual(first);
  });

  it('of one event is the first in the order of verdicts', () => {
    const trace = new TraceBuilder().submit(a).decide(1, 1, a).decide(2, 1, null, { view: 1 });
    expect(trace.monitor.firstViolation()).toMatchObject({ property: 'agreement' });
  });

  it("may be one of the protocol's own", () => {
    const trace = new TraceBuilder({ properties: [counting(1)] }).submit(a);
    expect(trace.monitor.firstViolation()).toBeNull();
    trace.broadcast(1, ballot(1, 'PREPARE', 0, 1, digestOf('A')));
    expect(trace.monitor.firstViolation()).toMatchObject({ property: 'toy/counting', event: 1 });
  });
});

describe("the protocol's own properties", () => {
  it('see every event but deliveries that led to nothing', () => {
    const own = counting(null);
    const trace = new TraceBuilder({ properties: [own] });
    trace
      .submit(a)
      .replica(1, [])
      .broadcast(1, ballot(1, 'PREPARE', 0, 1, digestOf('A')))
      .replica(2, []);
    trace.replica(2, [{ kind: 'refuse', why: 'stale-view', because: {} }]).command({ do: 'heal' });
    trace.replica(2, [], [], { kind: 'timer', timer: 'request' });
    expect(own.seen).toEqual([0, 2, 4, 5, 6]);
  });
});
