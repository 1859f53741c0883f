/** A protocol's options as replicas and verdicts read them. */
import type { TimeUs } from './ids.ts';

/** Resolved options; times in microseconds. A protocol reads those that it knows. */
export interface ProtocolOptions {
  readonly checkpointInterval: number;
  readonly windowSlots: number;
  readonly requestTimeout: TimeUs;
  readonly clientRetry: TimeUs;
  readonly tentative: boolean;
  /**
   * Those that one protocol alone knows, as its manifest declares them: each has a value, and times are named
   * without their `Ms`. Absent: the protocol declares none.
   */
  readonly own?: Readonly<Record<string, OwnValue>>;
}

export type OwnValue = number | boolean | string;

/** An option that one protocol alone knows: for the check of files, for forms and for defaults. */
export type OwnOption = { readonly says: string } & (TimeOption | CountOption | FlagOption | ChoiceOption);

/** Milliseconds in files, under a name that ends in `Ms`; whole microseconds below. */
interface TimeOption {
  readonly kind: 'ms';
  readonly default: number;
  readonly least: number;
  readonly most: number;
}

interface CountOption {
  readonly kind: 'count';
  readonly default: number;
  readonly least: number;
  readonly most: number;
}

interface FlagOption {
  readonly kind: 'flag';
  readonly default: boolean;
}

interface ChoiceOption {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

export type OwnOptions = Readonly<Record<string, OwnOption>>;

/** Every declared option with the value written in a file, or its default; `written` has been checked. */
export function ownValues(
  declared: OwnOptions,
  written: Readonly<Record<string, OwnValue>> = {},
): Readonly<Record<string, OwnValue>> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, option]) => {
      const value = written[name] ?? option.default;
      return option.kind === 'ms'
        ? [name.replace(/Ms$/, ''), Math.round(1_000 * Number(value))]
        : [name, value];
    }),
  );
}

/** What is expected of a value in words; null when it is as declared. */
export function ownFault(option: OwnOption, value: OwnValue): string | null {
  switch (option.kind) {
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'choice':
      return option.choices.includes(String(value)) ? null : `one of ${option.choices.join(', ')}`;
    case 'count':
      return isWithin(option, value) && Number.isInteger(value)
        ? null
        : `a whole number from ${option.least} to ${option.most}`;
    case 'ms':
      return isWithin(option, value) && Number.isInteger(Math.round(1e6 * value) / 1_000)
        ? null
        : `a number of milliseconds from ${option.least} to ${option.most} with at most 3 decimals`;
  }
}

function isWithin(
  { least, most }: { readonly least: number; readonly most: number },
  value: OwnValue,
): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
