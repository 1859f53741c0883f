/**
 * Why a rule exists: its place in the pseudo-code, and the planted bugs that remove it, with their scenarios.
 */
import type { RuleId } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import { plantedBugs } from '../scenarios/planted-bugs.ts';
import type { RuleInspection } from './findings.ts';

export function whyRule(rule: RuleId, manifest: Manifest): Pick<RuleInspection, 'code' | 'removedBy'> {
  const bugs = Object.entries(manifest.bugs).filter(([, bug]) => bug.rule === rule);
  return {
    code: manifest.pseudoCode?.(rule) ?? null,
    removedBy: bugs.map(([id, { title }]) => ({ title, scenario: scenarioOf(id, manifest.id) })),
  };
}

/** The scenario that goes wrong with this bug and only with it. */
function scenarioOf(bug: string, protocol: string): string | null {
  const found = plantedBugs.find((one) => one.protocol.id === protocol && one.protocol.bugs?.includes(bug));
  return found?.id ?? null;
}
