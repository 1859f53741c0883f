/** Fills the blanks of a lesson's texts with what was measured. */
import { fill } from '../../projection/explain.ts';
import type { Measures } from '../../scenarios/lessons/types.ts';
import { plain } from './measure-event.ts';
import { measure } from './measures.ts';
import type { Value } from './value.ts';
import { lastEvent, type Window } from './window.ts';

export type Values = Readonly<Record<string, Value>>;

export function valuesOf(measures: Measures | undefined, window: Window): Values {
  return Object.fromEntries(
    Object.entries(measures ?? {}).map(([name, what]) => [name, measure(what, window)]),
  );
}

/** Everything that the rules of the last event were cited with, the last citation first. */
export function citedValues(window: Window): Values {
  const event = lastEvent(window);
  if (event?.kind !== 'replica') return {};
  const values: Record<string, Value> = {};
  for (const effect of event.effects) {
    if (effect.kind !== 'cite') continue;
    for (const [name, value] of Object.entries(effect.because)) values[name] = plain(value);
  }
  return values;
}

/**
 * `{sent PREPARE}` reads "1 PREPARE" or "9 PREPAREs"; what could not be measured is a dash. Of times whole
 * milliseconds are enough.
 */
export function worded(text: string, values: Values): string {
  const counted = text.replace(/\{(\w+) ([\w-]+)\}/g, (_blank, name: string, noun: string) => {
    const value = values[name] ?? null;
    return `${value ?? '–'} ${noun}${value === 1 ? '' : 's'}`;
  });
  return fill(
    counted,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainValue(value)])),
  );
}

function plainValue(value: Value): NonNullable<Value> {
  return typeof value === 'number' ? Math.round(value) : (value ?? '–');
}
