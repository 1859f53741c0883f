/**
 * One run that a person looks at: engine, hosts and recording together. It simulates as far as it is asked
 * to, shows any moment it has been through, and can begin again from a checkpoint with other commands: that
 * is a branch.
 */
import type { Digest, ReplicaId } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { Wording } from '../projection/explain.ts';
import type { Frame } from '../projection/frame.ts';
import { type FrameSource, frameOf } from '../projection/frame-of.ts';
import { firstPicture } from '../projection/picture.ts';
import { effectsDigest } from '../replica/effects-digest.ts';
import type { Host } from '../sim/host.ts';
import { endingViolation } from '../sim/monitor.ts';
import { type Assembly, assemble, assembleAgain, isRefusal } from './assemble.ts';
import { drive } from './drive.ts';
import { limits } from './limits.ts';
import { markOf } from './marks.ts';
import type { PageSession } from './page-session.ts';
import { PairedHost } from './paired-host.ts';
import { type Checkpoint, Recording } from './recording.ts';
import { type StartWorker, WorkerHost } from './worker-host.ts';

export class PageRun {
  /** Notes may change while it is open; nothing else does. */
  session: PageSession;
  readonly assembly: Assembly;
  readonly recording: Recording;
  readonly wording: Wording;
  /** Why it cannot go on; null while it can. */
  ended: string | null = null;
  private readonly startWorker: StartWorker | null;
  private workers: WorkerHost | null = null;

  private constructor(
    session: PageSession,
    assembly: Assembly,
    recording: Recording,
    startWorker: StartWorker | null,
  ) {
    this.session = session;
    this.assembly = assembly;
    this.recording = recording;
    this.startWorker = startWorker;
    const { application, manifest } = assembly;
    this.wording = {
      manifest,
      describeOperation: (operation) => application.describeOperation(operation),
      readReceipt: (receipt) => application.readReceipt(receipt),
    };
  }

  /**
   * A run at its beginning, or, with `after`, at the last checkpoint of another run at or before a cursor:
   * then both have everything before that cursor in common.
   */
  static async begin(
    session: PageSession,
    startWorker: StartWorker | null,
    after: { readonly run: PageRun; readonly cursor: number } | null,
  ): Promise<PageRun> {
    const { scenario, rows, seed, interventions } = session;
    const commands = [...scenario.commands, ...interventions];
    let run: PageRun | null = null;
    const onEvent = (event: TraceEvent): void => run?.record(event);
    const source = { scenario, rows, seed, commands, openEnded: true, maxEvents: limits.eventsOnPage };
    const assembly =
      after !== null && isSameRun(after.run.session, session)
        ? assembleAgain(after.run.assembly, commands, onEvent)
        : await assemble(source, onEvent, { keepsVersions: true });
    const checkpoint = after?.run.recording.checkpointBefore(after.cursor) ?? null;
    const recording = checkpoint === null ? firstRecording(assembly) : after?.run.recording.upTo(checkpoint);
    run = new PageRun(session, assembly, recording ?? firstRecording(assembly), startWorker);
    if (checkpoint === null) run.checkpoint();
    else run.resume(checkpoint);
    return run;
  }

  get isLive(): boolean {
    return this.startWorker !== null;
  }

  get length(): number {
    return this.recording.length;
  }

  /** Simulates until `enough` says so, asked after every turn; workers take part unless there are none. */
  async extend(enough: () => boolean): Promise<void> {
    if (this.ended === null && !enough()) await this.goOn(await this.host(), enough);
  }

  /** The same without starting workers: for a run that is not the open one. */
  async extendInline(enough: () => boolean): Promise<void> {
    if (this.workers !== null) return this.extend(enough);
    if (this.ended === null && !enough()) await this.goOn(this.assembly.host, enough);
  }

  private async goOn(host: Host, enough: () => boolean): Promise<void> {
    const { engine, plan } = this.assembly;
    try {
      await drive(engine, host, (turn) => {
        if (turn.kind === 'rest') this.rest();
        return !enough();
      });
    } catch (error) {
      this.ended = error instanceof Error ? error.message : String(error);
      return;
    }
    if (engine.ended === 'violation') {
      const violation = endingViolation(engine.state.monitor, plan.until);
      this.ended = `${violation?.property} is violated: ${violation?.because}`;
    } else if (engine.ended === 'limit') this.ended = `the limit of ${limits.eventsOnPage} events is reached`;
    else if (engine.ended !== null) this.ended = 'nothing is left to happen';
  }

  frame(cursor: number): Frame {
    const { recording } = this;
    return frameOf(recording.pictureAt(cursor), this.frameSource(cursor));
  }

  /** Trace hash of the events before the cursor: the engine only knows that of all of them. */
  traceHashAt(cursor: number): Digest {
    const checkpoint = this.recording.checkpointBefore(cursor);
    const hash = checkpoint.engine.hash.clone();
    for (const event of this.recording.events.slice(checkpoint.cursor, cursor)) {
      hash.add(event, event.kind === 'replica' ? effectsDigest(event.effects, event.applied) : '');
    }
    return hash.digest();
  }

  /** Stops the workers; history stays. */
  close(): void {
    this.workers?.close();
    this.workers = null;
  }

  /** Inline unless workers are wanted: those get the seats as they are now, then run along. */
  private async host(): Promise<Host> {
    const { host, plan } = this.assembly;
    if (this.startWorker === null) return host;
    if (this.workers === null) {
      this.workers = new WorkerHost(plan, this.startWorker);
      await this.workers.load(host.mark());
    }
    return new PairedHost(host, this.workers);
  }

  private record(event: TraceEvent): void {
    const { assembly, recording } = this;
    recording.add(event);
    const replica = changedReplica(event);
    if (replica !== null) recording.addVersion(replica, stateAfter(event, assembly, replica));
    const place = event.kind === 'replica' ? event.replica : null;
    const state = place === null ? null : (recording.stateAt(place, this.length)?.protocol ?? null);
    recording.diagram.add(event, state);
    this.noteStanding(event);
    const mark = markOf(event, recording, assembly);
    if (mark !== null) recording.marks.push(mark);
  }

  private rest(): void {
    const last = this.recording.checkpoints.at(-1)?.cursor ?? 0;
    if (this.length - last >= limits.eventsPerCheckpoint) this.checkpoint();
  }

  private checkpoint(): void {
    const { engine, host } = this.assembly;
    this.recording.addCheckpoint({ cursor: this.length, engine: engine.mark(), seats: host.mark() });
  }

  private resume(checkpoint: Checkpoint): void {
    this.assembly.engine.restore(checkpoint.engine);
    this.assembly.host.restore(checkpoint.seats);
  }

  /** Commands and checkpoints are all that changes who counts as faulty. */
  private noteStanding(event: TraceEvent): void {
    if (
      event.kind !== 'command' &&
      !(event.kind === 'replica' && event.effects.some(({ kind }) => kind === 'stable'))
    )
      return;
    const { engine, plan } = this.assembly;
    const { world } = engine.state.monitor;
    const ids = Array.from({ length: plan.replicas }, (_, id) => id);
    const faulty = ids.filter((id) => !world.isCorrect(id) || !world.isStateCorrect(id) || !world.isUp(id));
    const corrupted = ids.filter((id) => world.isCorrect(id) && !world.isStateCorrect(id));
    this.recording.standings.push({ cursor: this.length, faulty, corrupted });
  }

  private frameSource(cursor: number): FrameSource {
    const { assembly, recording, wording } = this;
    const { manifest, application, plan } = assembly;
    const { replicas, faults, options } = plan;
    const standing = recording.standingAt(cursor);
    return {
      manifest,
      application,
      config: { replicas, faults, options },
      wording,
      stateOf: (replica) => recording.stateAt(replica, cursor),
      faulty: standing?.faulty ?? [],
      corrupted: standing?.corrupted ?? [],
      contested: recording.diagram.arrows.values.contestedAt(cursor),
      last: recording.events[cursor - 1] ?? null,
      next: recording.events[cursor] ?? null,
    };
  }
}

/** The same but for what the user did. */
function isSameRun(a: PageSession, b: PageSession): boolean {
  return a.scenario === b.scenario && a.rows === b.rows && a.seed === b.seed;
}

function firstRecording({ plan, host, application, manifest }: Assembly): Recording {
  const clients = plan.clients.map(({ id }) => id);
  const cut = plan.network.links
    .filter((link) => link.cut === true)
    .map(({ from, to }) => [from, to] as const);
  const links = plan.network.links.filter(
    ({ delay, lossRate }) => delay !== undefined || lossRate !== undefined,
  );
  const states = Array.from({ length: plan.replicas }, (_, id) => host.memory(id));
  return new Recording(
    firstPicture(plan.replicas, clients, cut, links),
    states,
    manifest,
    (receipt) => isRefusal(application, receipt),
    (before, event) => host.stepAgain(before, event),
  );
}

/** The replica whose memory this event may have changed; null for none. */
function changedReplica(event: TraceEvent): ReplicaId | null {
  if (event.kind === 'replica') return event.replica;
  if (event.kind !== 'command' || event.refused !== null || !('replica' in event.command)) return null;
  return event.command.replica;
}

/**
 * Of a step, the state it led to: the host may have gone on with later inputs of the same instant already.
 */
function stateAfter(event: TraceEvent, { host }: Assembly, replica: ReplicaId) {
  return event.kind === 'replica' ? host.takeVersion(replica) : host.memory(replica);
}
