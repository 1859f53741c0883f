/** What two signed statements of Streamlet prove: two votes in one epoch, and a vote on a shorter chain. */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/kernel/message.ts';
import { makeVote } from '../../src/protocols/streamlet/signed.ts';
import type { Propose } from '../../src/protocols/streamlet/types.ts';
import { evidence } from '../../src/protocols/streamlet/votes.ts';
import { copyDossier, type Dossier, emptyDossier, file } from '../../src/sim/dossier.ts';
import { KnownBlocks } from '../../src/sim/known-blocks.ts';
import { limits } from '../../src/sim/limits.ts';
import { authenticator, block, vote } from '../support/streamlet-replica.ts';

const reader = { rules: evidence, verify: authenticator.verify.bind(authenticator) };

function hold(dossier: Dossier, ...messages: readonly Message[]): readonly string[] {
  for (const message of messages) {
    for (const one of evidence.blocks?.(message) ?? []) dossier.blocks.add(one);
    for (const statement of evidence.statements(message)) file(dossier, statement, 1, reader);
  }
  return dossier.accusations.map(({ replica, because }) => `R${replica} ${because}`);
}

const a = block(1, null);
const b = block(2, a);
const c = block(3, b);
const short = block(4, a);

describe('votes of one replica', () => {
  it('convict it if the later one is on a shorter chain, in whatever order they are found', () => {
    const guilty = ['R2 voted on a chain of 2 in epoch 3, and on one of 1 in epoch 4'];
    expect(hold(emptyDossier(), a, b, c, short, vote(2, c), vote(2, short))).toEqual(guilty);
    expect(hold(emptyDossier(), a, b, c, short, vote(2, short), vote(2, c))).toEqual(guilty);
  });

  it('on chains of one length, or longer ones, prove nothing', () => {
    expect(hold(emptyDossier(), a, b, c, vote(2, b), vote(2, c))).toEqual([]);
    const beside = block(3, a);
    expect(hold(emptyDossier(), a, b, beside, vote(2, b), vote(2, beside))).toEqual([]);
  });

  it('of two replicas prove nothing against each other', () => {
    expect(hold(emptyDossier(), a, b, c, short, vote(2, c), vote(1, short))).toEqual([]);
  });

  it('prove nothing while a block of either chain is missing', () => {
    const dossier = emptyDossier();
    expect(hold(dossier, a, c, short, vote(2, c), vote(2, short))).toEqual([]);
    expect(hold(dossier, b, vote(2, block(5, a)), block(5, a))).toEqual([]);
    const later = block(6, a);
    expect(hold(dossier, later, vote(2, later))).toContain(
      'R2 voted on a chain of 2 in epoch 3, and on one of 1 in epoch 6',
    );
  });

  it('on a long chain without a beginning prove nothing, and are not followed far', () => {
    const dossier = emptyDossier();
    const digest = (number: number) => number.toString(16).padStart(64, 'f');
    for (let number = 1; number <= limits.blocksKept; number++)
      dossier.blocks.add({ digest: digest(number), parent: digest(number - 1) });
    const signer = { self: 2, sign: (text: string) => authenticator.sign(2, text) };
    const top = limits.blocksKept;
    for (let epoch = 1; epoch <= 100; epoch++)
      expect(hold(dossier, makeVote(signer, epoch, digest(top - epoch)))).toEqual([]);
  });

  it('in one epoch for two blocks convict it, and the place is an epoch', () => {
    const forged = { ...vote(1, b), signature: '' };
    expect(hold(emptyDossier(), a, b, vote(1, a), forged)).toEqual([]);
    const twice = makeVote(
      { self: 1, sign: (digest) => authenticator.sign(1, digest) },
      1,
      vote(1, b).digest,
    );
    expect(hold(emptyDossier(), a, vote(1, a), twice)).toEqual([
      'R1 signed two VOTEs with different values in epoch 1',
    ]);
  });
});

describe('the blocks of a dossier', () => {
  const named = (one: Propose) => evidence.blocks?.(one)?.[0] ?? { digest: '', parent: null };
  it('have heights once all before them are here, in whatever order they came', () => {
    const blocks = new KnownBlocks();
    for (const one of [c, b]) blocks.add(named(one));
    expect(blocks.heightOf(named(c).digest)).toBe(null);
    blocks.add(named(a));
    expect(blocks.heightOf(named(c).digest)).toBe(3);
    expect(blocks.heightOf('nobody knows it')).toBe(null);
  });

  it('are followed down so far only; whatever was looked up stays known', () => {
    const blocks = new KnownBlocks();
    const most = limits.blocksInTheAir;
    for (let i = most + 9; i >= 0; i--) blocks.add({ digest: `b${i}`, parent: i === 0 ? null : `b${i - 1}` });
    expect(blocks.heightOf(`b${most + 9}`)).toBe(null);
    expect(blocks.heightOf(`b${most - 1}`)).toBe(most);
    expect(blocks.heightOf(`b${most + 9}`)).toBe(most + 10);
  });

  it('are as many as the limit; what was built on a forgotten one keeps its height', () => {
    const blocks = new KnownBlocks();
    for (let i = 0; i < limits.blocksKept + 10; i++) {
      blocks.add({ digest: `b${i}`, parent: i === 0 ? null : `b${i - 1}` });
    }
    expect(blocks.heightOf('b9')).toBe(null);
    expect(blocks.heightOf(`b${limits.blocksKept}`)).toBe(limits.blocksKept + 1);
  });

  it('stay what they were in a copy', () => {
    const dossier = emptyDossier();
    hold(dossier, a);
    const copy = copyDossier(dossier);
    hold(copy, b);
    expect([dossier, copy].map((one) => one.blocks.heightOf(named(b).digest))).toEqual([null, 2]);
  });
});
