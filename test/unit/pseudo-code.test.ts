/** Every rule and refusal has its line, and every planted bug its way to a run that shows why its rule exists. */
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/registry.ts';
import { createPseudoCode } from '../../src/protocols/shared/pseudo-code.ts';
import { whyRule } from '../../src/runtime/why-rule.ts';

describe.each(Object.values(protocols))('$title', (manifest) => {
  /** Its own, without the house's rules of lies; PBFT's rule of all thresholds is no line of its own. */
  const rules = Object.keys(manifest.rules).filter(
    (rule) => rule.startsWith(`${manifest.id}/`) && rule !== 'pbft/quorum',
  );

  it.each(rules)('%s has a line that is lit', (rule) => {
    const code = manifest.pseudoCode?.(rule);
    expect(code?.lines[code.lit]).toMatch(/\S/);
  });

  it.each(Object.keys(manifest.refusals))('%s names the rule that was not met, and has a line', (code) => {
    expect(manifest.rules).toHaveProperty([manifest.refusalRules?.[code] ?? 'none', 'source']);
    const listing = manifest.pseudoCode?.(`${manifest.id}/${code}`);
    expect(listing?.lines[listing.lit]).toMatch(/\S/);
    expect(manifest.rules).not.toHaveProperty([`${manifest.id}/${code}`]);
  });

  it('lines are short enough for the Inspector, and differ within a listing', () => {
    for (const rule of rules) {
      const lines = manifest.pseudoCode?.(rule)?.lines ?? [];
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(96);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });

  it.each(Object.entries(manifest.bugs))('%s leads from its rule to its scenario', (id, { rule, title }) => {
    const { removedBy } = whyRule(rule, manifest);
    expect(removedBy).toContainEqual({ title, scenario: `bug-${id}` });
  });
});

it('a rule lights its own line and no other; one without a line has no listing', () => {
  const find = createPseudoCode('p', { A: [['one'], ['two', 'x', 'y']], B: [['three', 'z']] });
  expect(find('p/y')).toEqual({ title: 'A', lines: ['one', 'two'], lit: 1 });
  expect(find('p/z')).toEqual({ title: 'B', lines: ['three'], lit: 0 });
  expect([find('p/one'), find('q/x')]).toEqual([null, null]);
});
