/** One way to earn each refusal, and that its sentence has a number for every blank. */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import { digestText } from '../../src/kernel/hash.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { limits } from '../../src/protocols/pbft/limits.ts';
import { refusalTexts } from '../../src/protocols/pbft/refusal-texts.ts';
import { checkpointDigest } from '../../src/protocols/pbft/signed.ts';
import { nullDigest } from '../../src/protocols/pbft/types.ts';
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
import { authenticator, genesis, type Host, signedRequest } from '../support/pbft-net.ts';

const A = digestText('A');
const request = signedRequest(0, 1);
const first = prePrepare(0, 1, request);
const commits = [0, 1, 2].map((replica) => commit(replica, first));
const good = certificate(0, 5, A);
const changeWith = (...prepared: (typeof good)[]) => viewChange(2, { view: 2, stableSlot: 4, prepared });
const decided = { type: 'COMMIT-CERTIFICATE', view: 0, slot: 1, digest: first.digest, request, commits };
const stateDigest = checkpointDigest(digestText('root'), {});
const agreed = {
  type: 'CHECKPOINT-CERTIFICATE',
  slot: 12,
  digest: stateDigest,
  checkpoints: checkpointProof(12, stateDigest),
};

type Way = (one: Host) => readonly Effect[];
const by =
  (from: number | `c${number}`, message: unknown): Way =>
  (one) =>
    give(one, from as 0, message);
/** The last message earns the refusal. */
const after =
  (...ways: readonly Way[]): Way =>
  (one) =>
    ways.map((way) => way(one)).at(-1) ?? [];

/** At replica 3 of four, fresh. */
const ways: Readonly<Record<string, Way>> = {
  malformed: by(0, { type: 'PREPARE' }),
  'bad-signature': by(0, { ...prepare(1, first), signature: prepare(2, first).signature }),
  'bad-request-signature': by('c0', { ...request, operation: 'cd' }),
  'not-from-a-client': by('c0', prepare(1, first)),
  'stale-view': after(by(1, newView({ view: 1 })), by(0, first)),
  'already-in-view': after(by(1, newView({ view: 1 })), by(2, viewChange(2))),
  'below-watermark': after(reachCheckpoint, by(1, prepare(1, { view: 0, slot: 4, digest: A }))),
  'above-watermark': by(0, prePrepare(0, 9, request)),
  'not-the-primary': by(1, { ...first, ...proposal(0, 1, first.digest, 1) }),
  'own-proposal': after(
    by(1, newView({ view: 3, changes: [1, 2, 3].map((r) => viewChange(r, { view: 3 })) })),
    by(0, prePrepare(3, 1, request)),
  ),
  'null-request': by(0, { ...proposal(0, 1, nullDigest), request: null }),
  'digest-mismatch': by(0, { ...proposal(0, 1, A), request }),
  'conflicting-proposal': after(by(0, first), by(0, prePrepare(0, 1, signedRequest(1, 1)))),
  'conflicting-vote': after(by(1, prepare(1, first)), by(1, prepare(1, { ...first, digest: A }))),
  'already-committed': after(by(0, decided), by(0, first)),
  'prepare-from-primary': by(0, prepare(0, first)),
  duplicate: after(by(0, first), by(0, first)),
  'too-many-aside': after(
    ...Array.from({ length: 49 }, (_, i) => by(1, commit(1, { view: 7 + i, slot: 1, digest: A }))),
  ),
  'stale-request': after(executeTwo, by('c0', request)),
  'duplicate-request': after(by(1, request), by(1, request)),
  'other-request-waits': after(by('c0', request), by('c0', signedRequest(0, 1, 'ff'))),
  'too-many-waiting': after(
    ...Array.from({ length: limits.waiting + 1 }, (_, i) => by(0, signedRequest(i, 1))),
  ),
  'stale-checkpoint': after(reachCheckpoint, by(1, checkpoint(1, 4, A))),
  'not-a-checkpoint-slot': by(1, checkpoint(1, 5, A)),
  'certificate-too-small': by(1, { ...decided, commits: commits.slice(1) }),
  'certificate-repeats-signer': by(1, { ...decided, commits: [...commits.slice(1), commits[1]] }),
  'certificate-mixed': by(1, {
    ...decided,
    commits: [...commits.slice(1), commit(3, { ...first, digest: A })],
  }),
  'certificate-forged': by(1, {
    ...decided,
    commits: [...commits.slice(1), { ...commit(3, first), replica: 0 }],
  }),
  'checkpoint-unneeded': by(2, viewChange(2, { checkpoints: checkpointProof(4) })),
  'prepared-too-small': by(2, changeWith({ ...good, prepares: good.prepares.slice(1) })),
  'prepared-repeats-signer': by(
    2,
    changeWith({ ...good, prepares: good.prepares.map(() => prepare(1, good.proposal)) }),
  ),
  'prepared-by-primary': by(
    2,
    changeWith({ ...good, prepares: [prepare(0, good.proposal), prepare(1, good.proposal)] }),
  ),
  'prepared-mixed': by(2, changeWith({ ...good, prepares: [prepare(1, good.proposal), prepare(2, first)] })),
  'prepared-forged': by(
    2,
    changeWith({ ...good, proposal: { ...good.proposal, signature: first.signature } }),
  ),
  'prepared-wrong-primary': by(2, changeWith({ ...good, proposal: proposal(0, 5, A, 1) })),
  'prepared-too-late': by(2, changeWith(certificate(2, 5, A))),
  'prepared-outside-window': by(2, changeWith(certificate(0, 4, A))),
  'prepared-slot-twice': by(2, changeWith(good, good)),
  'new-view-not-primary': by(2, newView({ signer: 2 })),
  'new-view-too-small': by(1, newView({ changes: [viewChange(1), viewChange(2)] })),
  'new-view-repeats-signer': by(1, newView({ changes: [viewChange(1), viewChange(1), viewChange(2)] })),
  'new-view-mixed': by(1, newView({ changes: [viewChange(1), viewChange(2), viewChange(3, { view: 2 })] })),
  'new-view-bad-change': by(
    1,
    newView({ changes: [viewChange(1), viewChange(2), { ...viewChange(3), view: 1, stableSlot: 4 }] }),
  ),
  'new-view-wrong-proposals': by(1, newView({ proposals: [proposal(1, 1, A)] })),
  'new-view-wrong-proposal': by(
    1,
    newView({
      changes: [viewChange(1, { prepared: [certificate(0, 1, A)] }), viewChange(2), viewChange(3)],
      proposals: [proposal(1, 1, first.digest)],
    }),
  ),
  'state-not-asked': by(1, { type: 'STATE', slot: 4, digest: A, snapshot: genesis, replies: {} }),
  'bad-state': after(
    by(1, agreed),
    by(1, { type: 'STATE', slot: 12, digest: stateDigest, snapshot: genesis, replies: {} }),
  ),
  'body-not-asked': by(1, { type: 'BODY', request }),
  'unknown-request': by(1, { type: 'FETCH', what: 'request', slot: 1, digest: A }),
  'unknown-state': by(1, { type: 'FETCH', what: 'state', slot: 4, digest: A }),
};

function execute(one: Host, slot: number, timestamp: number): readonly Effect[] {
  const message = prePrepare(0, slot, signedRequest(0, timestamp));
  give(one, 0, message);
  give(one, 1, prepare(1, message));
  give(one, 0, commit(0, message));
  return give(one, 1, commit(1, message));
}

function executeTwo(one: Host): readonly Effect[] {
  execute(one, 1, 1);
  return execute(one, 2, 2);
}

function reachCheckpoint(one: Host): readonly Effect[] {
  for (let slot = 1; slot <= 4; slot++) execute(one, slot, slot);
  const digest = one.state.ownCheckpoints[0]?.digest ?? '';
  give(one, 0, checkpoint(0, 4, digest));
  return give(one, 1, checkpoint(1, 4, digest));
}

describe('refusals', () => {
  it('every code has a way here and a sentence in the manifest', () => {
    expect(Object.keys(ways).sort()).toEqual(Object.keys(refusalTexts).sort());
  });

  it.each(Object.entries(ways))('%s', (code, way) => {
    const one = host(3);
    const effects = way(one);
    const refused = effects.filter((effect) => effect.kind === 'refuse');
    expect(refused.map((effect) => effect.why)).toEqual([code]);
    const because = refused[0]?.because ?? {};
    const blanks = [...(refusalTexts[code] ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    expect(blanks.filter((blank) => because[blank] === undefined)).toEqual([]);
    expect(effects.some((effect) => effect.kind === 'commit')).toBe(false);
  });

  it('two statements of one replica are kept as evidence, and neither counts twice', () => {
    const one = host(3);
    give(one, 1, prepare(1, first));
    give(one, 1, prepare(1, { ...first, digest: A }));
    give(one, 0, checkpoint(0, 4, A));
    give(one, 0, checkpoint(0, 4, first.digest));
    give(one, 0, first);
    give(one, 0, prePrepare(0, 1, signedRequest(1, 1)));
    expect(
      one.state.evidence.map(({ replica, first: a, second: b }) => [replica, a.type, a.digest !== b.digest]),
    ).toEqual([
      [1, 'PREPARE', true],
      [0, 'CHECKPOINT', true],
      [0, 'PRE-PREPARE', true],
    ]);
    for (const { replica, first: a, second: b } of one.state.evidence) {
      for (const vote of [a, b])
        expect(authenticator.publicKey(replica) !== '' && vote.replica).toBe(replica);
    }
  });

  it('votes count by signer, not by the link they came by', () => {
    const one = host(3);
    give(one, 0, first);
    const effects = give(one, 2, prepare(1, first));
    expect(effects.some((effect) => effect.kind === 'broadcast' && effect.message.type === 'COMMIT')).toBe(
      true,
    );
    expect(requestDigest(request)).toBe(first.digest);
  });
});
