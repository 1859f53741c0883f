/**
 * Everything that asks the engine: open, restart, move, act, undo. Questions queue, so answers arrive in the
 * order of the presses; a press during a move finishes that move at once. A problem goes to the control that
 * asked and leaves the open session as it was.
 */
import type { Frame } from '../projection/frame.ts';
import type { Engine, Move, Moved, Problem } from '../runtime/api.ts';
import { createBesideActions } from './branches/beside.ts';
import type { Loop } from './canvas/loop.ts';
import type { Clock } from './clock.ts';
import { createStride } from './fast-play.ts';
import { moveTo } from './goals.ts';
import { moveInParts } from './long-move.ts';
import { framesBetween, hasEnded, longest, pause, roundPause } from './move-shown.ts';
import { durations, mergedWay } from './pacing.ts';
import { createPlayback } from './playback.ts';
import { createPlayer, type PlayerEvent } from './player.ts';
import { actSpoken, spokenMove } from './speech.ts';
import { type ControlId, type UiActions, type UiState, type UiStore, withNotice } from './state.ts';

export interface Stagehands {
  readonly engine: Engine;
  readonly loop: Loop;
  readonly clock: Clock;
  /** The visitor asked for less motion: frames follow each other without flight. */
  readonly reducedMotion: () => boolean;
  /** Too narrow for story and Inspector side by side: opening one folds the other. */
  readonly narrow: () => boolean;
  /** High enough for the timeline below the stage. */
  readonly roomy: () => boolean;
}

type SessionActions = Pick<
  UiActions,
  | 'open'
  | 'restart'
  | 'move'
  | 'scrubTo'
  | 'play'
  | 'pause'
  | 'setSpeed'
  | 'intervene'
  | 'untilGoal'
  | 'stopLooking'
  | 'switchBranch'
  | 'standBeside'
  | 'walkDifference'
  | 'undo'
  | 'redo'
>;

export function createSessionActions(hands: Stagehands, store: UiStore): SessionActions {
  const { engine, clock } = hands;
  const { setState: set, getState: get } = store;
  const player = createPlayer();
  const playback = createPlayback(hands.loop, clock, (frame) => set({ frame, cursor: frame.cursor }));
  let queue: Promise<unknown> = Promise.resolve();
  const beside = createBesideActions(hands, store);
  let scrubGoal: number | null = null;
  let unfolded = false;
  let stopAsked = false;

  const send = (event: PlayerEvent): void => {
    player.send(event);
    const mode = player.getSnapshot().value;
    set({ mode, playing: mode === 'playing' });
  };
  const isPlaying = () => player.getSnapshot().value === 'playing';

  function enqueue<T>(task: () => Promise<T>): Promise<T> {
    playback.finish();
    const done = queue.then(task);
    queue = done.catch(() => undefined);
    return done;
  }

  /** The answer, or null when it was a problem; the control then says which. */
  async function ask(control: ControlId, question: () => Promise<Moved | Problem>): Promise<Moved | null> {
    set({ busy: true });
    const answer = await question().catch(
      (reason: unknown): Problem => ({ problem: `The engine failed: ${String(reason)}` }),
    );
    const isProblem = 'problem' in answer;
    const notice = isProblem ? ({ tone: 'problem', text: answer.problem } as const) : null;
    set({ busy: false, progress: null, notices: withNotice(get(), control, notice) });
    return isProblem ? null : answer;
  }

  /** A move in parts; null when it was a problem or was stopped, and then a sentence says so. */
  async function look(move: Move): Promise<Moved | null> {
    stopAsked = false;
    let sentence: string | null = null;
    const moved = await ask('transport', async () => {
      const found = await moveInParts(engine, get().cursor, move, {
        progress: (progress) => set({ progress }),
        isStopped: () => stopAsked,
      });
      if (!('sentence' in found)) return found;
      ({ sentence } = found);
      return found.looked;
    });
    if (moved === null || sentence === null) return moved;
    // The playhead stays, but more of the run is known now.
    set({ info: moved.info, spoken: sentence });
    set({ notices: withNotice(get(), 'transport', { tone: 'info', text: sentence }) });
    return null;
  }

  async function arrive(moved: Moved, more: Partial<UiState> = {}): Promise<void> {
    const { frame, info, stopped } = moved;
    clock.set(frame.at);
    set({ frame, info, landed: frame, cursor: frame.cursor, displayTime: frame.at, stopped, ...more });
    const [verdicts] = await Promise.all([engine.verdicts(frame.cursor), beside.follow(moved)]);
    set({ verdicts });
  }

  /** Shows the way to `moved`; true when the playhead arrived there. */
  async function show(moved: Moved, atMost: number): Promise<boolean> {
    const { frame, speed } = get();
    const forward = frame !== null && moved.frame.cursor > frame.cursor;
    if (forward && !hands.reducedMotion() && Number.isFinite(speed)) {
      const ours = await framesBetween(engine, frame, moved.frame);
      const frames = mergedWay(ours, await beside.way(frame.cursor, moved.frame.cursor));
      const pace = { delay: moved.info.delayMs.max * 1000, speed: isPlaying() ? speed : 1, atMost };
      if (!(await playback.run(frames, durations(frames, pace)))) {
        set({ info: moved.info, landed: get().frame, displayTime: clock.time() });
        return false;
      }
    }
    const spoken = frame === null ? '' : spokenMove(frame, moved.frame);
    await arrive(moved, { spoken });
    unfold(moved.frame);
    return true;
  }

  /** The first run that ends shows what it was: the timeline unfolds, once. */
  function unfold(frame: Frame): void {
    // A lesson says itself what to look at.
    if (unfolded || !hasEnded(frame) || get().lesson !== null) return;
    unfolded = true;
    if (hands.roomy()) set({ panels: { ...get().panels, timeline: true } });
  }

  function settle(moved: Moved): void {
    if (moved.info.ended !== null && moved.frame.cursor === moved.info.length) {
      send({ type: 'STOPPED' });
      const broken = get().verdicts.find((verdict) => verdict.verdict === 'violated');
      if (broken?.event === moved.frame.cursor - 1) {
        set({
          selection: { kind: 'event', event: broken.event },
          tab: 'verdicts',
          panels: { ...get().panels, inspector: true },
        });
      }
    } else send({ type: 'ARRIVED' });
  }

  function jump(
    control: ControlId,
    question: () => Promise<Moved | Problem>,
    more: Partial<UiState>,
  ): Promise<boolean> {
    playback.stop();
    stopAsked = true;
    if (isPlaying()) send({ type: 'PAUSE' });
    return enqueue(async () => {
      const moved = await ask(control, question);
      if (moved === null) return false;
      send({ type: 'OPENED' });
      await arrive(moved, more);
      return true;
    });
  }

  async function playOn(): Promise<void> {
    const stride = createStride(engine);
    while (isPlaying()) {
      const [begun, fastest] = [get().cursor, !Number.isFinite(get().speed)];
      const moved = await ask('transport', () =>
        fastest ? stride(begun, get().info?.length ?? 0) : engine.move(begun, { kind: 'round' }),
      );
      if (moved === null) return send({ type: 'PAUSE' });
      if (fastest) await pause(hands.loop, 0);
      else if (hands.reducedMotion()) await pause(hands.loop, roundPause(get().speed));
      if (!isPlaying() || !(await show(moved, Number.POSITIVE_INFINITY))) return;
      if (moved.frame.cursor === begun || moved.info.ended !== null) {
        if (moved.info.ended !== null) settle(moved);
        else send({ type: 'PAUSE' });
      }
    }
  }

  function act(control: ControlId, question: () => Promise<Moved | Problem>): Promise<boolean> {
    const known = new Set(get().info?.branches.map(({ id }) => id));
    return jump(control, question, { unchanged: null }).then((done) => {
      if (done) set({ spoken: actSpoken(get(), known) });
      return done;
    });
  }

  function move(goal: Move): Promise<boolean> {
    return enqueue(async () => {
      const moved = await look(goal);
      if (moved === null) return false;
      send({ type: 'MOVE' });
      if (!(await show(moved, longest(goal)))) return false;
      settle(moved);
      return true;
    });
  }

  return {
    open: (source, at) =>
      jump('scenario', () => engine.open(source, 'workers', at), {
        selection: null,
        faultMenu: null,
        beside: null,
        search: null,
        unchanged: source.kind === 'catalogue' ? source.id : null,
      }),
    restart: (changes, control = 'parameters') =>
      jump(control, () => engine.restart(changes), {
        selection: null,
        beside: null,
        search: null,
        unchanged: null,
      }),
    move,
    untilGoal: async (back) => {
      const { goal, selection } = get();
      const wanted = moveTo(goal, back, selection);
      if (wanted !== null) return move(wanted);
      const text = 'Select a replica first: press its number, or click it.';
      set({ notices: withNotice(get(), 'transport', { tone: 'info', text }) });
      return false;
    },
    stopLooking: () => {
      stopAsked = true;
    },
    scrubTo: (cursor) => {
      const waiting = scrubGoal !== null;
      scrubGoal = cursor;
      if (waiting) return;
      void jump(
        'transport',
        () => {
          const target = scrubGoal ?? cursor;
          scrubGoal = null;
          return engine.move(get().cursor, { kind: 'event', target });
        },
        {},
      );
    },
    play: () => {
      if (get().info === null || isPlaying()) return;
      void enqueue(async () => {
        send({ type: 'PLAY' });
        await playOn();
      });
    },
    pause: () => {
      send({ type: 'PAUSE' });
      playback.stop();
    },
    setSpeed: (speed) => set({ speed }),
    intervene: (intervention, control = 'faults') =>
      act(control, () => engine.intervene(get().cursor, intervention)),
    undo: async () => {
      const undoes = get().info?.undoes ?? null;
      const done = await act('undo', () => engine.undo());
      if (done) set({ spoken: `Undone: ${undoes}.` });
      return done;
    },
    redo: async () => {
      const redoes = get().info?.redoes ?? null;
      const done = await act('undo', () => engine.redo());
      if (done) set({ spoken: `Done again: ${redoes}.` });
      return done;
    },
    switchBranch: (id) =>
      jump('branches', () => engine.switchBranch(id, get().cursor), {
        ...beside.changeSides(id),
        unchanged: null,
        selection: null,
      }),
    standBeside: beside.stand,
    walkDifference: (back) =>
      beside.walk(back, (goal) => jump('branches', () => engine.move(get().cursor, goal), {})),
  };
}
