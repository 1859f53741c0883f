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

function leavesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + leavesOf(member), 0);
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

/** What a lie is told with is its protocol's affair: leave out a parameter, or members of a list. */
function fewerOfLie(command: ScenarioCommand & { readonly do: 'behave' }): readonly ScenarioCommand[] {
  const { do: _do, replica: _replica, as: _as, atMs: _atMs, after: _after, ...parameters } = command;
  const shorter = Object.entries(parameters).flatMap(([key, value]) =>
    Array.isArray(value) && value.length > 1
      ? value.map((_, left) => ({ ...command, [key]: value.filter((_member, at) => at !== left) }))
      : [],
  );
  return [...without(command, Object.keys(parameters)), ...shorter];
}
