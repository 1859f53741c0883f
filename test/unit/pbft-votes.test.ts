import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/kernel/message.ts';
import { votesIn } from '../../src/protocols/pbft/votes.ts';

const statement = { view: 0, slot: 3, digest: 'ab'.repeat(32), replica: 2, signature: 'cd'.repeat(32) };
const proposal = { type: 'PRE-PREPARE', ...statement } as Message;

describe('the votes that a message binds its signers to', () => {
  it('include a PRE-PREPARE as certificates carry it, without its request', () => {
    const { view, slot, digest, replica: signer } = statement;
    expect(votesIn(proposal)).toEqual([{ signer, phase: 'PRE-PREPARE', view, slot, digest }]);
  });

  it('are none where anything else is missing or added', () => {
    expect(votesIn({ ...proposal, extra: 1 } as Message)).toEqual([]);
    expect(votesIn({ type: 'PRE-PREPARE', view: 0 } as Message)).toEqual([]);
  });
});
