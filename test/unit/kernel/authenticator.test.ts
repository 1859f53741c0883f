/**
 * Both kinds of signatures: one's own is accepted, every other is refused, and nothing that is sent makes
 * them throw.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Authenticator, createAuthenticator } from '../../../src/kernel/authenticator.ts';
import { digestText } from '../../../src/kernel/hash.ts';
import type { Signer } from '../../../src/kernel/ids.ts';
import type { Manifest, StepContext } from '../../../src/kernel/protocol.ts';
import { createReplica } from '../../../src/replica/replica.ts';
import { toyManifest, toyParts, toyPlan, toyScenario } from '../../support/toy-run.ts';

const signers: readonly Signer[] = [0, 1, 12, 'c0', 'c1', 'a0', 'a1001'];
const digest = digestText('one');

describe.each(['simulated', 'ed25519'] as const)('%s signatures', (kind) => {
  it('are accepted from their signer, on their digest, and from nobody else on nothing else', async () => {
    const keys = await createAuthenticator(kind, 7);
    for (const signer of signers) {
      const signature = keys.sign(signer, digest);
      for (const other of signers) expect(keys.verify(other, digest, signature)).toBe(other === signer);
      expect(keys.verify(signer, digestText('two'), signature)).toBe(false);
      // Once more, now that all of these have been judged before.
      expect(keys.verify(signer, digest, signature)).toBe(true);
      expect(keys.verify(signers[signer === 0 ? 1 : 0] ?? 0, digest, signature)).toBe(false);
    }
  });

  it('say the same on another host with the same seed, and something else with another', async () => {
    const [one, same, other] = await Promise.all([7, 7, 8].map((seed) => createAuthenticator(kind, seed)));
    const signature = (one as Authenticator).sign(3, digest);
    expect(same?.sign(3, digest)).toBe(signature);
    expect(same?.publicKey(3)).toBe(one?.publicKey(3));
    expect(same?.verify(3, digest, signature)).toBe(true);
    expect(other?.verify(3, digest, signature)).toBe(false);
    expect(other?.publicKey(3)).not.toBe(one?.publicKey(3));
  });

  it('are refused when they are garbage, in any shape, without an exception', async () => {
    const keys = await createAuthenticator(kind, 7);
    const genuine = keys.sign(0, digest);
    const flip = (at: number): string =>
      genuine.slice(0, at) + (genuine[at] === '0' ? '1' : '0') + genuine.slice(at + 1);
    const hostile: unknown[] = [
      ...[undefined, null, 7, Number.NaN, {}, [], '', 'zz', true],
      ...[genuine.toUpperCase().replace(/[0-9]/g, 'A'), `${genuine}00`, genuine.slice(2)],
      ...[genuine.replace(/^./, 'é'), 'f'.repeat(genuine.length), '0'.repeat(genuine.length)],
      ...['x'.repeat(1_000_000), [genuine], { toString: () => genuine }],
      ...Array.from({ length: 16 }, (_, i) => flip(i * 4)),
    ];
    for (const signature of hostile) expect(keys.verify(0, digest, signature)).toBe(false);
    fc.assert(
      fc.property(fc.anything(), (value) => !keys.verify(0, digest, value)),
      { numRuns: 60 },
    );
  });
});

describe('simulated signatures', () => {
  it('are remembered beyond the limit of the memory', async () => {
    const keys = await createAuthenticator('simulated', 7);
    const first = keys.sign(0, digest);
    for (let i = 0; i < 70_000; i++) keys.sign(0, digestText(String(i)));
    expect(keys.verify(0, digest, first)).toBe(true);
  });
});

/** The context that replica `self` of a host gives to its protocol. */
function contextOf(self: number, parts = toyParts(toyPlan(toyScenario()))): StepContext {
  const { replicas, faults, options, seed } = parts.plan;
  let seen: StepContext | undefined;
  const nosy = {
    ...toyManifest,
    protocol: {
      init: (ctx: StepContext) => {
        seen = ctx;
        return {};
      },
      step: () => ({ state: {}, effects: [] }),
    },
  } as unknown as Manifest;
  const config = { ...parts, manifest: nosy, self, replicas, faults, options, bugs: new Set<string>(), seed };
  createReplica(config).init(null);
  return seen as StepContext;
}

describe('a replica', () => {
  it('can sign as itself only', () => {
    const ctx = contextOf(2);
    const signature = (ctx.sign as (...given: unknown[]) => string)(digest, 1, 'r1');
    expect(ctx.verify(2, digest, signature)).toBe(true);
    for (const other of [0, 1, 3, 'c0'] as const) expect(ctx.verify(other, digest, signature)).toBe(false);
    // Nothing else in reach of a protocol leads to a key.
    const members = ['self', 'replicas', 'faults', 'options', 'bugs', 'now', 'draw', 'sign', 'verify'];
    expect(Object.keys(ctx).sort()).toEqual([...members, 'verifySnapshot'].sort());
  });

  it('verifies with the function that all replicas of its host have, so that they can share what it said', () => {
    const parts = toyParts(toyPlan(toyScenario()));
    expect(contextOf(1, parts).verify).toBe(contextOf(2, parts).verify);
    expect(contextOf(1, parts).verify).not.toBe(contextOf(1).verify);
  });
});
