/**
 * A scenario as the rest of the house gets it: checked, with every default filled in. Times are milliseconds
 * as in the file, each a whole number of microseconds; {@link microseconds} turns them into what the
 * simulator counts in.
 */
import type { Endpoint, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { LieEdits, LieParameter } from '../kernel/lie.ts';
import type { OwnOptions, OwnValue } from '../kernel/options.ts';
import type { Opening, Row } from './row-schema.ts';

export type { Asset, Opening, Row } from './row-schema.ts';

export interface Scenario {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly story: readonly string[];
  readonly seed: number;
  readonly protocol: {
    readonly id: string;
    readonly replicas: number;
    readonly bugs: readonly string[];
    readonly options: ScenarioOptions;
  };
  readonly network: {
    readonly delayMs: DelayMs;
    readonly lossRate: number;
    readonly duplicateRate: number;
    readonly links: readonly ScenarioLink[];
  };
  readonly workload: ScenarioWorkload;
  readonly commands: readonly ScenarioCommand[];
  /** How one replica lies from the beginning; the seed decides which one. Absent: nobody does. */
  readonly hidden?: 'equivocate';
  readonly until: {
    readonly quiet: boolean;
    readonly commits?: number;
    readonly ms: number;
    /** A violated verdict ends a run; with this, only this one does. */
    readonly violated?: string;
  };
  readonly expect: Expectation;
}

export interface ScenarioOptions {
  readonly checkpointInterval: number;
  readonly windowSlots: number;
  readonly requestTimeoutMs: number;
  readonly clientRetryMs: number;
  readonly authenticator: 'simulated' | 'ed25519';
  readonly tentative: boolean;
  /** Options that this protocol alone knows; absent: all have their defaults. */
  readonly own?: Readonly<Record<string, OwnValue>>;
}

/** Least and greatest delay of a message, both included. */
export interface DelayMs {
  readonly min: number;
  readonly max: number;
}

export interface ScenarioLink {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly delayMs?: DelayMs;
  readonly lossRate?: number;
  readonly duplicateRate?: number;
  readonly cut?: boolean;
}

export interface ScenarioWorkload {
  /** `builtin:transfers`, `inline`, or `file:` and a name. */
  readonly source: string;
  /** The rows, if the source is `inline`. */
  readonly commands: readonly Row[];
  readonly opening: readonly Opening[];
  readonly clients: number;
  readonly everyMs: number;
  /** Requests of all clients together; absent: all rows. */
  readonly count?: number;
}

/** What must be true at the end of a run; empty: no verdict is violated. */
export interface Expectation {
  readonly verdicts: Readonly<Record<string, 'holds' | 'violated' | 'pending'>>;
  readonly commits?: number;
  readonly view?: number;
}

export type ScenarioCommand = {
  readonly atMs: number;
  readonly after?: number;
  /** One act with the command before it, which was given at the same time: undone together. */
  readonly joins?: true;
} & ScenarioCommandBody;

export type ScenarioCommandBody =
  | { readonly do: 'crash' | 'recover' | 'lose-disk' | 'pause' | 'resume'; readonly replica: ReplicaId }
  | { readonly do: 'partition'; readonly groups: readonly (readonly ReplicaId[])[] }
  | { readonly do: 'heal' }
  | { readonly do: 'cut' | 'mend'; readonly from: Endpoint; readonly to: Endpoint }
  | {
      readonly do: 'corrupt';
      readonly replica: ReplicaId;
      readonly account?: number;
      readonly delta?: number;
      readonly disk?: true;
    }
  | {
      readonly do: 'behave';
      readonly replica: ReplicaId;
      readonly as: string;
      readonly [parameter: string]: unknown;
    }
  | { readonly do: 'drop' | 'duplicate' | 'deliver'; readonly message: string }
  | { readonly do: 'delay'; readonly message: string; readonly byMs: number }
  | { readonly do: 'alter'; readonly message: string; readonly edits: LieEdits }
  | {
      readonly do: 'link';
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly delayMs?: DelayMs;
      readonly lossRate?: number;
      readonly duplicateRate?: number;
    }
  | { readonly do: 'submit'; readonly row: Row; readonly client?: number };

/** A sentence pinned to a moment of a run: a question at home, a cue in a lecture. */
export interface Note {
  /** Events done at the moment that it is pinned to. */
  readonly cursor: number;
  readonly text: string;
  /** A lecturer's keys stop here. */
  readonly cue?: boolean;
}

/** A session file: a scenario or the id of one, with what was done on top of it. */
export interface SessionFile {
  readonly version: 1;
  readonly session: {
    readonly scenario: string | Scenario;
    /** Overrides the scenario's. */
    readonly seed?: number;
    /** Follow the scenario's. */
    readonly commands: readonly ScenarioCommand[];
    /** By moment; absent: none. */
    readonly notes?: readonly Note[];
  };
}

/** What exists outside this folder and may be named in a file: protocols are known here by id only. */
export interface Known {
  readonly protocols: Readonly<Record<string, KnownProtocol>>;
}

export interface KnownProtocol {
  /** Names of the lies; `honest` goes without saying. */
  readonly behaviours: readonly string[];
  /** Parameters of those that declare them, by name of the lie; of others anything plain is taken. */
  readonly lies?: Readonly<Record<string, Readonly<Record<string, LieParameter>>>>;
  /** Message types, REQUEST and REPLY included; absent: not known. */
  readonly types?: readonly string[];
  readonly bugs: readonly string[];
  /** Options that it alone knows; absent: none. */
  readonly options?: OwnOptions;
}

/** Milliseconds of a file in the simulator's unit. */
export function microseconds(ms: number): TimeUs {
  return Math.round(ms * 1000);
}
