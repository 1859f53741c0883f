/**
 * A protocol's pseudo-code: one listing per message, timer or moment, and with every line the rules that it
 * stands for, so that a line put in elsewhere moves no mark.
 */
import type { RuleId } from '../../kernel/ids.ts';
import type { PseudoCode } from '../../kernel/present.ts';

/** A line as it is shown, and the rules and refusals that light it, by their names without the protocol. */
export type Line = readonly [text: string, ...rules: readonly string[]];

/** Finds the listing of a rule or a refusal with its line lit; null for one that no line stands for. */
export function createPseudoCode(
  protocol: string,
  listings: Readonly<Record<string, readonly Line[]>>,
): (rule: RuleId) => PseudoCode | null {
  const places = new Map<RuleId, PseudoCode>();
  for (const [title, listing] of Object.entries(listings)) {
    const lines = listing.map(([text]) => text);
    for (const [lit, [, ...rules]] of listing.entries()) {
      for (const rule of rules) places.set(`${protocol}/${rule}`, { title, lines, lit });
    }
  }
  return (rule) => places.get(rule) ?? null;
}
