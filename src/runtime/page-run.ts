/**
 * One run that a person looks at: engine, hosts and recording together. It simulates as far as it is asked
 * to, shows any moment it has been through, and can begin again from a checkpoint with other commands: that
 * is a branch.
 */

import type { Digest } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { Wording } from '../projection/explain.ts';
import type { Frame } from '../projection/frame.ts';
import { type FrameSource, frameOf } from '../projection/frame-of.ts';
import { firstPicture } from '../projection/picture.ts';
import { effectsDigest } from '../replica/effects-digest.ts';
import type { ScenarioCommand } from '../scenarios/types.ts';
import type { Host } from '../sim/host.ts';
import { endingViolation } from '../sim/monitor.ts';
import type { RunInfo } from './api.ts';
import { type Assembly, assemble, assembleAgain, isRefusal } from './assemble.ts';
import { messageOf, messageWords } from './command-words.ts';
import { drive } from './drive.ts';
import { RunLog } from './history/run-log.ts';
import { createAgain } from './history/simulate-again.ts';
import type { Checkpoint, Reading } from './history/stretch.ts';
import { versionAfter } from './history/version-after.ts';
import { type Keeping, limits } from './limits.ts';
import { markOf } from './marks.ts';
import { glyphOnDisk } from './on-disk.ts';
import type { PageSession } from './page-session.ts';
import { PairedHost } from './paired-host.ts';
import { Recording, type Remaking } from './recording.ts';
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
  private first: RunInfo['firstView'] | null = null;

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
      messageOf: (event) => messageWords(this, event),
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
    keeping: Keeping = limits,
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
    const before = after?.run.recording;
    const remaking = remakingOf(assembly, commands, before?.keeping ?? keeping);
    const checkpoint = before?.checkpointBefore(after?.cursor ?? 0);
    if (before !== undefined && checkpoint !== undefined) {
      run = new PageRun(session, assembly, before.upTo(checkpoint, remaking), startWorker);
      run.resume(checkpoint);
      run.first = after?.run.first ?? null;
    } else {
      run = new PageRun(session, assembly, firstRecording(assembly, remaking), startWorker);
    }
    return run;
  }

  get isLive(): boolean {
    return this.startWorker !== null;
  }

  /** Before the first event everybody is in the same view. */
  get firstView(): RunInfo['firstView'] {
    if (this.first === null) {
      const glyph = this.frame(0).replicas.find((replica) => replica.glyph !== null)?.glyph;
      this.first = { number: glyph?.view ?? 0, leader: glyph?.leader ?? 0 };
    }
    return this.first;
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
    for (const event of this.recording.slice(checkpoint.cursor, cursor)) {
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
    const { log } = recording;
    recording.add(event);
    const version = versionAfter(event, assembly.host);
    if (version !== null) recording.addVersion(version.replica, version.state);
    const state = event.kind === 'replica' ? (version?.state?.protocol ?? null) : null;
    log.add(event, state);
    log.verdicts.add(event, assembly.engine.state.monitor);
    this.noteStanding(event);
    const mark = markOf(event, state, log, assembly);
    if (mark !== null) log.marks.push(mark);
  }

  private rest(): void {
    const { assembly, recording } = this;
    if (recording.wantsCheckpoint) recording.addCheckpoint(() => checkpointOf(assembly, this.length));
  }

  private resume(checkpoint: Checkpoint): void {
    this.assembly.engine.restore(checkpoint.engine);
    this.assembly.host.restore(checkpoint.seats);
  }

  /** Commands and stable checkpoints are all that changes who counts as faulty. */
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
    if (event.kind === 'replica') this.recording.noteStable();
    this.recording.log.addStanding({ cursor: this.length, faulty, corrupted });
  }

  private frameSource(cursor: number): FrameSource {
    const { assembly, recording, wording } = this;
    const { manifest, application, plan } = assembly;
    const { replicas, faults, options } = plan;
    const standing = recording.log.standingAt(cursor);
    return {
      manifest,
      application,
      config: { replicas, faults, options },
      wording,
      stateOf: (replica) => recording.stateAt(replica, cursor),
      onDisk: (replica) => glyphOnDisk(this, replica, cursor),
      faulty: standing?.faulty ?? [],
      corrupted: standing?.corrupted ?? [],
      contested: recording.log.values.contestedAt(cursor),
      last: recording.event(cursor - 1) ?? null,
      next: recording.event(cursor) ?? null,
      ...this.droppedAt(cursor),
      ...this.brokenAt(cursor),
    };
  }

  private droppedAt(cursor: number): Pick<FrameSource, 'dropped'> {
    const last = this.recording.event(cursor - 1);
    if (last?.kind !== 'command' || last.command.do !== 'drop' || last.refused !== null) return {};
    const dropped = messageOf(this.recording, last);
    return dropped === null ? {} : { dropped };
  }

  private brokenAt(cursor: number): Pick<FrameSource, 'broken'> {
    if (this.assembly.engine.state.monitor.firstViolation() === null) return {};
    const { marks } = this.recording.log;
    const mark = marks.findLast(({ kind, cursor: at }) => kind === 'violation' && at <= cursor);
    return mark?.broken === undefined ? {} : { broken: mark.broken };
  }
}

/** The same but for what the user did. */
function isSameRun(a: PageSession, b: PageSession): boolean {
  return a.scenario === b.scenario && a.rows === b.rows && a.seed === b.seed;
}

function checkpointOf({ engine, host }: Assembly, cursor: number): Checkpoint {
  return { cursor, engine: engine.mark(), seats: host.mark() };
}

function remakingOf(assembly: Assembly, commands: readonly ScenarioCommand[], keeping: Keeping): Remaking {
  const { application, host, engine } = assembly;
  const reading: Reading = {
    isRefusal: (receipt) => isRefusal(application, receipt),
    stepAgain: (before, event) => host.stepAgain(before, event),
  };
  const simulateAgain = createAgain(assembly, commands, reading, keeping.eventsPerCheckpoint);
  return { ...reading, keeping, simulateAgain, traceHash: () => engine.traceHash };
}

function firstRecording(assembly: Assembly, remaking: Remaking): Recording {
  const { plan, manifest, engine } = assembly;
  const clients = plan.clients.map(({ id }) => id);
  const cut = plan.network.links
    .filter((link) => link.cut === true)
    .map(({ from, to }) => [from, to] as const);
  const links = plan.network.links.filter(
    ({ delay, lossRate, duplicateRate }) => (delay ?? lossRate ?? duplicateRate) !== undefined,
  );
  const log = new RunLog(manifest, plan.replicas);
  log.verdicts.begin(engine.state.monitor);
  const picture = firstPicture(plan.replicas, clients, cut, links);
  return Recording.begin(log, checkpointOf(assembly, 0), picture, remaking);
}
