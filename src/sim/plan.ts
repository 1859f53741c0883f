/**
 * A run, fully resolved: plain data that says everything the engine needs. The runtime compiles it from a
 * scenario and a session; times are whole microseconds and the workload is already signed.
 */
import type { AuthenticatorKind } from '../kernel/authenticator.ts';
import type { ClientId, Digest, Hex, TimeUs } from '../kernel/ids.ts';
import type { ProtocolOptions } from '../kernel/options.ts';
import type { SimCommand } from '../kernel/trace.ts';
import type { NetworkConfig } from './network-config.ts';

export interface RunPlan {
  readonly scenario: string;
  readonly protocol: string;
  readonly replicas: number;
  readonly faults: number;
  readonly seed: number;
  readonly options: ProtocolOptions;
  readonly bugs: readonly string[];
  readonly authenticator: AuthenticatorKind;
  readonly network: NetworkConfig;
  readonly clients: readonly ClientPlan[];
  /** Ascending by time; equal times in list order. */
  readonly commands: readonly SimCommand[];
  readonly until: Until;
  /** Hash of the canonical scenario without id, title, story and expect: the trace hash begins with it. */
  readonly preface: Digest;
  /** The application's own genesis data, opaque here. */
  readonly genesis: unknown;
}

/**
 * One client's share of the workload: one request outstanding, the next due `every` after the previous was
 * due.
 */
export interface ClientPlan {
  readonly id: ClientId;
  readonly operations: readonly Hex[];
  readonly every: TimeUs;
}

/** When a run ends: whichever comes first; a violated verdict ends it too. */
export interface Until {
  /** The only verdict that ends it; absent: the first one to be violated. */
  readonly violated?: string;
  readonly quiet: boolean;
  readonly commits: number | null;
  readonly time: TimeUs | null;
  readonly events: number;
}
