/** Streamlet's lie kit: composed lies are told with it, and what it does not allow stays as it was. */
import { describe, expect, it } from 'vitest';
import type { LieEdits } from '../../src/kernel/lie.ts';
import type { Message } from '../../src/kernel/message.ts';
import { streamletLies } from '../../src/protocols/streamlet/lies.ts';
import { streamletProtocol } from '../../src/protocols/streamlet/protocol.ts';
import { genesisDigest, type Propose, type Vote } from '../../src/protocols/streamlet/types.ts';
import { behave, lieRun, member, saidBy, violated } from '../support/lie-runs.ts';
import { contextOf } from '../support/pbft-net.ts';

const streamlet = { protocol: 'streamlet' };

function tell(type: string, edits: LieEdits, to: readonly number[] = [2]) {
  return behave(1, 'tell', { lies: [{ type, times: 100, versions: [{ to, edits }] }] });
}

const honest = await lieRun([], streamlet);

function alter(self: number, message: Message, edits: unknown) {
  const ctx = contextOf(self);
  return streamletLies.alter(message, edits as LieEdits, streamletProtocol.init(ctx), ctx);
}

function said(type: string): Message {
  const [first] = saidBy(honest, 1, type);
  if (first === undefined) throw new Error(`R1 said no ${type}`);
  return first.message;
}

describe('composed lies in Streamlet', () => {
  it.each([
    ['VOTE', { digest: 'invented' }, 'digest'],
    ['VOTE', { epoch: '+1' }, 'epoch'],
    ['PROPOSE', { payload: [] }, 'payload'],
    ['PROPOSE', { parent: 'genesis' }, 'parent'],
  ])('%s with %j: told to one, the truth to the rest, and all stays safe', async (type, edits, field) => {
    const run = await lieRun([tell(type, edits)], streamlet);
    expect(violated(run)).toEqual([]);
    expect(run.report.clients.accepted).toBe(6);
    const values = (to: number) =>
      saidBy(run, 1, type)
        .filter((one) => one.to === to)
        .map(({ message }) => JSON.stringify(member(message, field)));
    expect(values(2)).not.toEqual(values(3));
    expect(values(0)).toEqual(values(3));
  });
});

describe('the kit', () => {
  it('signs anew, and only what is its own', () => {
    const vote = alter(1, said('VOTE'), { digest: 'genesis' }) as Vote;
    expect(vote).toMatchObject({ type: 'VOTE', replica: 1, digest: genesisDigest });
    expect(vote.signature).not.toBe((said('VOTE') as Vote).signature);
    expect(alter(2, said('VOTE'), { epoch: 9 })).toEqual({ refused: 'signed by R1: R2 has no key of R1' });
    expect(alter(1, said('VOTE'), { replica: 2 })).toMatchObject({
      refused: expect.stringContaining('own key'),
    });
  });
  it('leaves requests out of a block, and makes none up', () => {
    const proposal = said('PROPOSE') as Propose;
    expect(proposal.payload.length).toBeGreaterThan(0);
    expect(alter(1, proposal, { payload: [] })).toMatchObject({ payload: [] });
    expect(alter(1, proposal, { payload: ['c9/9'] })).toMatchObject({
      refused: expect.stringContaining('payload'),
    });
  });
  it.each([null, 3, { colour: 1 }, { epoch: -1 }, { epoch: 'x' }, { digest: {} }])('refuses %j', (edits) => {
    expect(alter(1, said('VOTE'), edits)).toHaveProperty('refused');
  });
  it('takes every choice that it offers', () => {
    for (const type of ['PROPOSE', 'VOTE']) {
      const state = streamletProtocol.init(contextOf(1));
      for (const { field, edit } of streamletLies.fields(said(type), state, contextOf(1))) {
        if (edit?.kind !== 'choice') continue;
        for (const { value } of edit.choices)
          expect(alter(1, said(type), { [field]: value })).toHaveProperty('type');
      }
    }
    expect(
      streamletLies.fields({ type: 'NOTHING' }, streamletProtocol.init(contextOf(1)), contextOf(1)),
    ).toEqual([]);
  });
});
