/**
 * Every field of every message, fed with what a liar might put there: refused with a code, nothing thrown,
 * and the replica still orders a request afterwards.
 */
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../src/kernel/canonical.ts';
import { digestText } from '../../src/kernel/hash.ts';
import { inspect } from '../../src/protocols/pbft/inspect.ts';
import { summaryOf } from '../../src/protocols/pbft/messages.ts';
import { refusalTexts } from '../../src/protocols/pbft/refusal-texts.ts';
import { votesIn } from '../../src/protocols/pbft/votes.ts';
import {
  certificate,
  checkpoint,
  checkpointProof,
  commit,
  give,
  host,
  newView,
  prePrepare,
  prepare,
  proposal,
  viewChange,
} from '../support/pbft-messages.ts';
import { genesis, type Host, signedRequest } from '../support/pbft-net.ts';

const A = digestText('A');
const request = signedRequest(0, 1);
const first = prePrepare(0, 1, request);
const prepared = [certificate(0, 5, A)];
const change = viewChange(2, { view: 2, stableSlot: 4, prepared });

/** One good message of each type, so that only the bent field can be what is refused. */
const good: Readonly<Record<string, Record<string, unknown>>> = {
  REQUEST: { ...request },
  'PRE-PREPARE': { ...first },
  PREPARE: { ...prepare(1, first) },
  COMMIT: { ...commit(1, first) },
  CHECKPOINT: { ...checkpoint(1, 4, A) },
  'VIEW-CHANGE': { ...change },
  'NEW-VIEW': {
    ...newView({
      changes: [viewChange(1, { prepared: [certificate(0, 1, A)] }), viewChange(2), viewChange(3)],
      proposals: [proposal(1, 1, A)],
    }),
  },
  FETCH: { type: 'FETCH', what: 'state', slot: 4, digest: A },
  STATE: {
    type: 'STATE',
    slot: 4,
    digest: A,
    snapshot: genesis,
    replies: { c0: { timestamp: 1, result: 'ab' } },
  },
  BODY: { type: 'BODY', request },
  'COMMIT-CERTIFICATE': {
    type: 'COMMIT-CERTIFICATE',
    view: 0,
    slot: 1,
    digest: first.digest,
    request,
    commits: [0, 1, 2].map((replica) => commit(replica, first)),
  },
  'CHECKPOINT-CERTIFICATE': {
    type: 'CHECKPOINT-CERTIFICATE',
    slot: 4,
    digest: A,
    checkpoints: checkpointProof(4, A),
  },
  STATUS: {
    type: 'STATUS',
    view: 0,
    active: true,
    stableSlot: 0,
    executedSlot: 0,
    slots: [{ slot: 1, committed: false, proposal: true, prepares: '00000006', commits: '' }],
    changes: '',
  },
};

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const sparse = new Array(3);

const hostile: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-1', -1],
  ['-0.5', -0.5],
  ['1e308', 1e308],
  ['2^53', 2 ** 53],
  ['a text', 'R0'],
  ['an empty text', ''],
  ['a megabyte', 'a'.repeat(1_000_000)],
  ['a bigint', 1n],
  ['an object', {}],
  ['a cycle', cyclic],
  ['an empty list', []],
  ['a list of null', [null]],
  ['a list with holes', sparse],
  ['a list of a million', new Array(1_000_000).fill(null)],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
];

/** What a field may well hold: then nothing is to be refused. */
function isFine(type: string, field: string, value: unknown): boolean {
  const original = good[type]?.[field];
  if (canonicalText(value) === canonicalText(original)) return true;
  if (type === 'STATE' && field === 'replies') return canonicalText(value) === '{}';
  if (type === 'STATUS' && (field === 'slots' || field === 'changes')) return isEmpty(value);
  return (
    type === 'STATE' &&
    field === 'snapshot' &&
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value)
  );
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

const cases = Object.entries(good).flatMap(([type, message]) =>
  Object.keys(message).map((field) => [type, field] as const),
);

function stillWorks(one: Host): void {
  const next = prePrepare(0, 1, signedRequest(1, 1));
  give(one, 0, next);
  give(one, 1, prepare(1, next));
  give(one, 0, commit(0, next));
  give(one, 1, commit(1, next));
  expect(one.executed.map((each) => each.slot)).toEqual([1]);
}

describe('hostile values', () => {
  it('the good messages are good', () => {
    for (const message of Object.values(good)) expect(inspect(message, host(3).ctx)).toBeNull();
  });

  it.each(cases)('%s.%s', (type, field) => {
    const one = host(3);
    for (const [name, value] of hostile) {
      if (isFine(type, field, value)) continue;
      const { [field]: _, ...rest } = good[type] ?? {};
      expectRefused(one, value === undefined ? rest : { ...rest, [field]: value }, name);
    }
    stillWorks(one);
  });

  it.each(Object.keys(good))('%s with a field too many', (type) => {
    const one = host(3);
    expectRefused(one, { ...good[type], extra: 1 }, 'extra');
    stillWorks(one);
  });

  it.each(Object.keys(good).filter((type) => 'replica' in (good[type] ?? {})))(
    '%s in another replica’s name',
    (type) => {
      const one = host(3);
      for (const replica of [0, 1, 2, 3, 4, 127]) {
        if (replica !== good[type]?.replica) expectRefused(one, { ...good[type], replica }, `R${replica}`);
      }
      stillWorks(one);
    },
  );

  it.each(hostile)('%s instead of a message', (name, value) => {
    const one = host(3);
    expectRefused(one, value, name);
    expectRefused(one, { type: value }, name);
    stillWorks(one);
  });

  it('a field inside a nested message', () => {
    const one = host(3);
    for (const [name, value] of hostile) {
      expectRefused(one, { ...change, prepared: [{ ...prepared[0], prepares: [value, value] }] }, name);
      expectRefused(one, { ...change, checkpoints: [value, value, value] }, name);
      expectRefused(one, { ...good['NEW-VIEW'], changes: [value, value, value] }, name);
      expectRefused(one, { ...good['NEW-VIEW'], proposals: [value] }, name);
      expectRefused(one, { ...good.STATUS, slots: [{ slot: value }] }, name);
      expectRefused(one, { ...good['COMMIT-CERTIFICATE'], commits: [value, value, value] }, name);
      expectRefused(one, { ...good.STATE, replies: { c0: value } }, name);
    }
    stillWorks(one);
  });

  it('costs little, however large: a million of anything is refused by its length', () => {
    const one = host(3);
    const huge = new Array(1_000_000).fill(change);
    const before = process.cpuUsage().user;
    for (let i = 0; i < 200; i++) {
      expectRefused(one, { ...good['NEW-VIEW'], changes: huge }, 'huge');
      expectRefused(one, { ...first, digest: 'a'.repeat(1_000_000) }, 'huge');
    }
    expect((process.cpuUsage().user - before) / 400).toBeLessThan(1_000);
  });
});

function expectRefused(one: Host, message: unknown, name: string): void {
  expect(inspect(message, one.ctx), name).not.toBeNull();
  const before = one.state;
  const effects = give(one, 0, message);
  const codes = effects.map((effect) => (effect.kind === 'refuse' ? effect.why : effect.kind));
  expect(codes, name).toHaveLength(1);
  expect(Object.keys(refusalTexts), name).toContain(codes[0]);
  expect(one.state, name).toBe(before);
  if (typeof message === 'object' && message !== null) {
    expect(() => [votesIn(message as never), summaryOf(message as never)], name).not.toThrow();
  }
}
