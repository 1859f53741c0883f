/**
 * Everything that asks the engine: open, restart, move, intervene, undo. One question is out at a time; a problem goes
 * to the control that asked and leaves the open session as it was.
 */
import type { Frame } from '../projection/frame.ts';
import type { Engine, Moved, Problem, RunInfo } from '../runtime/api.ts';
import { type ControlId, type UiActions, type UiState, type UiStore, withNotice } from './state.ts';

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

export function createSessionActions(engine: Engine, store: UiStore): SessionActions {
  const { setState: set, getState: get } = store;
  const ask = async (control: ControlId, question: Promise<Moved | Problem>, more: Partial<UiState> = {}) => {
    set({ busy: true });
    const answer = await question;
    set({ busy: false });
    if ('problem' in answer) {
      set({ notices: withNotice(get(), control, { tone: 'problem', text: answer.problem }) });
      return false;
    }
    set({
      ...shown(answer.frame, answer.info),
      stopped: answer.stopped,
      notices: withNotice(get(), control, null),
      ...more,
    });
    set({ verdicts: await engine.verdicts(answer.frame.cursor) });
    return true;
  };
  return {
    open: (source, at) =>
      ask('scenario', engine.open(source, 'workers', at), {
        selection: null,
        unchanged: source.kind === 'catalogue' ? source.id : null,
      }),
    restart: (changes, control = 'parameters') => ask(control, engine.restart(changes), { unchanged: null }),
    move: (move) => ask('transport', engine.move(get().cursor, move)),
    scrubTo: (cursor) => void ask('transport', engine.move(get().cursor, { kind: 'event', target: cursor })),
    play: () => set({ playing: true, mode: 'playing' }),
    pause: () => set({ playing: false, mode: 'paused' }),
    setSpeed: (speed) => set({ speed }),
    intervene: async (intervention, control = 'faults') => {
      const count = await engine.replaced(get().cursor);
      if (count > 0) {
        set({ pendingReplace: { intervention, control, count } });
        return false;
      }
      return ask(control, engine.intervene(get().cursor, intervention), { unchanged: null });
    },
    confirmReplace: async () => {
      const pending = get().pendingReplace;
      set({ pendingReplace: null });
      if (pending === null) return false;
      return ask(pending.control, engine.intervene(get().cursor, pending.intervention), { unchanged: null });
    },
    cancelReplace: () => set({ pendingReplace: null }),
    undo: () => ask('undo', engine.undo(), { unchanged: null }),
    redo: () => ask('undo', engine.redo(), { unchanged: null }),
  };
}

function shown(frame: Frame, info: RunInfo): Partial<UiState> {
  return { frame, info, cursor: frame.cursor, displayTime: frame.at, mode: 'paused', playing: false };
}
