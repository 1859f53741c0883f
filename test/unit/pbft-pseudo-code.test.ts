/** Every rule of PBFT has its line, and every planted bug its way to a run that shows why its rule exists. */
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/kernel/protocol.ts';
import { pbft } from '../../src/protocols/pbft/index.ts';
import { pseudoCode } from '../../src/protocols/pbft/pseudo-code.ts';
import { whyRule } from '../../src/runtime/why-rule.ts';

describe('pseudo-code', () => {
  it.each(Object.keys(pbft.rules).filter((rule) => rule !== 'pbft/quorum'))(
    '%s has a line that is lit',
    (rule) => {
      const code = pseudoCode(rule);
      expect(code?.lines[code.lit]).toMatch(/\S/);
    },
  );

  it('lines are short enough for the Inspector', () => {
    for (const rule of Object.keys(pbft.rules))
      for (const line of pseudoCode(rule)?.lines ?? []) expect(line.length).toBeLessThanOrEqual(96);
  });
});

it.each(Object.entries(pbft.bugs))('%s leads from its rule to its scenario', (id, { rule, title }) => {
  const { removedBy } = whyRule(rule, pbft as Manifest);
  expect(removedBy).toContainEqual({ title, scenario: `bug-${id}` });
});
