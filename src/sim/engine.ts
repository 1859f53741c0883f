/**
 * The two-phase engine: `turn()` says what a host has to do next, `answer()` merges what came of it. Time,
 * chance, the network, clients and the trace live here; replicas live at the host. Same plan, same trace,
 * whatever the host.
 */
import { invariant } from '../kernel/assert.ts';
import type { Digest, Hex, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Envelope, SimCommand, TraceEvent } from '../kernel/trace.ts';
import { runClient } from './client-turns.ts';
import { isBusy } from './clients.ts';
import { applyCommand } from './commands.ts';
import { controlOf, refuseCommand } from './faults.ts';
import type { Control, ControlResult, Outcome, StepRequest, StepResult } from './host.ts';
import { bare, Instant, isEnvelope, type Pending, toInput } from './instant.ts';
import { limits } from './limits.ts';
import { isLive, isNeeded, isResting } from './live.ts';
import { alterControl, refuseMessage } from './mailbox.ts';
import { endingViolation } from './monitor.ts';
import { leave, perform, setTimers } from './perform.ts';
import type { EndReason } from './report-types.ts';
import {
  type Core,
  cloneState,
  type EngineSetup,
  type EngineState,
  initialState,
  type ReplicaWorld,
} from './state.ts';

export type Turn =
  | { readonly kind: 'control'; readonly control: Control }
  | { readonly kind: 'step'; readonly requests: readonly StepRequest[] }
  /** An instant is over: nothing to do, and the only moment at which the engine can be marked. */
  | { readonly kind: 'rest' };

/** What was handed out for one replica, kept so that results and losses are merged in order. */
interface Taken {
  readonly replica: ReplicaId;
  readonly pending: readonly Pending[];
  readonly up: boolean;
}

const nothing: readonly Envelope[] = [];
const rest: Turn = { kind: 'rest' };

export class Engine implements Core {
  state: EngineState;
  ended: EndReason | null = null;
  private instant: Instant | null = null;
  private awaiting: Turn | null = null;
  private command: SimCommand | null = null;
  private taken: Taken[] = [];
  readonly setup: EngineSetup;

  constructor(setup: EngineSetup) {
    this.setup = setup;
    this.state = initialState(setup);
  }

  /**
   * The next thing a host must do; null when the run has ended. Runs what needs no host on the way. `whole`:
   * steps of all replicas that are due, else of one; the trace is the same, as nothing sent at an instant
   * arrives in it.
   */
  turn(whole = true): Turn | null {
    invariant(this.awaiting === null, 'the last turn expected an answer, found another call of turn()');
    while (this.ended === null) {
      const instant = this.instant ?? this.begin();
      if (instant === null) break;
      this.awaiting = this.advance(instant, whole);
      if (this.awaiting !== null) return this.awaiting;
      if (this.instant === null) return rest;
    }
    return null;
  }

  /** What came of the last turn; a rest wants no answer. */
  answer(result: ControlResult | readonly StepResult[]): void {
    const { awaiting, instant } = this;
    invariant(awaiting !== null && instant !== null, 'an answer expected a turn, found none');
    this.awaiting = null;
    if (awaiting.kind === 'control') this.finishCommand(instant, result as ControlResult);
    else this.merge(instant, result as readonly StepResult[]);
  }

  /** True between instants: the only moments that can be marked. */
  get atRest(): boolean {
    return this.instant === null && this.awaiting === null;
  }

  mark(): EngineState {
    invariant(this.atRest, 'a mark expected an engine between instants, found one inside');
    return cloneState(this.state, (item) => isNeeded(this.state, item));
  }

  restore(mark: EngineState): void {
    this.state = cloneState(mark);
    this.instant = null;
    this.awaiting = null;
    this.ended = null;
  }

  get traceHash(): Digest {
    return this.state.hash.digest();
  }

  /** Time of the next thing to happen; undefined when nothing is left. */
  get nextTime(): TimeUs | undefined {
    if (this.instant !== null) return this.instant.at;
    const command = this.setup.plan.commands[this.state.nextCommand];
    const next = this.state.agenda.next();
    if (command === undefined) return next;
    return next === undefined ? command.at : Math.min(next, command.at);
  }

  record(instant: Instant, event: TraceEvent, effects: Hex): void {
    const { state, setup } = this;
    state.events++;
    state.done = ++instant.done;
    if (setup.hashes) state.hash.add(event, effects);
    state.monitor.observe(event);
    state.counts.observe(event, state.monitor.world);
    setup.onEvent(event);
    if (endingViolation(state.monitor, setup.plan.until) !== null) this.ended = 'violation';
  }

  private begin(): Instant | null {
    const { state, setup } = this;
    this.ended = this.endReason();
    if (this.ended !== null) return null;
    const at = this.nextTime;
    const { time } = setup.plan.until;
    if (at === undefined || (time !== null && at > time)) {
      this.ended = at === undefined ? 'quiet' : 'time';
      return null;
    }
    // A branch may begin with a command at a time whose events are done: it goes on counting them.
    if (at !== state.now) state.done = 0;
    state.now = at;
    const items = state.agenda.next() === at ? state.agenda.take() : [];
    const live = items.every((item) => isLive(state, item))
      ? items
      : items.filter((item) => isLive(state, item));
    this.instant = new Instant(at, this.takeCommands(at), live, state.done);
    return this.instant;
  }

  private takeCommands(at: TimeUs): SimCommand[] {
    const { commands } = this.setup.plan;
    const first = this.state.nextCommand;
    let next = first;
    while ((commands[next]?.at ?? Number.POSITIVE_INFINITY) <= at) next++;
    this.state.nextCommand = next;
    return commands.slice(first, next);
  }

  /** Why the run is over between two instants; null while it goes on. */
  private endReason(): EndReason | null {
    const { state, setup } = this;
    const { until, commands } = setup.plan;
    const full = state.inFlight > limits.inFlight || state.held.length > limits.held;
    if (full || state.events >= until.events) return 'limit';
    if (until.commits !== null && state.counts.decided >= until.commits) return 'commits';
    const busy = state.events === 0 || state.busyInFlight > 0 || state.nextCommand < commands.length;
    return until.quiet && !busy && this.isQuiet ? 'quiet' : null;
  }

  /** No request is waiting or to come, and only idle timers are armed at honest replicas that are up. */
  get isQuiet(): boolean {
    const { clients, replicas, busyInFlight } = this.state;
    if (busyInFlight > 0) return false;
    if (clients.some(isBusy)) return false;
    return replicas.every((replica) => isResting(replica, this.setup.idleTimers));
  }

  /** Runs the next part of the instant; a turn when a host is needed, null when to call again. */
  private advance(instant: Instant, whole: boolean): Turn | null {
    const command = instant.takeCommand();
    if (command !== undefined) return this.runCommand(instant, command);
    if (instant.replicas.size > 0) {
      const requests = this.takeRequests(instant, whole);
      if (requests.length > 0) return { kind: 'step', requests };
      this.merge(instant, []);
      return null;
    }
    const client = instant.firstClient();
    if (client !== undefined) runClient(this, instant, client);
    else this.instant = null;
    return null;
  }

  private runCommand(instant: Instant, command: SimCommand): Turn | null {
    this.command = command;
    const { replicas } = this.state;
    const senseless = refuseCommand(command, replicas, this.setup.knowsBehaviour);
    const refused = senseless ?? refuseMessage(this, instant, command);
    const control = refused === null ? (controlOf(command) ?? alterControl(this, instant, command)) : null;
    if (control !== null) return { kind: 'control', control };
    this.finishCommand(instant, { refused, note: null, root: null });
    return null;
  }

  private finishCommand(instant: Instant, { refused, note, root, message }: ControlResult): void {
    const { command } = this;
    invariant(command !== null, 'a control result expected a command, found none');
    this.command = null;
    const index = this.state.events;
    const world =
      refused === null ? applyCommand(this, instant, command, index, message) : { refused, sent: nothing };
    const head = { kind: 'command', index, at: instant.at, cause: -1, sent: world.sent } as const;
    this.record(instant, { ...head, command, refused: world.refused, note, root }, '');
  }

  /**
   * Requests for all replicas with something pending; one input of one replica while a command waits in
   * between.
   */
  private takeRequests(instant: Instant, whole: boolean): StepRequest[] {
    const requests: StepRequest[] = [];
    const single = instant.oneByOne;
    for (const replica of single || !whole ? [instant.firstReplica()] : instant.replicaIds()) {
      const queue = instant.replicas.get(replica) ?? [];
      instant.replicas.delete(replica);
      if (single && queue.length > 1) instant.replicas.set(replica, queue.slice(1));
      const request = this.takeRequest(instant, replica, single ? queue.slice(0, 1) : queue);
      if (request !== null) requests.push(request);
    }
    return requests;
  }

  /** A paused replica keeps what comes; a crashed one loses it. */
  private takeRequest(instant: Instant, replica: ReplicaId, queue: readonly Pending[]): StepRequest | null {
    const world = this.state.replicas[replica] as ReplicaWorld;
    if (world.status === 'paused') {
      this.state.replicas[replica] = { ...world, held: [...world.held, ...queue] };
      return null;
    }
    const up = world.status === 'up';
    const isWanted = (item: Pending): boolean => isEnvelope(item) || (up && isLive(this.state, item));
    const pending = queue.every(isWanted) ? queue : queue.filter(isWanted);
    if (pending.length === 0) return null;
    this.taken.push({ replica, pending, up });
    return up ? { replica, at: instant.at, inputs: pending.map(toInput) } : null;
  }

  private merge(instant: Instant, results: readonly StepResult[]): void {
    const { taken } = this;
    this.taken = [];
    for (const { replica, pending, up } of taken) {
      const own = results.find((result) => result.replica === replica)?.outcomes;
      for (let position = 0; position < pending.length; position++) {
        if (this.ended !== null) return;
        const item = pending[position] as Pending;
        if (!up) this.recordLost(instant, item as Envelope);
        else {
          const outcome = own?.[position];
          invariant(
            outcome !== undefined,
            `a result expected outcome ${position} of R${replica}, found none`,
          );
          if (outcome !== null) this.recordStep(instant, replica, item, outcome);
        }
      }
    }
  }

  private recordStep(instant: Instant, replica: ReplicaId, item: Pending, outcome: Outcome): void {
    const index = this.state.events;
    const cause = this.takeIn(replica, item);
    const { effects, applied, root, digest } = outcome;
    const sent = perform(this, replica, effects, index);
    const input = isEnvelope(item) ? ({ kind: 'message', envelope: item } as const) : bare(item);
    const at = instant.at;
    this.record(
      instant,
      { kind: 'replica', index, at, cause, sent, replica, input, effects, applied, root },
      digest,
    );
  }

  /** The input is no longer to come; returns the event that led to it. */
  private takeIn(replica: ReplicaId, item: Pending): number {
    if (isEnvelope(item)) {
      leave(this, item);
      return item.cause;
    }
    if (item.kind !== 'timer') return item.cause;
    const cause = this.state.replicas[replica]?.timers.get(item.timer)?.cause ?? -1;
    setTimers(this, replica, (timers) => timers.delete(item.timer));
    return cause;
  }

  private recordLost(instant: Instant, envelope: Envelope): void {
    leave(this, envelope);
    const head = { kind: 'lost', index: this.state.events, at: instant.at, cause: envelope.cause } as const;
    this.record(instant, { ...head, sent: nothing, envelope, why: 'crashed' }, '');
  }
}
