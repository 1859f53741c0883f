/**
 * One replica's place at a host: the process (its memory, null while it is down), its disk, and the lie it
 * was told to tell. The inline host has n of them, a replica worker has one; both run this same code.
 */

import type { Application, Corrupted } from '../kernel/application.ts';
import { invariant } from '../kernel/assert.ts';
import type { Authenticator } from '../kernel/authenticator.ts';
import type { ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';
import type { Input } from '../kernel/input.ts';
import type { Manifest } from '../kernel/protocol.ts';
import { effectsDigest } from '../replica/effects-digest.ts';
import { createReplica, type Lie, type Replica, type ReplicaState } from '../replica/replica.ts';
import type { Control, ControlResult, HostInput, Outcome } from '../sim/host.ts';
import type { RunPlan } from '../sim/plan.ts';
import { damagedDisk } from './disk-damage.ts';

/** What every host needs to run replicas of a plan. */
export interface HostParts {
  readonly plan: RunPlan;
  readonly manifest: Manifest;
  readonly application: Application;
  readonly authenticator: Authenticator;
  /** False where nobody will ask for the trace hash: effects get no digest then. */
  readonly hashes: boolean;
}

/** What is kept of a seat; plain data, so it can be sent to a worker. */
export interface Seat {
  readonly state: ReplicaState | null;
  readonly disk: ReadonlyMap<string, unknown>;
  readonly behaviour: Lie | null;
}

/** An outcome with the state it led to, for whoever keeps history. */
export interface SeatOutcome extends Outcome {
  readonly state: ReplicaState;
}

const done: ControlResult = { refused: null, note: null, root: null };

export class SeatRunner {
  private readonly self: ReplicaId;
  private readonly replica: Replica;
  private readonly application: Application;
  private state: ReplicaState | null;
  /** Memory that the last crash took. */
  private lost: ReplicaState;
  private disk = new Map<string, unknown>();
  private behaviour: Lie | null = null;
  private readonly hashes: boolean;

  constructor({ plan, manifest, application, authenticator, hashes }: HostParts, self: ReplicaId) {
    const { replicas, faults, options, seed } = plan;
    const bugs = new Set(plan.bugs);
    this.self = self;
    this.application = application;
    this.hashes = hashes;
    this.replica = createReplica({
      manifest,
      application,
      authenticator,
      self,
      replicas,
      faults,
      options,
      bugs,
      seed,
    });
    this.state = this.replica.init(null);
    this.lost = this.state;
  }

  /** What there is to remember; the disk is copied. */
  get seat(): Seat {
    return { state: this.state, disk: new Map(this.disk), behaviour: this.behaviour };
  }

  set seat({ state, disk, behaviour }: Seat) {
    this.state = state;
    this.disk = new Map(disk);
    this.behaviour = behaviour;
  }

  get memory(): ReplicaState | null {
    return this.state;
  }

  /** What it has in memory, or had when it went down. */
  get lastMemory(): ReplicaState {
    return this.state ?? this.lost;
  }

  /**
   * One outcome per input; null for a timer that an earlier input of the same instant armed again or
   * disarmed.
   */
  step(at: TimeUs, inputs: readonly HostInput[]): (SeatOutcome | null)[] {
    let moved: Set<TimerName> | null = null;
    return inputs.map((input) => {
      if (input.kind === 'timer' && moved?.has(input.timer)) return null;
      invariant(this.state !== null, `R${this.self} expected to be up for an input, found crashed`);
      const { state, effects, applied, root } = this.replica.step(this.state, this.asInput(input), at);
      this.state = state;
      for (const effect of effects) {
        if (effect.kind === 'arm' || effect.kind === 'disarm') {
          moved ??= new Set();
          moved.add(effect.timer);
        } else if (effect.kind === 'persist') this.write(effect.key, effect.value);
      }
      const digest = this.hashes ? effectsDigest(effects, applied) : '';
      return { state, effects, applied, root, digest };
    });
  }

  /** What a step made of another memory: nothing here changes. Not for `recover`, which reads the disk. */
  stepAgain(before: ReplicaState, at: TimeUs, input: Exclude<HostInput, { kind: 'recover' }>): ReplicaState {
    return this.replica.step(before, input, at).state;
  }

  control(control: Control): ControlResult {
    switch (control.do) {
      case 'crash':
        this.goDown();
        return done;
      case 'lose-disk':
        this.goDown();
        this.disk = new Map();
        return done;
      case 'recover':
        this.state = this.replica.init(this.behaviour);
        return done;
      case 'behave': {
        const { as, parameters } = control;
        this.behaviour = as === 'honest' ? null : { as, parameters };
        const behaviour = this.behaviour && { ...this.behaviour, memory: null };
        this.state = this.state && { ...this.state, behaviour };
        return done;
      }
      case 'corrupt':
        return control.disk === true
          ? this.corruptDisk(control.account, control.delta)
          : this.corrupt(control.account, control.delta);
      case 'alter':
        return this.alter(control);
    }
  }

  private alter({ message, edits, at }: Control & { do: 'alter' }): ControlResult {
    if (this.state === null) return { ...done, refused: `R${this.self} is down: it signs nothing` };
    const lie = this.replica.alter(this.state, message, edits, at);
    return 'refused' in lie ? { ...done, refused: lie.refused } : { ...done, message: lie };
  }

  private goDown(): void {
    this.lost = this.state ?? this.lost;
    this.state = null;
  }

  private corrupt(account: number | undefined, delta: string | undefined): ControlResult {
    if (this.state === null) return { ...done, refused: `R${this.self} is down: it has no state in memory` };
    const corrupted = this.application.corrupt(this.state.application, account, delta);
    if (corrupted === null) {
      return { ...done, refused: `R${this.self} has no such account, or the balance would leave its range` };
    }
    this.state = { ...this.state, application: corrupted.state };
    return { refused: null, note: damageWords(corrupted), root: this.application.root(corrupted.state) };
  }

  private corruptDisk(account: number | undefined, delta: string | undefined): ControlResult {
    const damaged = damagedDisk(this.disk, this.application, account, delta);
    if (damaged === null) {
      const reason = `R${this.self} has no state on its disk, or no such account in it`;
      return { ...done, refused: reason };
    }
    this.disk = new Map(damaged.disk);
    return { ...done, note: damageWords(damaged.done) };
  }

  /** Only the seat knows what is on the disk. */
  private asInput(input: HostInput): Input {
    return input.kind === 'recover' ? { kind: 'recover', stable: Object.fromEntries(this.disk) } : input;
  }

  private write(key: string, value: unknown): void {
    if (value === null) this.disk.delete(key);
    else this.disk.set(key, value);
  }
}

function damageWords({ account, before, after }: Corrupted): string {
  return `account ${account}: ${before} becomes ${after}`;
}
