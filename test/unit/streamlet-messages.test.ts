/** What a Streamlet message must be: every refusal once, total on nonsense, and what clients and verdicts read of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/kernel/message.ts';
import { streamlet } from '../../src/protocols/streamlet/index.ts';
import { limits } from '../../src/protocols/streamlet/limits.ts';
import { refusalTexts } from '../../src/protocols/streamlet/refusal-texts.ts';
import { leaderOf } from '../../src/protocols/streamlet/settings.ts';
import { blockDigest, makePropose, makeVote } from '../../src/protocols/streamlet/signed.ts';
import { genesisDigest, type Propose } from '../../src/protocols/streamlet/types.ts';
import {
  authenticator,
  block,
  contextOf,
  Lone,
  refusalIn,
  signedRequest,
  vote,
} from '../support/streamlet-replica.ts';

const a = block(1, null);
const other = block(1, null, [signedRequest(0, 1)]);
const status = { type: 'STATUS', epoch: 1, final: 0, tip: genesisDigest, length: 0 };

function signer(self: number) {
  return { self, sign: (digest: string) => authenticator.sign(self, digest) };
}

function started(): Lone {
  const lone = new Lone();
  lone.start();
  return lone;
}

/** How to be refused with each code. */
const refusals: Readonly<Record<string, (lone: Lone) => readonly unknown[]>> = {
  malformed: (lone) => lone.hear({ ...a, more: 1 }),
  'bad-signature': (lone) => lone.hear({ ...a, signature: vote(1, a).signature }),
  'bad-request-signature': (lone) => lone.hear({ ...signedRequest(0, 1), operation: 'cd' }, 'c0'),
  'not-from-a-client': (lone) => lone.hear(a, 'c0'),
  'not-the-leader': (lone) => lone.hear(makePropose(signer(2), 1, genesisDigest, [])),
  'payload-too-long': (lone) =>
    lone.hear(
      block(
        1,
        null,
        Array.from({ length: 17 }, (_, i) => signedRequest(i, 1)),
      ),
    ),
  'payload-repeats-client': (lone) => lone.hear(block(1, null, [signedRequest(0, 1), signedRequest(0, 2)])),
  'votes-repeat-signer': (lone) => lone.hear({ type: 'BLOCK', proposal: a, votes: [vote(1, a), vote(1, a)] }),
  'votes-mixed': (lone) => lone.hear({ type: 'BLOCK', proposal: a, votes: [vote(1, other)] }),
  'future-epoch': (lone) => lone.hear(block(2, a)),
  'not-after-parent': (lone) => {
    lone.goTo(5);
    const later = block(5, null);
    lone.hear(later);
    return lone.hear(block(4, later));
  },
  'not-longest': (lone) => {
    lone.grow(a);
    return lone.grow(block(2, null), []);
  },
  'second-proposal': (lone) => {
    lone.hear(a, 0, 1);
    return lone.hear(other);
  },
  'too-many-blocks': (lone) => {
    const most = limits.blocksPerEpoch;
    for (let i = 0; i < most; i++) lone.hear(block(1, null, [signedRequest(i, 1)]), 0, 1);
    return lone.hear(block(1, null, [signedRequest(most, 1)]));
  },
  'too-many-orphans': (lone) => {
    const most = limits.orphansPerLeader;
    lone.goTo(4 * most + 1);
    /** All of leader 0, and nobody knows their parents. */
    const inTheAir = (i: number) => block(4 * i + 1, block(1, null, [signedRequest(i, 7)]));
    for (let i = 1; i <= most; i++) {
      const { epoch, payload } = inTheAir(i);
      lone.hear(makePropose(signer(0), epoch, `${i}`.padStart(64, '1'), payload));
    }
    return lone.hear(makePropose(signer(0), 1, '2'.repeat(64), []));
  },
  'too-many-votes': (lone) => {
    for (let i = 0; i < limits.unseenPerSigner; i++) lone.hear(makeVote(signer(1), 1, `${i}`.repeat(64)));
    return lone.hear(makeVote(signer(1), 1, 'a'.repeat(64)));
  },
  'unknown-block': (lone) => lone.hear({ type: 'FETCH-BLOCK', digest: blockDigest(a) }),
  'stale-request': (lone) => {
    lone.grow(block(1, null, [signedRequest(0, 2)]));
    lone.grow(block(2, block(1, null, [signedRequest(0, 2)])));
    return lone.hear(signedRequest(0, 1), 'c0');
  },
  'duplicate-request': (lone) => {
    lone.hear(signedRequest(0, 1), 'c0');
    return lone.hear(signedRequest(0, 1), 'c0');
  },
  'other-request-waits': (lone) => {
    lone.hear(signedRequest(0, 1), 'c0');
    return lone.hear(signedRequest(0, 1, 'cd'), 'c0');
  },
  'too-many-waiting': (lone) => {
    for (let i = 0; i < limits.waiting; i++) lone.hear(signedRequest(i, 1), `c${i}`);
    return lone.hear(signedRequest(limits.waiting, 1), 'c9');
  },
};

describe('refusals', () => {
  it('each code has a way to come about here', () => {
    expect(Object.keys(refusals).sort()).toEqual(Object.keys(refusalTexts).sort());
  });

  it.each(Object.keys(refusals))('%s', (code) => {
    const effects = refusals[code]?.(started()) as Parameters<typeof refusalIn>[0];
    expect(refusalIn(effects)).toBe(code);
  });

  it('an executed request is answered again', () => {
    const lone = started();
    const first = block(1, null, [signedRequest(0, 1)]);
    lone.grow(first);
    const said = lone.grow(block(2, first)).filter(({ kind }) => kind === 'reply');
    expect(said).toHaveLength(1);
    const again = lone.hear(signedRequest(0, 1), 'c0').filter(({ kind }) => kind === 'reply');
    expect(again).toMatchObject([{ resend: true, message: { timestamp: 1, view: 1 } }]);
  });
});

describe('whatever a liar sends', () => {
  const shapes = [
    a,
    vote(1, a),
    { type: 'ECHO', of: a },
    { type: 'BLOCK', proposal: a, votes: [vote(1, a)] },
    status,
  ];

  it('is taken or refused, never thrown, and has a summary', () => {
    const lone = started();
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.string(), fc.anything(), (shape, key, value) => {
        const keys = Object.keys(shape);
        const damaged = { ...shape, [keys[key.length % keys.length] ?? key]: value };
        for (const message of [damaged, value]) {
          const effects = lone.hear(message, 1);
          expect(effects.filter(({ kind }) => kind === 'refuse').length).toBeLessThanOrEqual(1);
        }
        const { type } = damaged;
        if (typeof type === 'string') expect(streamlet.summary({ ...damaged, type }).text).not.toBe('');
        expect(Array.isArray(streamlet.votes(damaged as never))).toBe(true);
      }),
    );
  });

  it('fills nothing: a thousand blocks and votes of one signer leave a bounded tree', () => {
    const lone = started();
    for (let i = 0; i < 1_000; i++) {
      lone.hear(makePropose(signer(0), 1, `${i}`.padStart(64, '0'), []));
      lone.hear(makeVote(signer(0), 1, `${i}`.padStart(64, 'f')));
    }
    expect(lone.state.epochs.chunks.flat(2).length).toBeLessThan(16);
  });
});

describe('votes and evidence', () => {
  it('stand at their epoch, also inside ECHO and BLOCK', () => {
    const digest = blockDigest(a);
    const expected = { signer: 1, phase: 'VOTE', view: 1, slot: 1, digest };
    for (const message of [vote(1, a), { type: 'ECHO', of: vote(1, a) }]) {
      expect(streamlet.votes(message)).toEqual([expected]);
    }
    const inBlock = streamlet.votes({ type: 'BLOCK', proposal: a, votes: [vote(1, a)] } as never);
    expect(inBlock).toEqual([{ signer: 0, phase: 'PROPOSE', view: 1, slot: 1, digest }, expected]);
    expect(streamlet.certificate.slotOf?.({ view: 7, slot: 3 })).toBe(7);
  });

  it('are sealed by what their signer signed', () => {
    const [statement] = streamlet.evidence?.statements({ type: 'ECHO', of: vote(2, a) } as never) ?? [];
    if (statement === undefined) throw new Error('a statement expected');
    const { digest, signature } = streamlet.evidence?.seal(statement) ?? { digest: '', signature: '' };
    expect(authenticator.verify(2, digest, signature)).toBe(true);
    expect(authenticator.verify(1, digest, signature)).toBe(false);
  });
});

describe('leaders', () => {
  it('take turns, R0 first', () => {
    expect([1, 2, 3, 4, 5].map((epoch) => leaderOf(epoch, contextOf()))).toEqual([0, 1, 2, 3, 0]);
  });
  it('or are drawn by a hash that everybody computes alike', () => {
    const drawn = [1, 2, 3, 4, 5, 6, 7, 8].map((epoch) =>
      leaderOf(epoch, contextOf({ own: { leaders: 'hash' } })),
    );
    expect(drawn).toEqual(
      drawn.map((_, i) => leaderOf(i + 1, contextOf({ self: 1, own: { leaders: 'hash' } }))),
    );
    expect(new Set(drawn).size).toBeGreaterThan(1);
    expect(drawn).not.toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });
});

describe('the client', () => {
  const config = { replicas: 4, faults: 1, options: contextOf().options };
  const reply = (replica: number, result: string) => ({ replica, result, tentative: false }) as Reply;

  it('tells everybody, at once', () => {
    expect(streamlet.client.targets(0, 2, 4)).toEqual([0, 1, 2, 3]);
  });
  it('takes a result that f + 1 distinct replicas give', () => {
    const accept = (replies: readonly Reply[]) => streamlet.client.accept(replies, config, new Set());
    expect(accept([reply(0, 'aa'), reply(1, 'bb')])).toBe(null);
    expect(accept([reply(2, 'aa'), reply(2, 'aa')])).toBe(null);
    expect(accept([reply(0, 'bb'), reply(3, 'aa'), reply(1, 'aa')])).toMatchObject({
      result: 'aa',
      voters: [1, 3],
    });
  });
});

describe('words', () => {
  it('every rule that the code cites has a sentence with its blanks filled', () => {
    const lone = started();
    const first: Propose = block(1, null, [signedRequest(0, 1)]);
    const effects = [...lone.grow(first), ...lone.grow(block(2, first)), ...lone.hear(status, 1)];
    for (const effect of effects) {
      if (effect.kind !== 'cite') continue;
      const { sentence = '' } = streamlet.rules[effect.rule] ?? {};
      expect(sentence, effect.rule).not.toBe('');
      for (const [, blank] of sentence.matchAll(/\{(\w+)\}/g)) {
        expect(Object.keys(effect.because), `${effect.rule}: ${blank}`).toContain(blank);
      }
    }
  });
});
