/** The rules that can be removed: what is crossed out, and that words say so too. */
import { describe, expect, it } from 'vitest';
import { RuleCards } from '../../../src/ui/panels/rule-cards.tsx';
import { markup, runInfo, textOf } from './support.ts';

const rules = ['prepared', 'quorum'].map((id, i) => ({
  id,
  title: `PB${i}: ${id} means nothing`,
  why: `Then ${id} fails.`,
  rule: { title: id, source: 'paper' },
}));

async function withRules(bugs: typeof rules) {
  const info = await runInfo();
  return { info: { ...info, protocol: { ...info.protocol, bugs: rules }, bugs } };
}

describe('rule cards', () => {
  it('say that everything is in place', async () => {
    const html = await markup(<RuleCards />, await withRules([]));
    expect(textOf(html)).toContain('All 2 rules that can be removed are in place. Remove a rule …');
    expect(html).not.toContain('<del>');
  });

  it('cross out what is removed, with the reason and the way back', async () => {
    const html = await markup(<RuleCards />, await withRules(rules.slice(0, 1)));
    expect(html).toContain('<del>prepared</del>');
    expect(html).not.toContain('<del>quorum</del>');
    const text = textOf(html);
    expect(text).toContain('One rule is removed in this run.');
    expect(text).toContain('Removed. PB0: prepared means nothing. Then prepared fails. Put it back');
    expect(text).toContain('Removed, it reads: PB1: quorum means nothing. Then quorum fails. Remove it');
  });

  it('are left out for a protocol that has none', async () => {
    expect(textOf(await markup(<RuleCards />, { info: await runInfo() }))).toBe('');
  });
});
