/**
 * Everything that asks the engine: open, restart, move, act, undo. Questions queue, so answers arrive in the
 * order of the presses; a press during a move finishes that move at once. A problem goes to the control that
 * asked and leaves the open session as it was.
 */
import type { Frame } from '../projection/frame.ts';
import type { Engine, Move, Moved, Problem } from '../runtime/api.ts';
import type { Loop } from './canvas/loop.ts';
import type { Clock } from './clock.ts';
import { durations, waypoints } from './pacing.ts';
import { createPlayback } from './playback.ts';
import { createPlayer, type PlayerEvent } from './player.ts';
import { spokenMove } from './speech.ts';
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
  | 'confirmReplace'
  | 'cancelReplace'
  | 'undo'
  | 'redo'
>;

/** Longest that a move by one event, by one round, or to a farther goal is shown, ms. */
const STEP_MS = 500;
const ROUND_MS = 900;
const FAR_MS = 2400;
/** Frames fetched to show one move, and the most messages that they hold together. */
const WAYPOINTS = 60;
const WAYPOINT_MESSAGES = 6000;

export function createSessionActions(hands: Stagehands, store: UiStore): SessionActions {
  const { engine, clock } = hands;
  const { setState: set, getState: get } = store;
  const player = createPlayer();
  const playback = createPlayback(hands.loop, clock, (frame) => set({ frame, cursor: frame.cursor }));
  let queue: Promise<unknown> = Promise.resolve();
  let scrubGoal: number | null = null;
  let unfolded = false;

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
    set({ busy: false, notices: withNotice(get(), control, notice) });
    return isProblem ? null : answer;
  }

  async function arrive(moved: Moved, more: Partial<UiState> = {}): Promise<void> {
    const { frame, info, stopped } = moved;
    clock.set(frame.at);
    set({ frame, info, landed: frame, cursor: frame.cursor, displayTime: frame.at, stopped, ...more });
    set({ verdicts: await engine.verdicts(frame.cursor) });
  }

  async function framesBetween(from: Frame, to: Frame): Promise<Frame[]> {
    const busiest = Math.max(1, from.inFlight.length, to.inFlight.length);
    const most = Math.min(WAYPOINTS, Math.ceil(WAYPOINT_MESSAGES / busiest));
    const found = await Promise.all(
      waypoints(from.cursor, to.cursor, most).map((cursor) => engine.frame(cursor)),
    );
    return [from, ...found.filter((frame): frame is Frame => !('problem' in frame)), to];
  }

  /** Shows the way to `moved`; true when the playhead arrived there. */
  async function show(moved: Moved, atMost: number): Promise<boolean> {
    const { frame, speed } = get();
    const forward = frame !== null && moved.frame.cursor > frame.cursor;
    if (forward && !hands.reducedMotion() && Number.isFinite(speed)) {
      const frames = await framesBetween(frame, moved.frame);
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
    if (unfolded || !hasEnded(frame)) return;
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
    return enqueue(async () => {
      const moved = await ask(control, question);
      if (moved === null) return false;
      send({ type: 'OPENED' });
      await arrive(moved, more);
      return true;
    });
  }

  async function playOn(): Promise<void> {
    while (isPlaying()) {
      const begun = get().cursor;
      const moved = await ask('transport', () => engine.move(begun, { kind: 'round' }));
      if (moved === null) return send({ type: 'PAUSE' });
      if (hands.reducedMotion() && Number.isFinite(get().speed))
        await pause(hands.loop, ROUND_MS / get().speed);
      else if (!Number.isFinite(get().speed)) await pause(hands.loop, 0);
      if (!isPlaying() || !(await show(moved, Number.POSITIVE_INFINITY))) return;
      if (moved.frame.cursor === begun || moved.info.ended !== null) {
        if (moved.info.ended !== null) settle(moved);
        else send({ type: 'PAUSE' });
      }
    }
  }

  function act(control: ControlId, question: () => Promise<Moved | Problem>): Promise<boolean> {
    return jump(control, question, { pendingReplace: null, unchanged: null });
  }

  return {
    open: (source, at) =>
      jump('scenario', () => engine.open(source, 'workers', at), {
        selection: null,
        pendingReplace: null,
        faultMenu: null,
        unchanged: source.kind === 'catalogue' ? source.id : null,
      }),
    restart: (changes, control = 'parameters') =>
      jump(control, () => engine.restart(changes), {
        selection: null,
        pendingReplace: null,
        unchanged: null,
      }),
    move: (move) =>
      enqueue(async () => {
        const moved = await ask('transport', () => engine.move(get().cursor, move));
        if (moved === null) return false;
        send({ type: 'MOVE' });
        if (!(await show(moved, longest(move)))) return false;
        settle(moved);
        return true;
      }),
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
    intervene: async (intervention, control = 'faults') => {
      playback.stop();
      if (isPlaying()) send({ type: 'PAUSE' });
      await queue;
      const count = await engine.replaced(get().cursor);
      if (count === 0) return act(control, () => engine.intervene(get().cursor, intervention));
      set({ pendingReplace: { intervention, control, count } });
      return false;
    },
    confirmReplace: async () => {
      const pending = get().pendingReplace;
      if (pending === null) return false;
      return act(pending.control, () => engine.intervene(get().cursor, pending.intervention));
    },
    cancelReplace: () => set({ pendingReplace: null }),
    undo: () => act('undo', () => engine.undo()),
    redo: () => act('undo', () => engine.redo()),
  };
}

/** Everybody is answered and nothing but routine is on its way. */
function hasEnded({ clients, inFlight }: Frame): boolean {
  const answered = clients.some((client) => client.accepted > 0);
  return (
    answered &&
    clients.every((client) => client.request?.state !== 'waiting') &&
    inFlight.every((flight) => flight.idle)
  );
}

function longest(move: Move): number {
  if (move.kind === 'step') return STEP_MS;
  return move.kind === 'round' ? ROUND_MS : FAR_MS;
}

/** Ends after `ms` of the page's own frames; 0 is the next frame. */
function pause(loop: Loop, ms: number): Promise<void> {
  return new Promise((resolve) => {
    let begun: number | null = null;
    loop.run((now) => {
      begun ??= now;
      if (now - begun < ms) return true;
      resolve();
      return false;
    });
  });
}
