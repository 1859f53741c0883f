/**
 * What of a session came to nothing in its run: commands that made no sense when their time came, and lies
 * that could not be told. Each is an event with its reason; gathered here so that nobody has to look for it.
 */
import type { TraceEvent } from '../kernel/trace.ts';
import { describeCommand } from '../projection/explain.ts';
import type { Refusal } from '../sim/report-types.ts';
import type { Assembly } from './assemble.ts';
import { limits } from './limits.ts';

/** Takes events in and gives back those that were refused, in words, at most so many. */
export class Refusals {
  private readonly events: TraceEvent[] = [];
  private more = 0;

  observe(event: TraceEvent): void {
    if (!isRefusal(event)) return;
    if (this.events.length < limits.refusals) this.events.push(event);
    else this.more++;
  }

  /** The last line counts what is left out. */
  told({ application }: Pick<Assembly, 'application'>): readonly Refusal[] {
    const operation = (one: string): string => application.describeOperation(one);
    const told = this.events.flatMap((event) =>
      sentencesOf(event, operation).map((text) => ({
        event: event.index,
        atMs: event.at / 1000,
        text,
      })),
    );
    const last = this.events.at(-1);
    if (this.more === 0 || last === undefined) return told;
    return [...told, { event: last.index, atMs: last.at / 1000, text: `${this.more} more after that` }];
  }
}

function isRefusal(event: TraceEvent): boolean {
  if (event.kind === 'command') return event.refused !== null;
  return event.kind === 'replica' && event.effects.some(isUntold);
}

function isUntold(effect: { readonly kind: string; readonly rule?: string }): boolean {
  return effect.kind === 'cite' && effect.rule === 'lie/untold';
}

function sentencesOf(event: TraceEvent, operation: (one: string) => string): readonly string[] {
  if (event.kind === 'command') return [`${describeCommand(event.command, operation)}: ${event.refused}`];
  if (event.kind !== 'replica') return [];
  return event.effects.flatMap((effect) => {
    if (effect.kind !== 'cite' || effect.rule !== 'lie/untold') return [];
    const { type, to, why } = effect.because as { type?: unknown; to?: readonly number[]; why?: unknown };
    const hearers = (to ?? []).map((id) => `R${id}`).join(', ');
    return [`R${event.replica} cannot tell ${hearers} its lie and sends the honest ${type}: ${why}`];
  });
}
