/**
 * Everything that changes while a run goes on, as one value: a checkpoint is a copy of it. What is shared
 * between copies is immutable (envelopes, clients, replica worlds); what is mutable is cloned.
 */
import type { Authenticator } from '../kernel/authenticator.ts';
import type { Hex, TimerName, TimeUs } from '../kernel/ids.ts';
import type { ClientRule } from '../kernel/protocol.ts';
import type { Envelope, TraceEvent } from '../kernel/trace.ts';
import { Agenda } from './agenda.ts';
import { type ClientState, createClient } from './clients.ts';
import { Counts } from './counts.ts';
import type { ReplicaStatus } from './faults.ts';
import type { Instant, Item } from './instant.ts';
import type { Monitor } from './monitor.ts';
import { Network } from './network.ts';
import type { RunPlan } from './plan.ts';
import { TraceHash } from './trace-hash.ts';

/** What the engine needs besides the plan: the protocol's client rule, the clients' keys, the judge. */
export interface EngineSetup {
  readonly plan: RunPlan;
  readonly clientRule: ClientRule;
  readonly authenticator: Authenticator;
  readonly idleTypes: ReadonlySet<string>;
  readonly idleTimers: ReadonlySet<TimerName>;
  readonly monitor: Monitor;
  readonly bugs: ReadonlySet<string>;
  readonly isRefusal: (receipt: Hex) => boolean;
  readonly knowsBehaviour: (as: string) => boolean;
  /** Whether anybody will ask for the trace hash: hashing is a quarter of a run. */
  readonly hashes: boolean;
  /** Sees every event, in order. */
  readonly onEvent: (event: TraceEvent) => void;
}

export interface ReplicaWorld {
  readonly status: ReplicaStatus;
  readonly behaviour: string;
  readonly timers: ReadonlyMap<TimerName, ArmedTimer>;
  /** What came while it was paused. */
  readonly held: readonly Item[];
}

export interface ArmedTimer {
  readonly generation: number;
  readonly dueAt: TimeUs;
  /** Event that armed it. */
  readonly cause: number;
}

/** Everything that changes while a run goes on; a mark is a copy of it. */
export interface EngineState {
  now: TimeUs;
  /** Events done at this very time. */
  done: number;
  events: number;
  generation: number;
  nextCommand: number;
  /** Copies on the network that are not idle traffic, and all of them. */
  busyInFlight: number;
  inFlight: number;
  /** What puppets would say: no copy of it is on the network, or due. */
  held: Envelope[];
  agenda: Agenda<Item>;
  network: Network;
  replicas: ReplicaWorld[];
  clients: ClientState[];
  monitor: Monitor;
  counts: Counts;
  hash: TraceHash;
}

/** What the parts of the engine share. */
export interface Core {
  readonly setup: EngineSetup;
  readonly state: EngineState;
  /** Appends an event to the trace: hash, verdicts, counts, and whoever listens. */
  record(instant: Instant, event: TraceEvent, effects: Hex): void;
}

const noTimers: ReadonlyMap<TimerName, ArmedTimer> = new Map();

export function initialState({ plan, isRefusal, monitor }: EngineSetup): EngineState {
  const agenda = new Agenda<Item>();
  for (let replica = 0; replica < plan.replicas; replica++)
    agenda.put(0, { kind: 'start', replica, cause: -1 });
  for (const { id } of plan.clients) agenda.put(0, { kind: 'due', client: id, timestamp: 0 });
  return {
    now: 0,
    done: 0,
    events: 0,
    generation: 0,
    nextCommand: 0,
    busyInFlight: 0,
    inFlight: 0,
    held: [],
    agenda,
    network: new Network(plan.replicas, plan.clients.length, plan.seed, plan.network),
    replicas: Array.from({ length: plan.replicas }, () => ({
      status: 'up',
      behaviour: 'honest',
      timers: noTimers,
      held: [],
    })),
    clients: plan.clients.map(createClient),
    monitor,
    counts: new Counts(isRefusal),
    hash: new TraceHash(plan.preface),
  };
}

/** `isNeeded` leaves out of the agenda what will come to nothing. */
export function cloneState(state: EngineState, isNeeded?: (item: Item) => boolean): EngineState {
  return {
    ...state,
    held: state.held.slice(),
    agenda: state.agenda.clone(isNeeded),
    network: state.network.clone(),
    replicas: state.replicas.slice(),
    clients: state.clients.slice(),
    monitor: state.monitor.clone(),
    counts: state.counts.clone(),
    hash: state.hash.clone(),
  };
}
