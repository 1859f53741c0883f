import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CertificateInspection } from '../../../src/runtime/api.ts';
import { overlay, quorumSentence, signersOf, votedValue } from '../../../src/ui/panels/quorums.ts';

interface Shape {
  readonly signers: readonly number[];
  readonly value?: string;
  readonly view?: number;
  readonly slot?: number;
}

function certificate({ signers, value = 'aa', view = 0, slot = 1 }: Shape): CertificateInspection {
  const votes = signers.map((signer) => ({ signer, phase: 'COMMIT', view, slot, digest: value }));
  const across = 'it must have reported it to the later view';
  return { title: 'committed', slot, across, segments: [], votes, threshold: 3, reached: true };
}

describe('two certificates', () => {
  it('share the replicas that signed both, and the sum says why they must', () => {
    const found = overlay(certificate({ signers: [0, 1, 2] }), certificate({ signers: [0, 2, 3] }), 4, 1);
    expect(found.both).toEqual([0, 2]);
    expect(found.sum).toBe('3 + 3 − 4 = 2 ≥ f + 1 = 2');
    expect(found.conclusion).toContain('R0 and R2');
  });

  it('prove nothing when they share no more than may lie', () => {
    const found = overlay(certificate({ signers: [0, 1] }), certificate({ signers: [1, 2] }), 4, 1);
    expect(found.sum).toContain('<');
    expect(found.conclusion).toContain('proves nothing');
  });

  it.each([
    ['one value', {}, 'vouches for both'],
    ['two values in one view', { value: 'bb' }, 'more than 1 lied'],
    ['two values in two views', { value: 'bb', view: 1 }, 'reported it to the later view'],
    ['two slots', { slot: 2 }, 'nothing can contradict'],
  ] as const)('conclude from %s what follows', (_, change, words) => {
    const [one, two] = [certificate({ signers: [0, 1, 2] }), certificate({ signers: [1, 2, 3], ...change })];
    expect(overlay(one, two, 4, 1).conclusion).toContain(words);
  });

  it('conclude in the words of the protocol', () => {
    const [one, two] = [
      certificate({ signers: [0, 1, 2] }),
      certificate({ signers: [1, 2, 3], value: 'bb' }),
    ];
    expect(overlay(one, two, 4, 1, 'epoch').conclusion).toContain('two values in one epoch');
  });

  it('really share at least the sum, whoever signed', () => {
    const sets = fc.integer({ min: 4, max: 16 }).chain((n) => {
      const ids = Array.from({ length: n }, (_, id) => id);
      return fc.tuple(fc.constant(n), fc.subarray(ids), fc.subarray(ids));
    });
    fc.assert(
      fc.property(sets, ([n, a, b]) => {
        const found = overlay(
          certificate({ signers: a }),
          certificate({ signers: b }),
          n,
          Math.floor((n - 1) / 3),
        );
        expect(found.both.length).toBeGreaterThanOrEqual(found.least);
      }),
    );
  });
});

describe('one certificate', () => {
  it('counts each signer once and reads its value by majority', () => {
    const twice = certificate({ signers: [2, 0, 2] });
    expect(signersOf(twice)).toEqual([0, 2]);
    const votes = [
      ...certificate({ signers: [0, 1] }).votes,
      ...certificate({ signers: [2], value: 'bb' }).votes,
    ];
    expect(votedValue({ ...twice, votes })).toBe('aa');
    expect(votedValue(certificate({ signers: [] }))).toBeNull();
  });

  it('says what its size proves', () => {
    expect(quorumSentence(3, 4, 1)).toContain('share at least 2');
    expect(quorumSentence(3, 4, 1)).toContain('while at most 1 of all lie, one honest is in both');
    expect(quorumSentence(2, 4, 1)).toContain('at least one of them is honest');
    expect(quorumSentence(1, 4, 1)).toContain('proves nothing');
  });
});
