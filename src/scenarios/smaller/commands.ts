/** Simpler forms of one command: a rounder time, fewer parameters, shorter lists. It stays the same act. */
import type { ScenarioCommand } from '../types.ts';
import { digitsOf, rounder } from './numbers.ts';

/** Greatest step first. */
export function simplerCommands(command: ScenarioCommand): readonly ScenarioCommand[] {
  const { after, ...untied } = command;
  return [
    ...(after === undefined ? [] : [untied as ScenarioCommand]),
    ...rounder(command.atMs).map((atMs) => ({ ...command, atMs })),
    ...fewerParameters(command),
  ];
}

/** What one command weighs beyond being one: digits of its time, and every value in it. */
export function commandWeight(command: ScenarioCommand): number {
  const { atMs, after, ...rest } = command;
  return 10 * digitsOf(atMs) + (after === undefined ? 0 : 10) + 3 * leavesOf(rest) + bodyDigits(command);
}

function bodyDigits(command: ScenarioCommand): number {
  return command.do === 'delay' ? digitsOf(command.byMs) : 0;
}

/** A list or an object counts too, so that leaving out an empty one is a step. */
function leavesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + leavesOf(member), 1);
}

function fewerParameters(command: ScenarioCommand): readonly ScenarioCommand[] {
  switch (command.do) {
    case 'corrupt':
      return without(command, ['delta', 'account']);
    case 'link': {
      const changes = ['delayMs', 'lossRate', 'duplicateRate'] as const;
      // A change of nothing is no command.
      return changes.filter((key) => command[key] !== undefined).length > 1 ? without(command, changes) : [];
    }
    case 'delay':
      return rounder(command.byMs, true).map((byMs) => ({ ...command, byMs }));
    case 'behave':
      return fewerOfLie(command);
    case 'alter':
      // An edit of nothing is no command.
      return withoutParts(command.edits)
        .filter((edits) => Object.keys(edits).length > 0)
        .map((edits) => ({ ...command, edits }));
    default:
      return [];
  }
}

function without(command: ScenarioCommand, keys: readonly string[]): readonly ScenarioCommand[] {
  return keys
    .filter((key) => Object.hasOwn(command, key))
    .map((key) => Object.fromEntries(Object.entries(command).filter(([name]) => name !== key)))
    .map((fewer) => fewer as unknown as ScenarioCommand);
}

/** What a lie is told with is its protocol's affair: parts are left out, and what breaks it is refused. */
function fewerOfLie(command: ScenarioCommand & { readonly do: 'behave' }): readonly ScenarioCommand[] {
  const { atMs, after, do: kind, replica, as, ...parameters } = command;
  const head = { atMs, ...(after !== undefined && { after }), do: kind, replica, as };
  return withoutParts(parameters).map((fewer) => ({ ...head, ...fewer }) as ScenarioCommand);
}

/** Plain data without one of its parts: a member or an element, outer ones first. No list becomes empty. */
function withoutParts<T extends object>(data: T): readonly T[] {
  const keys = Object.keys(data) as (keyof T & string)[];
  const outer = Array.isArray(data) && keys.length < 2 ? [] : keys.map((key) => withoutPart(data, key));
  const inner = keys.flatMap((key) => {
    const part: unknown = data[key];
    if (typeof part !== 'object' || part === null) return [];
    return withoutParts(part).map((fewer) => withPart(data, key, fewer));
  });
  return [...outer, ...inner].slice(0, MOST_FORMS);
}

/** Forms of one command that are worth a run each. */
const MOST_FORMS = 64;

function withoutPart<T extends object>(data: T, left: string): T {
  if (Array.isArray(data)) return data.filter((_, at) => String(at) !== left) as unknown as T;
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== left)) as T;
}

function withPart<T extends object>(data: T, at: string, part: unknown): T {
  if (Array.isArray(data)) return data.with(Number(at), part) as unknown as T;
  return { ...data, [at]: part };
}
