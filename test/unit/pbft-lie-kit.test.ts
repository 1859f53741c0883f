/** The lie kit: what of a message a liar can change, what it cannot, and that its lies are its own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LieEdits } from '../../src/kernel/lie.ts';
import type { Message } from '../../src/kernel/message.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { inspect } from '../../src/protocols/pbft/inspect.ts';
import { pbftLies } from '../../src/protocols/pbft/lies/kit.ts';
import type { NewView, PrePrepare, ViewChange } from '../../src/protocols/pbft/types.ts';
import { contextOf, createNet, type Net, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const options = { checkpointInterval: 2, windowSlots: 4 };

/** Every type of message: two requests, then a primary that crashes, and six requests more. */
function busyNet(): Net {
  const net = createNet({ options });
  net.request(signedRequest(0, 1), [0]);
  net.until(35 * ms);
  net.crash(0);
  for (let t = 2; t < 8; t++) {
    for (const client of [0, 1]) net.request(signedRequest(client, t), [1, 2, 3]);
    net.until(t * 800 * ms);
  }
  net.recover(0);
  net.until(net.now() + 4_000 * ms);
  for (const client of [0, 1]) net.request(signedRequest(client, 9), [1, 2, 3]);
  net.until(net.now() + 15 * ms);
  return net;
}

const net = busyNet();

function sentBy(from: number, type: string): Message {
  const found = net.sent.find((one) => one.from === from && one.message.type === type);
  if (found === undefined) throw new Error(`R${from} sent no ${type}`);
  return found.message;
}

function alter(self: number, message: Message, edits: unknown) {
  const state = net.hosts[self]?.state;
  if (state === undefined) throw new Error('no such replica');
  return pbftLies.alter(message, edits as LieEdits, state, contextOf(self, 4, options));
}

function fields(self: number, message: Message) {
  const state = net.hosts[self]?.state;
  return state === undefined ? [] : pbftLies.fields(message, state, contextOf(self, 4, options));
}

describe('a lie', () => {
  it('is signed anew with the key of the liar, so it passes as its own', () => {
    const prepare = sentBy(2, 'PREPARE');
    const lie = alter(2, prepare, { digest: 'invented', slot: '+1' });
    expect(lie).toMatchObject({ type: 'PREPARE', replica: 2, slot: (prepare as PrePrepare).slot + 1 });
    expect(inspect(lie, contextOf(1))).toBeNull();
    expect(inspect(prepare, contextOf(1))).toBeNull();
  });
  it('takes the request along with its digest, and leaves it where only the request is edited', () => {
    const proposal = sentBy(1, 'PRE-PREPARE') as PrePrepare;
    const moved = alter(1, proposal, { digest: 'other' }) as PrePrepare;
    expect(moved.digest).not.toBe(proposal.digest);
    expect(moved.request && requestDigest(moved.request)).toBe(moved.digest);
    const apart = alter(1, proposal, { request: 'other' }) as PrePrepare;
    expect(apart.digest).toBe(proposal.digest);
    expect(inspect(apart, contextOf(2))).toMatchObject({ why: 'digest-mismatch' });
    expect(alter(1, proposal, { request: null })).toMatchObject({ request: null });
  });
  it('leaves out what others signed, and adds nothing', () => {
    const change = sentBy(2, 'VIEW-CHANGE') as ViewChange;
    expect(change.prepared.length).toBeGreaterThan(0);
    const hiding = alter(2, change, { prepared: [] }) as ViewChange;
    expect(hiding.prepared).toEqual([]);
    expect(inspect(hiding, contextOf(1, 4, options))).toBeNull();
    expect(alter(2, change, { prepared: [99] })).toMatchObject({
      refused: expect.stringContaining('prepared'),
    });
  });
  it('proposes anything in O, and V no longer bears it out', () => {
    const view = sentBy(1, 'NEW-VIEW') as NewView;
    const slot = view.proposals[0]?.slot ?? 0;
    const context = contextOf(2, 4, options);
    expect(inspect(alter(1, view, { [`proposals.${slot}`]: 'invented' }), context)?.why).toBe(
      'new-view-wrong-proposal',
    );
    expect(inspect(alter(1, view, { proposals: [] }), context)?.why).toBe('new-view-wrong-proposals');
    expect(inspect(alter(1, view, { changes: [1, 2] }), context)?.why).toBe('new-view-too-small');
    const extra = alter(1, view, {
      [`proposals.${(view.proposals.at(-1)?.slot ?? 0) + 1}`]: 'null',
    }) as NewView;
    expect(extra.proposals).toHaveLength(view.proposals.length + 1);
  });
});

describe('what a liar cannot say', () => {
  it.each([
    ['another name', 2, 'PREPARE', { replica: 1 }, 'replica: R2 signs with its own key: it has no other'],
    ['in the name of another', 3, 'PREPARE', { slot: 9 }, 'signed by R2: R3 has no key of R2'],
    [
      'a field that is not there',
      2,
      'PREPARE',
      { colour: 1 },
      '"colour": expected one of the fields view, slot',
    ],
    [
      'a number out of range',
      2,
      'PREPARE',
      { view: -1 },
      'view: expected a whole number from 0 to 1000000000',
    ],
    ['a word for a number', 2, 'PREPARE', { slot: 'next' }, 'found "next"'],
    ['a value that it does not know', 2, 'PREPARE', { digest: 'c9/9' }, 'digest: expected one of'],
    ['nothing', 2, 'PREPARE', null, 'edits: expected an object, found null'],
    ['what a client signed', 2, 'REQUEST', { timestamp: 9 }, 'timestamp: signed by c'],
  ])('%s', (_what, self, type, edits, reason) => {
    const message = sentBy(type === 'PREPARE' ? 2 : self, type);
    expect(alter(self, message, edits)).toEqual({ refused: expect.stringContaining(reason) });
  });
  it('a certificate of too few signatures, and says how many it holds', () => {
    const change = sentBy(2, 'VIEW-CHANGE') as ViewChange;
    const named = fields(2, change).find(({ field }) => field.startsWith('prepared.'));
    expect(named?.cannot).toMatch(/^signed by R\d.*: R2 has no key of R\d$/);
    const open = createNet();
    open.request(signedRequest(0, 1), [0]);
    open.until(21 * ms);
    const state = open.hosts[2]?.state;
    if (state === undefined) throw new Error('no R2');
    const empty = { ...change, prepared: [] };
    const reasons = pbftLies.fields(empty, state, contextOf(2)).map(({ cannot }) => cannot);
    expect(reasons).toContain('a certificate needs 3 signatures, it holds 2');
  });
});

const types = [
  ...new Set(net.sent.filter(({ from }) => typeof from === 'number').map(({ message }) => message.type)),
];

describe('whatever the edits', () => {
  it('meets every type of message', () => {
    const known = [
      'PRE-PREPARE',
      'PREPARE',
      'COMMIT',
      'CHECKPOINT',
      'VIEW-CHANGE',
      'NEW-VIEW',
      'STATUS',
      'STATE',
    ];
    expect(types).toEqual(expect.arrayContaining(known));
  });
  it.each(types)('%s: nobody throws, and nothing signed by others changes', (type) => {
    const samples = net.sent.filter(({ from, message }) => typeof from === 'number' && message.type === type);
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue(), fc.nat(), fc.anything(), (pick, value, at, wild) => {
        const sample = samples[pick % samples.length];
        if (sample === undefined) throw new Error('a sample');
        const self = sample.from as number;
        const table = fields(self, sample.message);
        const field = table[at % Math.max(1, table.length)]?.field ?? 'x';
        for (const edits of [
          { [field]: value },
          { [field]: wild },
          value,
          { [field]: 'other', [String(value)]: 1 },
        ]) {
          const lie = alter(self, sample.message, edits);
          if ('refused' in lie) continue;
          if ('replica' in sample.message) expect(lie).toMatchObject({ replica: self });
          expect(strangers(lie, self)).toEqual(expect.arrayContaining([]));
          for (const one of strangers(lie, self)) expect(strangers(sample.message, self)).toContainEqual(one);
        }
      }),
      { numRuns: 60 },
    );
  });
  it('every offered choice is accepted', () => {
    for (const { from, message } of net.sent.filter((one) => typeof one.from === 'number').slice(0, 400)) {
      const self = from as number;
      for (const { field, edit, cannot } of fields(self, message)) {
        expect((edit === null) === (cannot !== null)).toBe(true);
        for (const value of offered(edit))
          expect(alter(self, message, { [field]: value })).toHaveProperty('type');
      }
    }
  });
});

function offered(edit: ReturnType<typeof fields>[number]['edit']): readonly unknown[] {
  if (edit === null) return [];
  if (edit.kind === 'number') return [edit.least, edit.most];
  if (edit.kind === 'flag') return [true, false];
  return edit.kind === 'choice'
    ? edit.choices.map(({ value }) => value)
    : [[], edit.members.map(({ value }) => value)];
}

/** Every signed statement of others inside a message. */
function strangers(value: unknown, self: number): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const { replica, signature } = value as { replica?: unknown; signature?: unknown };
  const inner = Object.values(value).flatMap((member) => strangers(member, self));
  return typeof signature === 'string' && replica !== self ? [value, ...inner] : inner;
}
