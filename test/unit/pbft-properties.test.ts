/** PBFT's own verdicts: a hand-made bad trace trips each, and a good one trips none. */
import { describe, expect, it } from 'vitest';
import type { Property } from '../../src/kernel/property.ts';
import { pbftProperties } from '../../src/protocols/pbft/properties.ts';
import {
  A,
  accepted,
  at,
  B,
  backed,
  bad,
  broadcast,
  claiming,
  decided,
  executed,
  forgetting,
  judged,
  keeping,
  preparedA,
  stable,
  took,
  worldOf,
} from '../support/pbft-bad-traces.ts';
import { checkpointProof, commit, prepare, proposal } from '../support/pbft-messages.ts';
import { defaultOptions } from '../support/pbft-net.ts';

describe('bad traces', () => {
  it.each(bad)('%s: %s', (id, _, events, replicas, because) => {
    const verdicts = judged(events);
    expect(verdicts[id]).toMatchObject({ verdict: 'violated', replicas, event: events.at(-1)?.index });
    expect(verdicts[id]?.because).toContain(because);
    const others = Object.entries(verdicts).filter(([other]) => other !== id);
    expect(others.every(([, verdict]) => verdict.verdict === 'holds')).toBe(true);
  });
  it.each(bad.filter(([id]) => id !== 'pbft/client-sound'))(
    '%s: nothing is held against liars: %s',
    (id, _, events) => {
      expect(judged(events, worldOf([0, 1, 2, 3]))[id]?.verdict).toBe('holds');
    },
  );
});

describe('good traces', () => {
  it('trip nothing', () => {
    const verdicts = judged([
      ...backed,
      at(1, [broadcast(commit(1, preparedA(1)))]),
      at(2, [broadcast(commit(2, preparedA(1)))]),
      at(2, [broadcast(commit(2, proposal(1, 1, B)))]),
      at(1, [stable(4, A), broadcast(prepare(1, preparedA(12)))]),
      at(2, [stable(4, A)]),
      at(3, [decided(1, 0, A)]),
      at(2, took, keeping),
      at(1, [{ kind: 'refuse', why: 'new-view-wrong-proposals', because: {} }], forgetting),
      at(2, took, claiming(2, checkpointProof(4, A))),
      executed('aa'),
      accepted('aa'),
    ]);
    expect(Object.values(verdicts).map((verdict) => verdict.verdict)).toEqual(Array(6).fill('holds'));
  });
  it('a stable checkpoint stands for COMMITs that nobody remembers', () => {
    const decidedLate = [at(1, [stable(4, A)]), at(2, [stable(4, A)]), at(3, [decided(1, 0, A)])];
    expect(judged(decidedLate)['pbft/commit-backed']?.verdict).toBe('holds');
  });
  it('a copy goes on by itself', () => {
    const [event, second] = [at(1, [stable(4, A)]), at(2, [stable(4, B)])];
    const all = pbftProperties({ replicas: 4, faults: 1, options: defaultOptions });
    const property = all.find(({ id }) => id === 'pbft/checkpoint-agree') as Property;
    property.observe(event, worldOf());
    const copy = property.clone();
    copy.observe(second, worldOf());
    expect([property.verdict().verdict, copy.verdict().verdict]).toEqual(['holds', 'violated']);
    expect(copy.clone().verdict()).toEqual(copy.verdict());
  });
});
