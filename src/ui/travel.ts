/**
 * The way of the playhead: a move is looked for, shown, and ends where it arrives; a jump is there at once;
 * playing repeats. A press during a move finishes that move at once.
 */
import type { Frame } from '../projection/frame.ts';
import type { Move, Moved, Problem } from '../runtime/api.ts';
import { BesideBranch } from './branches/beside.ts';
import { brokenHere } from './broken-words.ts';
import { createStride } from './fast-play.ts';
import { moveInParts } from './long-move.ts';
import { framesBetween, hasEnded, longest, pause, roundPause } from './move-shown.ts';
import { durations, mergedWay, timeLeft } from './pacing.ts';
import { createPlayback, type Playback } from './playback.ts';
import type { Player, PlayerEvent } from './player.ts';
import { Questions } from './questions.ts';
import { spokenArrival } from './speech.ts';
import type { Stagehands } from './stagehands.ts';
import type { ControlId, UiState, UiStore } from './state.ts';

interface Way {
  readonly frames: readonly Frame[];
  /** Of each frame but the last, ms. */
  readonly lasting: readonly number[];
}

/** Playing goes by Rounds, and as fast as it goes by long strides. */
function playedAs({ round }: Moved): Move {
  return { kind: round === undefined ? 'time' : 'round' };
}

export class Travel {
  readonly beside: BesideBranch;
  readonly questions: Questions;
  private readonly hands: Stagehands;
  private readonly store: UiStore;
  private readonly playback: Playback;
  private unfolded = false;
  private stopAsked = false;

  constructor(hands: Stagehands, store: UiStore) {
    this.hands = hands;
    this.store = store;
    this.beside = new BesideBranch(hands, store);
    this.questions = new Questions(store);
    this.playback = createPlayback(hands.loop, hands.clock, (frame) =>
      store.setState({ frame, cursor: frame.cursor }),
    );
  }

  /** Read when it is needed: the store begins with it, and is still being made. */
  private get player(): Player {
    return this.store.getState().player;
  }

  get isPlaying(): boolean {
    return this.player.getSnapshot().value === 'playing';
  }

  /** To a goal, in sight; false when it did not arrive there. */
  move(goal: Move): Promise<boolean> {
    this.playback.finish();
    return this.questions.enqueue(async () => {
      const begun = performance.now();
      const moved = await this.look(goal);
      if (moved === null) return false;
      this.send({ type: 'MOVE' });
      if (!(await this.show(moved, goal, begun))) return false;
      this.settle(moved);
      return true;
    });
  }

  /** To wherever the answer is, at once; `more` changes with it, and says what to tell of it. */
  jump(
    control: ControlId,
    question: () => Promise<Moved | Problem>,
    more: (moved: Moved) => Partial<UiState>,
  ): Promise<boolean> {
    this.playback.stop();
    this.stopLooking();
    if (this.isPlaying) this.send({ type: 'PAUSE' });
    return this.questions.enqueue(async () => {
      const moved = await this.questions.ask(control, question);
      if (moved === null) return false;
      this.send({ type: 'OPENED' });
      await this.arrive(moved, more(moved));
      return true;
    });
  }

  play(): void {
    if (this.store.getState().info === null || this.isPlaying) return;
    this.playback.finish();
    void this.questions.enqueue(async () => {
      this.send({ type: 'PLAY' });
      await this.playOn();
    });
  }

  pause(): void {
    this.send({ type: 'PAUSE' });
    this.playback.stop();
  }

  stopLooking(): void {
    this.stopAsked = true;
  }

  private send(event: PlayerEvent): void {
    this.player.send(event);
    const mode = this.player.getSnapshot().value;
    this.store.setState({ mode, playing: mode === 'playing' });
  }

  /** A move in parts; null when it was a problem or was stopped, and then a sentence says so. */
  private async look(move: Move): Promise<Moved | null> {
    const { setState: set, getState: get } = this.store;
    this.stopAsked = false;
    let sentence: string | null = null;
    const moved = await this.questions.ask('transport', async () => {
      const found = await moveInParts(this.hands.engine, get().cursor, move, {
        progress: (progress) => set({ progress }),
        isStopped: () => this.stopAsked,
      });
      if (!('sentence' in found)) return found;
      ({ sentence } = found);
      return found.looked;
    });
    if (moved === null || sentence === null) return moved;
    // The playhead stays, but more of the run is known now.
    set({ info: moved.info, spoken: sentence });
    this.questions.notify('transport', { tone: 'info', text: sentence });
    return null;
  }

  private async arrive(moved: Moved, more: Partial<UiState> = {}): Promise<void> {
    const { frame, info, stopped } = moved;
    const { clock, engine } = this.hands;
    clock.set(frame.at);
    const [cursor, displayTime, reach] = [frame.cursor, frame.at, info.length];
    this.store.setState({ frame, info, reach, landed: frame, cursor, displayTime, stopped });
    this.store.setState(more);
    const [verdicts] = await Promise.all([engine.verdicts(frame.cursor), this.beside.follow(moved)]);
    this.store.setState({ verdicts });
  }

  /** Shows the way to `moved`, asked for at `since`; true when the playhead arrived there. */
  private async show(moved: Moved, move: Move | 'play', since = performance.now()): Promise<boolean> {
    const { frame } = this.store.getState();
    const most = move === 'play' ? Number.POSITIVE_INFINITY : longest(move);
    const way = await this.wayTo(moved, most, since);
    if (way !== null && !(await this.playback.run(way.frames, way.lasting))) {
      const { frame: landed } = this.store.getState();
      this.store.setState({ info: moved.info, landed, displayTime: this.hands.clock.time() });
      return false;
    }
    const goal = move === 'play' ? playedAs(moved) : move;
    const spoken = frame === null ? '' : spokenArrival(frame, moved, goal);
    await this.arrive(moved, { spoken });
    this.unfold(moved.frame);
    return true;
  }

  /** The frames on the way and how long each lasts; null where the playhead is there at once. */
  private async wayTo(moved: Moved, most: number, since: number): Promise<Way | null> {
    const { frame, speed } = this.store.getState();
    const { engine, reducedMotion, stillsMs = 0 } = this.hands;
    if (frame === null || moved.frame.cursor <= frame.cursor || !Number.isFinite(speed)) return null;
    if (reducedMotion()) {
      // Marks stand at the beginning, half-way and at the end of their links, and do not fly.
      const isSeen = stillsMs > 0 && moved.frame.at > frame.at && frame.inFlight.length > 0;
      return isSeen ? { frames: [frame, moved.frame], lasting: [stillsMs] } : null;
    }
    const ours = await framesBetween(engine, frame, moved.frame);
    const frames = mergedWay(ours, await this.beside.way(frame.cursor, moved.frame.cursor));
    // The diagram has the lines of what will fly before it flies.
    this.store.setState({ reach: moved.info.length });
    const atMost = timeLeft(most, performance.now() - since);
    const pace = { delay: moved.info.delayMs.max * 1000, speed: this.isPlaying ? speed : 1, atMost };
    return { frames, lasting: durations(frames, pace) };
  }

  /** The first run that ends shows what it was: the timeline unfolds, once. */
  private unfold(frame: Frame): void {
    const { panels, lesson } = this.store.getState();
    // A lesson says itself what to look at.
    if (this.unfolded || !hasEnded(frame) || lesson !== null) return;
    this.unfolded = true;
    if (this.hands.roomy()) this.store.setState({ panels: { ...panels, timeline: true } });
  }

  private settle({ frame, info, stopped }: Moved): void {
    const isOver = info.ended !== null && frame.cursor === info.length;
    const broken = brokenHere(frame);
    const isBroken = stopped !== null && broken !== null;
    this.send({ type: isOver || isBroken ? 'STOPPED' : 'ARRIVED' });
    if (broken === null || !(isOver || isBroken)) return;
    const { panels } = this.store.getState();
    const selection = { kind: 'event', event: broken.event } as const;
    // On a narrow page the panel would stand before what the stage says.
    const inspector = panels.inspector || !this.hands.narrow();
    this.store.setState({ selection, tab: 'verdicts', panels: { ...panels, inspector } });
  }

  private async playOn(): Promise<void> {
    const { engine, loop, reducedMotion } = this.hands;
    const stride = createStride(engine);
    while (this.isPlaying) {
      const { cursor, speed, info } = this.store.getState();
      const fastest = !Number.isFinite(speed);
      const moved = await this.questions.ask('transport', () =>
        fastest ? stride(cursor, info?.length ?? 0) : engine.move(cursor, { kind: 'round' }),
      );
      if (moved === null) return this.send({ type: 'PAUSE' });
      if (fastest) await pause(loop, 0);
      else if (reducedMotion()) await pause(loop, roundPause(speed));
      if (!this.isPlaying || !(await this.show(moved, 'play'))) return;
      if (moved.info.ended !== null || (moved.stopped !== null && brokenHere(moved.frame) !== null))
        this.settle(moved);
      else if (moved.frame.cursor === cursor) this.send({ type: 'PAUSE' });
    }
  }
}
