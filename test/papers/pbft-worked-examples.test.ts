/** The worked examples of the fact pack, section 11.1 and 11.7 (n = 4, f = 1, K = 4, L = 8). */
import { describe, expect, it } from 'vitest';
import { digestText } from '../../src/kernel/hash.ts';
import type { Reply } from '../../src/kernel/message.ts';
import { quorum } from '../../src/kernel/quorum.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { pbftClient } from '../../src/protocols/pbft/client.ts';
import { inspect } from '../../src/protocols/pbft/inspect.ts';
import { newProposals } from '../../src/protocols/pbft/new-proposals.ts';
import { isCommittedLocal, isPrepared } from '../../src/protocols/pbft/rules.ts';
import { slotOf } from '../../src/protocols/pbft/state.ts';
import { nullDigest } from '../../src/protocols/pbft/types.ts';
import {
  broadcasts,
  type ChangeParts,
  certificate,
  checkpoint,
  checkpointProof,
  commit,
  give,
  host,
  type NewViewParts,
  newView,
  prePrepare,
  prepare,
  proposal,
  refusals,
  viewChange,
} from '../support/pbft-messages.ts';
import { authenticator, contextOf, defaultOptions, type Host, signedRequest } from '../support/pbft-net.ts';

const [A, B, C, Z] = ['A', 'B', 'C', 'Z'].map(digestText) as [string, string, string, string];
const ctx = contextOf(3);

describe('§4.4: O from V', () => {
  const changes = [
    viewChange(1, { view: 2, stableSlot: 8, prepared: [certificate(0, 9, A), certificate(1, 11, C)] }),
    viewChange(2, { view: 2, stableSlot: 8, prepared: [certificate(1, 9, B)] }),
    viewChange(3, { view: 2, stableSlot: 4, prepared: [certificate(0, 5, Z)] }),
  ];
  it('takes the certificate of the highest view, fills the gap with null, ignores what is stable', () => {
    const { minSlot, maxSlot, entries } = newProposals(changes, ctx);
    expect([minSlot, maxSlot]).toEqual([8, 11]);
    expect(entries.map(({ slot, digest }) => [slot, digest])).toEqual([
      [9, B],
      [10, nullDigest],
      [11, C],
    ]);
  });
  it('is the same whatever the order of V', () => {
    expect(newProposals([...changes].reverse(), ctx).entries).toEqual(newProposals(changes, ctx).entries);
  });
  it('is empty when nothing was prepared above the checkpoint', () => {
    const empty = [1, 2, 3].map((replica) => viewChange(replica, { view: 2, stableSlot: 8 }));
    expect(newProposals(empty, ctx)).toEqual({ minSlot: 8, maxSlot: 8, entries: [] });
  });
  it('makes the NEW-VIEW of exactly these proposals acceptable', () => {
    const proposals = newProposals(changes, ctx).entries.map(({ slot, digest }) => proposal(2, slot, digest));
    expect(inspect(newView({ view: 2, changes, proposals }), ctx)).toBeNull();
  });
});

describe('§4.4: a VIEW-CHANGE is refused when', () => {
  const good = certificate(0, 5, A);
  const [first, second] = good.prepares as [ReturnType<typeof prepare>, ReturnType<typeof prepare>];
  const at = (parts: ChangeParts): string | undefined => inspect(viewChange(2, parts), ctx)?.why;
  const withP = (part: object): string | undefined =>
    at({ view: 2, stableSlot: 4, prepared: [{ ...good, ...part }] });
  const forged = { ...second, signature: first.signature };

  it('nothing is wrong: it is not', () => {
    expect(at({ view: 2, stableSlot: 4, prepared: [good] })).toBeUndefined();
    expect(at({ view: 1 })).toBeUndefined();
  });
  it.each([
    ['P_m has one PREPARE', { prepares: [first] }, 'prepared-too-small'],
    ['two PREPAREs are of one signer', { prepares: [first, first] }, 'prepared-repeats-signer'],
    ['a PREPARE is of the primary', { prepares: [first, prepare(0, good.proposal)] }, 'prepared-by-primary'],
    [
      'a PREPARE names another digest',
      { prepares: [first, prepare(2, { ...good.proposal, digest: B })] },
      'prepared-mixed',
    ],
    [
      'a PREPARE names another slot',
      { prepares: [first, prepare(2, { ...good.proposal, slot: 6 })] },
      'prepared-mixed',
    ],
    ['the PRE-PREPARE is not of its primary', { proposal: proposal(0, 5, A, 3) }, 'prepared-wrong-primary'],
    ['a vote is forged', { prepares: [first, forged] }, 'prepared-forged'],
    [
      'the PRE-PREPARE is forged',
      { proposal: { ...good.proposal, signature: first.signature } },
      'prepared-forged',
    ],
  ])('%s', (_, part, why) => {
    expect(withP(part)).toBe(why);
  });
  it.each([
    ['the certificate is of the view wanted', [certificate(2, 5, A)], 'prepared-too-late'],
    ['its slot is h', [certificate(0, 4, A)], 'prepared-outside-window'],
    ['its slot is above h + L', [certificate(0, 13, A)], 'prepared-outside-window'],
    ['two P_m name one slot', [good, certificate(1, 5, B)], 'prepared-slot-twice'],
  ])('%s', (_, prepared, why) => {
    expect(at({ view: 2, stableSlot: 4, prepared })).toBe(why);
  });
  it.each([
    [
      'C has two signers',
      { stableSlot: 4, checkpoints: checkpointProof(4).slice(1) },
      'certificate-too-small',
    ],
    [
      'C has mixed digests',
      { stableSlot: 4, checkpoints: [...checkpointProof(4).slice(1), checkpoint(3, 4, Z)] },
      'certificate-mixed',
    ],
    [
      'C counts one signer twice',
      {
        stableSlot: 4,
        checkpoints: [...checkpointProof(4).slice(1), checkpoint(1, 4, digestText('state 4'))],
      },
      'certificate-repeats-signer',
    ],
    ['C proves another slot', { stableSlot: 4, checkpoints: checkpointProof(8) }, 'certificate-mixed'],
    ['h = 0 has a C', { stableSlot: 0, checkpoints: checkpointProof(4) }, 'checkpoint-unneeded'],
    [
      'no checkpoint is taken at h',
      { stableSlot: 5, checkpoints: checkpointProof(5) },
      'not-a-checkpoint-slot',
    ],
  ])('%s', (_, parts, why) => {
    expect(at(parts)).toBe(why);
  });
  it('one bad entry refuses it whole, whatever else it holds', () => {
    const bad = { ...certificate(0, 6, B), prepares: [] };
    expect(at({ view: 2, stableSlot: 4, prepared: [good, bad] })).toBe('prepared-too-small');
  });
  it('its signature is another replica’s', () => {
    expect(inspect({ ...viewChange(2), replica: 1 }, ctx)?.why).toBe('bad-signature');
  });
});

describe('§4.4: a NEW-VIEW is refused when', () => {
  const prepared = [certificate(0, 1, A)];
  const changes = [viewChange(1, { prepared }), viewChange(2), viewChange(3)];
  const proposals = [proposal(1, 1, A)];
  const at = (parts: NewViewParts): string | undefined =>
    inspect(newView({ changes, proposals, ...parts }), ctx)?.why;

  it('nothing is wrong: it is not', () => {
    expect(at({})).toBeUndefined();
  });
  it.each<[string, NewViewParts, string]>([
    ['V has two', { changes: changes.slice(0, 2) }, 'new-view-too-small'],
    [
      'V has one replica twice',
      { changes: [...changes.slice(0, 2), viewChange(2)] },
      'new-view-repeats-signer',
    ],
    [
      'a VIEW-CHANGE is for another view',
      { changes: [...changes.slice(0, 2), viewChange(3, { view: 5 })] },
      'new-view-mixed',
    ],
    [
      'a VIEW-CHANGE proves nothing',
      { changes: [...changes.slice(0, 2), viewChange(3, { stableSlot: 4, checkpoints: [] })] },
      'new-view-bad-change',
    ],
    ['O has one too many', { proposals: [...proposals, proposal(1, 2, B)] }, 'new-view-wrong-proposals'],
    ['O lacks one', { proposals: [] }, 'new-view-wrong-proposals'],
    ['O has another digest', { proposals: [proposal(1, 1, B)] }, 'new-view-wrong-proposal'],
    ['O has another slot', { proposals: [proposal(1, 2, A)] }, 'new-view-wrong-proposal'],
    ['O is for another view', { proposals: [proposal(5, 1, A)] }, 'new-view-wrong-proposal'],
    ['O is signed by another', { proposals: [proposal(1, 1, A, 2)] }, 'new-view-wrong-proposal'],
    ['its sender is not the primary', { signer: 2 }, 'new-view-not-primary'],
  ])('%s', (_, parts, why) => {
    expect(at(parts)).toBe(why);
  });
});

describe('§4.2: prepared', () => {
  const request = signedRequest(0, 1);
  const message = prePrepare(0, 1, request);
  const isPreparedAt = (one: Host): boolean => {
    const entry = slotOf(one.state, 1);
    return entry !== null && isPrepared(entry, one.ctx);
  };
  it('PRE-PREPARE and PREPAREs of 1 and 2, own included: true at node 3', () => {
    const three = host(3);
    give(three, 0, message);
    expect(isPreparedAt(three)).toBe(false);
    expect(broadcasts(give(three, 1, prepare(1, message)))).toEqual(['COMMIT']);
    expect(isPreparedAt(three)).toBe(true);
  });
  it('PREPAREs without the PRE-PREPARE: false until it arrives, then true at once', () => {
    const three = host(3);
    give(three, 1, prepare(1, message));
    give(three, 2, prepare(2, message));
    expect(isPreparedAt(three)).toBe(false);
    expect(broadcasts(give(three, 0, message))).toEqual(['PREPARE', 'COMMIT']);
  });
  it('the primary needs two PREPAREs of backups', () => {
    const zero = host(0);
    give(zero, 'c0', request);
    give(zero, 1, prepare(1, message));
    expect(isPreparedAt(zero)).toBe(false);
    expect(broadcasts(give(zero, 2, prepare(2, message)))).toEqual(['COMMIT']);
  });
});

describe('§4.2: committed-local', () => {
  it('COMMITs of 0, 1, 2 without prepared: false; true with the missing PREPARE', () => {
    const message = prePrepare(0, 1, signedRequest(0, 1));
    const three = host(3);
    give(three, 0, message);
    for (const replica of [0, 1, 2]) give(three, replica, commit(replica, message));
    const before = slotOf(three.state, 1);
    expect(before && isCommittedLocal(before, three.ctx)).toBe(false);
    expect(three.executed).toEqual([]);
    give(three, 1, prepare(1, message));
    expect(three.executed.map((one) => one.digest)).toEqual([requestDigest(signedRequest(0, 1))]);
  });
});

describe('§4.3: watermarks and checkpoints (K = 4, L = 8)', () => {
  /** A backup that has executed four slots and holds the stable checkpoint 4. */
  function atCheckpoint4(): Host {
    const three = host(3);
    executeSlots(three, 1, 4);
    const digest = three.state.ownCheckpoints[0]?.digest ?? '';
    for (const replica of [0, 1]) give(three, replica, checkpoint(replica, 4, digest));
    expect(three.state.stable.slot).toBe(4);
    return three;
  }
  it.each([
    [4, ['below-watermark']],
    [5, []],
    [12, []],
    [13, ['above-watermark']],
  ])('h = 4: slot %i: %j', (slot, expected) => {
    expect(refusals(give(atCheckpoint4(), 0, prePrepare(0, slot, signedRequest(1, 1))))).toEqual(expected);
  });
  it('checkpoint 8 with three equal: h = 8', () => {
    const three = host(3);
    executeSlots(three, 1, 8);
    const digest = three.state.ownCheckpoints.at(-1)?.digest ?? '';
    give(three, 0, checkpoint(0, 8, digest));
    expect(three.state.stable.slot).toBe(0);
    give(three, 1, checkpoint(1, 8, digest));
    expect(three.state.stable.slot).toBe(8);
  });
  it('with two equal and one different: not stable', () => {
    const three = host(3);
    executeSlots(three, 1, 8);
    const digest = three.state.ownCheckpoints.at(-1)?.digest ?? '';
    give(three, 0, checkpoint(0, 8, digest));
    give(three, 1, checkpoint(1, 8, Z));
    expect(three.state.stable.slot).toBe(0);
  });
});

function executeSlots(one: Host, first: number, last: number): void {
  for (let slot = first; slot <= last; slot++) {
    const message = prePrepare(0, slot, signedRequest(0, slot));
    give(one, 0, message);
    give(one, 1, prepare(1, message));
    for (const replica of [0, 1]) give(one, replica, commit(replica, message));
  }
  expect(one.state.lastExec).toBe(last);
}

describe('§4.1: the client (f = 1)', () => {
  const config = { replicas: 4, faults: 1, options: defaultOptions };
  const reply = (replica: number, result: string, tentative = false, view = 0): Reply => ({
    type: 'REPLY',
    view,
    timestamp: 1,
    client: 'c0',
    replica,
    result,
    tentative,
    signature: authenticator.sign(replica, digestText('unread')),
  });
  const accepts = (...replies: readonly Reply[]): readonly number[] | null =>
    pbftClient.accept(replies, config, new Set())?.voters ?? null;

  it('r from 1 and another from 2: waits', () => {
    expect(accepts(reply(1, 'aa'), reply(2, 'bb'))).toBeNull();
  });
  it('r from 1 and 3: accepts', () => {
    expect(accepts(reply(1, 'aa'), reply(2, 'bb'), reply(3, 'aa'))).toEqual([1, 3]);
  });
  it('tentative r from 1 and 3: waits', () => {
    expect(accepts(reply(1, 'aa', true), reply(3, 'aa', true))).toBeNull();
  });
  it('tentative from 1 and 3, final from 0: 3 = q, accepts', () => {
    expect(accepts(reply(1, 'aa', true), reply(3, 'aa', true), reply(0, 'aa'))).toEqual([0, 1, 3]);
  });
  it('the same replica twice counts once', () => {
    expect(accepts(reply(1, 'aa'), reply(1, 'aa'))).toBeNull();
  });
  it('asks the believed primary first, then everybody', () => {
    expect(pbftClient.targets(0, 2, 4)).toEqual([2]);
    expect(pbftClient.targets(1, 2, 4)).toEqual([0, 1, 2, 3]);
  });
  it('next time asks the primary of a view that an honest replica has reached', () => {
    const result = pbftClient.accept(
      [reply(1, 'aa', false, 99), reply(2, 'aa', false, 2)],
      config,
      new Set(),
    );
    expect(result?.leader).toBe(2);
  });
});

describe('§11.7: q(n, f) and what 2f + 1 would be', () => {
  it.each([
    [4, 3],
    [5, 4],
    [6, 4],
    [7, 5],
    [8, 6],
    [9, 6],
    [10, 7],
    [13, 9],
  ])('n = %i: q = %i', (n, q) => {
    expect(quorum(n, Math.floor((n - 1) / 3))).toBe(q);
  });
});
