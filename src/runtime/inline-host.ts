/**
 * All replicas in this thread: the host of Node, of tests and of fast-forwarding, and the one that follows the workers
 * while a person watches. Keeps every replica's memory and disk, so it can be marked and taken back.
 */

import type { Application } from '../kernel/application.ts';
import { invariant } from '../kernel/assert.ts';
import type { Authenticator } from '../kernel/authenticator.ts';
import type { Effect } from '../kernel/effect.ts';
import type { ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';
import type { Input, Stable } from '../kernel/input.ts';
import type { Manifest } from '../kernel/protocol.ts';
import { effectsDigest } from '../replica/effects-digest.ts';
import { createReplica, type Replica, type ReplicaState } from '../replica/replica.ts';
import type {
  Control,
  ControlResult,
  Host,
  HostInput,
  Outcome,
  StepRequest,
  StepResult,
} from '../sim/host.ts';
import type { RunPlan } from '../sim/plan.ts';

/** What every host needs to run replicas of a plan. */
export interface HostParts {
  readonly plan: RunPlan;
  readonly manifest: Manifest;
  readonly application: Application;
  readonly authenticator: Authenticator;
}

/** One replica's memory (null while it is down), its disk, and the lie it was told to tell. */
export interface Seat {
  readonly state: ReplicaState | null;
  readonly disk: ReadonlyMap<string, unknown>;
  readonly behaviour: ReplicaState['behaviour'];
}

/** An outcome with the state it led to, for whoever keeps history. */
export interface InlineOutcome extends Outcome {
  readonly state: ReplicaState;
}

export const done: ControlResult = { refused: null, note: null, root: null };

export class InlineHost implements Host {
  private readonly replicas: readonly Replica[];
  seats: Seat[];

  private readonly parts: HostParts;

  constructor(parts: HostParts) {
    this.parts = parts;
    this.replicas = createReplicas(parts);
    this.seats = this.replicas.map((replica) => ({
      state: replica.init(null),
      disk: new Map(),
      behaviour: null,
    }));
  }

  step(
    requests: readonly StepRequest[],
  ): readonly (StepResult & { outcomes: readonly (InlineOutcome | null)[] })[] {
    return requests.map(({ replica, at, inputs }) => ({
      replica,
      outcomes: this.stepOne(replica, at, inputs),
    }));
  }

  control(control: Control): ControlResult {
    const seat = this.seat(control.replica);
    switch (control.do) {
      case 'crash':
        this.seats[control.replica] = { ...seat, state: null };
        return done;
      case 'lose-disk':
        this.seats[control.replica] = { ...seat, state: null, disk: new Map() };
        return done;
      case 'recover': {
        const state = (this.replicas[control.replica] as Replica).init(seat.behaviour);
        this.seats[control.replica] = { ...seat, state };
        return done;
      }
      case 'behave': {
        const behaviour = control.as === 'honest' ? null : { as: control.as, parameters: control.parameters };
        const state = seat.state && { ...seat.state, behaviour };
        this.seats[control.replica] = { ...seat, state, behaviour };
        return done;
      }
      case 'corrupt':
        return this.corrupt(control.replica, seat, control.account, control.delta);
    }
  }

  mark(): readonly Seat[] {
    return this.seats.map((seat) => ({ ...seat, disk: new Map(seat.disk) }));
  }

  restore(mark: readonly Seat[]): void {
    this.seats = mark.map((seat) => ({ ...seat, disk: new Map(seat.disk) }));
  }

  close(): void {
    this.seats = [];
  }

  private stepOne(replica: ReplicaId, at: TimeUs, inputs: readonly HostInput[]): (InlineOutcome | null)[] {
    const moved = new Set<TimerName>();
    return inputs.map((input) => {
      if (input.kind === 'timer' && moved.has(input.timer)) return null;
      const seat = this.seat(replica);
      invariant(seat.state !== null, `R${replica} expected to be up for an input, found crashed`);
      const stepped = (this.replicas[replica] as Replica).step(seat.state, asInput(input, seat.disk), at);
      const { state, effects, applied, root } = stepped;
      noteTimers(effects, moved);
      this.seats[replica] = { ...seat, state };
      if (effects.length > 0) store(effects, seat.disk as Map<string, unknown>);
      return { state, effects, applied, root, digest: effectsDigest(effects, applied) };
    });
  }

  private corrupt(
    replica: ReplicaId,
    seat: Seat,
    account: number | undefined,
    delta: string | undefined,
  ): ControlResult {
    const { application } = this.parts;
    if (seat.state === null) return { ...done, refused: `R${replica} is down: it has no state in memory` };
    const corrupted = application.corrupt(seat.state.application, account, delta);
    if (corrupted === null) {
      return { ...done, refused: `R${replica} has no such account, or its balance would leave the range` };
    }
    this.seats[replica] = { ...seat, state: { ...seat.state, application: corrupted.state } };
    const note = `account ${corrupted.account}: ${corrupted.before} becomes ${corrupted.after} ${corrupted.asset}`;
    return { refused: null, note, root: application.root(corrupted.state) };
  }

  private seat(replica: ReplicaId): Seat {
    const seat = this.seats[replica];
    invariant(seat !== undefined, `a replica below ${this.seats.length} expected, found R${replica}`);
    return seat;
  }
}

/** The replicas of a plan, as pure values. */
export function createReplicas({
  plan,
  manifest,
  application,
  authenticator,
}: HostParts): readonly Replica[] {
  const { replicas, faults, options, seed } = plan;
  const common = {
    manifest,
    application,
    authenticator,
    replicas,
    faults,
    options,
    seed,
    bugs: new Set(plan.bugs),
  };
  return Array.from({ length: replicas }, (_, self) => createReplica({ ...common, self }));
}

/** Timers that this input armed or disarmed: one due at the same instant is no longer what it was. */
export function noteTimers(effects: readonly Effect[], moved: Set<TimerName>): void {
  for (const effect of effects)
    if (effect.kind === 'arm' || effect.kind === 'disarm') moved.add(effect.timer);
}

/** Only the host knows what is on the disk. */
export function asInput(input: HostInput, disk: ReadonlyMap<string, unknown>): Input {
  return input.kind === 'recover' ? { kind: 'recover', stable: Object.fromEntries(disk) as Stable } : input;
}

/** Carries out the `persist` effects of one event. */
export function store(effects: readonly Effect[], disk: Map<string, unknown>): void {
  for (const effect of effects) {
    if (effect.kind !== 'persist') continue;
    if (effect.value === null) disk.delete(effect.key);
    else disk.set(effect.key, effect.value);
  }
}
