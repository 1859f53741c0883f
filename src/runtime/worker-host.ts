/**
 * One Web Worker per replica. A crash terminates the worker, recovery starts a new one from what the disk
 * holds. The workers execute; they send back digests of effects, which the paired host compares with its own
 * run of the same inputs.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Control, StepRequest } from '../sim/host.ts';
import type { RunPlan } from '../sim/plan.ts';
import { limits } from './limits.ts';
import type { Seat } from './seat.ts';
import type { ReplicaAnswer, ReplicaCall } from './wire.ts';

/** The part of a Worker that is used, so that tests can run the same host over another kind of thread. */
export interface WorkerPort {
  postMessage(call: ReplicaCall): void;
  terminate(): void;
  onAnswer(listener: (answer: ReplicaAnswer) => void): void;
}

export type StartWorker = (self: ReplicaId) => WorkerPort;

export class WorkerHost {
  private readonly plan: RunPlan;
  private readonly start: StartWorker;
  private readonly replicas = new Map<ReplicaId, Correspondent>();

  constructor(plan: RunPlan, start: StartWorker) {
    // The workload is the clients' business: a replica sees requests only as messages.
    this.plan = { ...plan, clients: [], commands: [] };
    this.start = start;
  }

  /**
   * Every replica gets a worker with this seat; one that is down gets none. Workers that run are used again.
   */
  async load(seats: readonly Seat[]): Promise<void> {
    await Promise.all(
      seats.map((seat, replica) => (seat.state === null ? this.stop(replica) : this.begin(replica, seat))),
    );
  }

  /** Digests of the effects of each input, replica by replica. */
  async step(requests: readonly StepRequest[]): Promise<readonly (readonly (string | null)[])[]> {
    const answers = requests.map(({ replica, at, inputs }) =>
      this.ask(replica, { kind: 'step', at, inputs }),
    );
    return (await Promise.all(answers)).map((answer) => (answer.kind === 'stepped' ? answer.digests : []));
  }

  /** `seat`: what the replica has after the control, for a worker that has to begin again. */
  async control(control: Control, seat: Seat): Promise<void> {
    if (control.do === 'crash' || control.do === 'lose-disk') this.stop(control.replica);
    else if (control.do === 'recover') await this.begin(control.replica, seat);
    else if (seat.state !== null) await this.ask(control.replica, { kind: 'control', control });
  }

  close(): void {
    for (const replica of [...this.replicas.keys()]) this.stop(replica);
  }

  private async begin(replica: ReplicaId, seat: Seat): Promise<void> {
    if (!this.replicas.has(replica))
      this.replicas.set(replica, new Correspondent(this.start(replica), replica));
    await this.ask(replica, { kind: 'begin', plan: this.plan, self: replica, seat });
  }

  private stop(replica: ReplicaId): void {
    this.replicas.get(replica)?.close();
    this.replicas.delete(replica);
  }

  private ask(replica: ReplicaId, call: ReplicaCall): Promise<ReplicaAnswer> {
    const correspondent = this.replicas.get(replica);
    if (correspondent === undefined) return Promise.reject(new Error(`R${replica} has no worker`));
    return correspondent.ask(call);
  }
}

/** Question and answer with one worker: answers come in the order of the questions. */
class Correspondent {
  private readonly port: WorkerPort;
  private readonly replica: ReplicaId;
  private readonly waiting: { resolve: (answer: ReplicaAnswer) => void; reject: (error: Error) => void }[] =
    [];

  constructor(port: WorkerPort, replica: ReplicaId) {
    this.port = port;
    this.replica = replica;
    port.onAnswer((answer) => {
      const next = this.waiting.shift();
      if (answer.kind === 'failed')
        next?.reject(new Error(`the worker of R${replica} failed: ${answer.problem}`));
      else next?.resolve(answer);
    });
  }

  ask(call: ReplicaCall): Promise<ReplicaAnswer> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        reject(new Error(`the worker of R${this.replica} gave no answer within ${limits.workerAnswerMs} ms`));
      }, limits.workerAnswerMs);
      this.waiting.push({
        resolve: (answer) => {
          clearTimeout(patience);
          resolve(answer);
        },
        reject: (error) => {
          clearTimeout(patience);
          reject(error);
        },
      });
      this.port.postMessage(call);
    });
  }

  close(): void {
    this.port.terminate();
    for (const { reject } of this.waiting) reject(new Error(`R${this.replica} crashed while it was asked`));
    this.waiting.length = 0;
  }
}
