/** Rules that can be removed, as the page shows them: what is crossed out, and what goes wrong without it. */
import type { Manifest, RuleText } from '../kernel/protocol.ts';

export interface RemovedRule {
  readonly id: string;
  /** "PB3: VIEW-CHANGEs report nothing that was prepared" */
  readonly title: string;
  readonly why: string;
  readonly rule: Pick<RuleText, 'title' | 'source'>;
}

export function removedRules(ids: readonly string[], { bugs, rules }: Manifest): readonly RemovedRule[] {
  return ids.flatMap((id) => {
    const bug = bugs[id];
    if (bug === undefined) return [];
    const { title, source } = rules[bug.rule] ?? { title: bug.rule, source: '' };
    return [{ id, title: bug.title, why: bug.why, rule: { title, source } }];
  });
}
