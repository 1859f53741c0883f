/**
 * One event in full: its rules with the values that made them true, what it led to, its causes and
 * consequences.
 */
import type { Because, Effect } from '../kernel/effect.ts';
import { quorum } from '../kernel/quorum.ts';
import { isReply } from '../kernel/signed.ts';
import { inMs } from '../kernel/time-text.ts';
import type { ClientEvent, TraceEvent } from '../kernel/trace.ts';
import { explain, fill } from '../projection/explain.ts';
import type { FeedLine } from '../projection/frame.ts';
import type { Problem } from './api.ts';
import type { EventInspection, RuleInspection } from './findings.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import { whyRule } from './why-rule.ts';

export function inspectEvent(run: PageRun, index: number): EventInspection | Problem {
  const event = run.recording.event(index);
  if (event === undefined) {
    return { problem: `expected an event from 0 to ${run.length - 1}, found ${index}` };
  }
  const effects = event.kind === 'replica' ? event.effects : [];
  const rules = event.kind === 'client' ? acceptedBy(event, run) : firedIn(effects, run);
  const refusal = refusalOf(effects, run);
  const isMessage = event.kind === 'replica' && event.input.kind === 'message';
  return {
    line: explain(event, run.wording),
    rules,
    refusal,
    isKept: isMessage && rules.length === 0 && refusal === null,
    effects: effects.flatMap((effect) => describeEffect(effect, run)),
    causes: causesOf(run, event.cause),
    consequences: consequencesOf(run, event),
  };
}

function firedIn(effects: readonly Effect[], run: PageRun): readonly RuleInspection[] {
  return effects.flatMap((effect) =>
    effect.kind === 'cite' ? [ruleOf(effect.rule, effect.because, run)] : [],
  );
}

/** The client's own rule. A quorum of replies is more than final ones need: some of them were tentative. */
function acceptedBy({ action }: ClientEvent, run: PageRun): readonly RuleInspection[] {
  const { manifest, plan } = run.assembly;
  if (action.kind !== 'received' || action.accepted === null) return [];
  const { voters } = action.accepted;
  const { message } = action.envelope;
  const many = voters.length >= quorum(plan.replicas, plan.faults);
  const rule = manifest.acceptRule?.(many || (isReply(message) && message.tentative));
  return rule === undefined ? [] : [ruleOf(rule, { voters }, run)];
}

/** Chain of causes, nearest first. */
export function causesOf(run: PageRun, cause: number): readonly FeedLine[] {
  const lines: FeedLine[] = [];
  let index = cause;
  while (index >= 0 && lines.length < limits.causes) {
    const event = run.recording.glance(index);
    if (event === undefined) break;
    lines.push(explain(event, run.wording));
    index = event.cause;
  }
  return lines;
}

/**
 * What an event sent arrives soon after it: the search ends where nothing of it can be on its way any more.
 */
export function consequencesOf(run: PageRun, event: TraceEvent): readonly FeedLine[] {
  const { recording } = run;
  const lines: FeedLine[] = [];
  const last = Math.min(recording.length, event.index + limits.consequencesWithin);
  for (let index = event.index + 1; index < last && lines.length < limits.causes; index++) {
    if (recording.log.index.causeOf(index) !== event.index) continue;
    lines.push(explain(recording.glance(index) as TraceEvent, run.wording));
  }
  return lines;
}

function ruleOf(id: string, because: Because, run: PageRun): RuleInspection {
  const text = run.assembly.manifest.rules[id];
  return {
    id,
    title: text?.title ?? id,
    source: text?.source ?? '',
    sentence: fill(text?.sentence ?? '', because),
    values: valuesOf(because),
    ...whyRule(id, run.assembly.manifest),
  };
}

/** The rule that was not met, with the reason in its place. */
function refusalOf(effects: readonly Effect[], run: PageRun): RuleInspection | null {
  const refusal = effects.find((effect) => effect.kind === 'refuse');
  if (refusal?.kind !== 'refuse') return null;
  const { why, because } = refusal;
  const { manifest } = run.assembly;
  const rule = manifest.refusalRules?.[`${because.type} ${why}`] ?? manifest.refusalRules?.[why];
  const { title = why, source = '' } = (rule !== undefined && manifest.rules[rule]) || {};
  const { removedBy } = rule === undefined ? { removedBy: [] } : whyRule(rule, manifest);
  return {
    id: why,
    title,
    source,
    sentence: fill(manifest.refusals[why] ?? why, because),
    values: valuesOf(because),
    code: manifest.pseudoCode?.(`${manifest.id}/${why}`) ?? null,
    removedBy,
  };
}

function valuesOf(because: Because): RuleInspection['values'] {
  return Object.entries(because).map(([name, value]) => ({
    name,
    value: Array.isArray(value) ? value.join(', ') : String(value),
  }));
}

function describeEffect(effect: Effect, run: PageRun): readonly string[] {
  const text = (message: { type: string }): string => run.assembly.manifest.summary(message).text;
  switch (effect.kind) {
    case 'send':
      return [`sends ${text(effect.message)} to R${effect.to}${effect.resend ? ', again' : ''}`];
    case 'broadcast':
      return [`broadcasts ${text(effect.message)}${effect.resend ? ', again' : ''}`];
    case 'reply':
      return [`answers ${effect.to}${effect.message.tentative ? ', tentatively' : ''}`];
    case 'arm':
      return [`arms the ${effect.timer} timer for ${inMs(effect.after)}`];
    case 'disarm':
      return [`stops the ${effect.timer} timer`];
    case 'persist':
      return [
        effect.value === null ? `deletes ${effect.key} from its disk` : `writes ${effect.key} to its disk`,
      ];
    case 'commit':
      return [`commits slot ${effect.slot}${effect.digest === null ? ', a null request' : ''}`];
    case 'execute':
      return [`executes slot ${effect.slot} tentatively`];
    case 'rollback':
      return ['takes the tentative execution back'];
    case 'restore':
      return [`takes over the state after slot ${effect.slot}`];
    case 'stable':
      return [`holds a stable checkpoint at slot ${effect.slot}`];
    case 'refuse':
    case 'cite':
      return [];
  }
}
