/** What PBFT's signed statements prove: the kinds of evidence beyond two votes, each with its near miss. */
import { describe, expect, it } from 'vitest';
import { digestText } from '../../src/kernel/hash.ts';
import type { Message } from '../../src/kernel/message.ts';
import { evidence } from '../../src/protocols/pbft/statements.ts';
import { nullDigest } from '../../src/protocols/pbft/types.ts';
import { certificate, checkpoint, commit, newView, proposal, viewChange } from '../support/pbft-messages.ts';
import { contextOf } from '../support/pbft-net.ts';

const digest = digestText('A');
const other = digestText('B');

describe('statements', () => {
  it('are read out of everything that carries them, each with a signature that holds', () => {
    const change = viewChange(2, { stableSlot: 4, prepared: [certificate(0, 5, digest)] });
    const message = newView({ changes: [viewChange(1), change, viewChange(3)] });
    const statements = evidence.statements(message);
    expect(statements.map(({ phase, signer }) => `${phase} R${signer}`)).toEqual([
      'NEW-VIEW R1',
      'VIEW-CHANGE R1',
      'VIEW-CHANGE R2',
      'CHECKPOINT R0',
      'CHECKPOINT R1',
      'CHECKPOINT R2',
      'PRE-PREPARE R0',
      'PREPARE R1',
      'PREPARE R2',
      'VIEW-CHANGE R3',
    ]);
    const { verify } = contextOf(0);
    for (const statement of statements) {
      const { digest: signed, signature } = evidence.seal(statement);
      expect(verify(statement.signer, signed, signature)).toBe(true);
    }
  });

  it('are none in anything malformed', () => {
    for (const hostile of [{}, { type: 'COMMIT' }, { type: 'NEW-VIEW', changes: 7 }, { type: 3 }]) {
      expect(evidence.statements(hostile as unknown as Message)).toEqual([]);
    }
  });
});

describe('a COMMIT against a later VIEW-CHANGE', () => {
  const said = commit(2, { view: 1, slot: 5, digest });
  const against = (change: Message) => {
    const [one] = evidence.statements(said);
    const [two] = evidence.statements(change);
    if (!one || !two) throw new Error('two statements expected');
    const noBlocks = () => null;
    expect(evidence.together(two, one, noBlocks)).toBe(evidence.together(one, two, noBlocks));
    return evidence.together(one, two, noBlocks);
  };

  it('convicts who leaves the certificate out', () => {
    expect(against(viewChange(2, { view: 2 }))).toBe(
      'sent a COMMIT in view 1 at slot 5, and then a VIEW-CHANGE to view 2 without a certificate for that slot',
    );
    expect(against(viewChange(2, { view: 2, prepared: [certificate(0, 5, digest)] }))).not.toBeNull();
    expect(against(viewChange(2, { view: 2, prepared: [certificate(1, 6, digest)] }))).not.toBeNull();
  });

  it('is nothing when the certificate is there, of this view or a later one', () => {
    expect(against(viewChange(2, { view: 2, prepared: [certificate(1, 5, digest)] }))).toBeNull();
    expect(against(viewChange(2, { view: 3, prepared: [certificate(2, 5, other)] }))).toBeNull();
  });

  it('is nothing when the slot is stable, or the VIEW-CHANGE came before', () => {
    expect(against(viewChange(2, { view: 2, stableSlot: 5 }))).toBeNull();
    expect(against(viewChange(2, { view: 1 }))).toBeNull();
  });
});

describe('a NEW-VIEW against its own V', () => {
  const convicted = (...parts: Parameters<typeof newView>) => {
    const [statement] = evidence.statements(newView(...parts));
    return statement && evidence.alone(statement);
  };
  const changes = [
    viewChange(1, {
      view: 3,
      stableSlot: 8,
      prepared: [certificate(0, 9, digest), certificate(1, 11, other)],
    }),
    viewChange(2, { view: 3, stableSlot: 8, prepared: [certificate(1, 9, other)] }),
    viewChange(3, { view: 3, stableSlot: 4, prepared: [certificate(0, 5, digest)] }),
  ];
  const due = [proposal(3, 9, other), proposal(3, 10, nullDigest), proposal(3, 11, other)];

  it('is nothing when O follows: highest view, null for a gap, nothing below the checkpoint', () => {
    expect(convicted({ view: 3, changes, proposals: due })).toBeNull();
  });

  it.each([
    ['one missing', due.slice(0, 2), 11],
    ['one too many', [...due, proposal(3, 12, digest)], 12],
    ['an older certificate', [proposal(3, 9, digest), ...due.slice(1)], 9],
    ['a request in a gap', [due[0], proposal(3, 10, digest), due[2]], 10],
  ])('convicts %s', (_what, proposals, slot) => {
    const found = convicted({ view: 3, changes, proposals: proposals as typeof due });
    expect(found).toBe(`sent a NEW-VIEW for view 3 whose O does not follow from its V at slot ${slot}`);
  });

  it('allows either value when two certificates of one view contradict each other', () => {
    const torn = [
      viewChange(1, { prepared: [certificate(0, 1, digest)] }),
      viewChange(2, { prepared: [certificate(0, 1, other)] }),
      viewChange(3),
    ];
    for (const value of [digest, other]) {
      expect(convicted({ changes: torn, proposals: [proposal(1, 1, value)] })).toBeNull();
    }
  });
});

it('two CHECKPOINTs of one slot are two votes for one thing', () => {
  const [one] = evidence.statements(checkpoint(1, 4, digest));
  const [two] = evidence.statements(checkpoint(1, 4, other));
  expect([one?.view, one?.slot, one?.digest]).toEqual([0, 4, digest]);
  expect(two?.digest).toBe(other);
});
