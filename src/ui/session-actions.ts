/** Everything that asks the engine, as the store's actions: open, restart, move, act, undo, branches. */
import type { Move, Moved, Problem } from '../runtime/api.ts';
import { moveTo } from './goals.ts';
import { actSpoken } from './speech.ts';
import type { Stagehands } from './stagehands.ts';
import type { ControlId, UiActions, UiStore } from './state.ts';
import { Travel } from './travel.ts';

export type { Stagehands } from './stagehands.ts';

type MoveActions = Pick<
  UiActions,
  'move' | 'untilGoal' | 'stopLooking' | 'scrubTo' | 'play' | 'pause' | 'setSpeed' | 'walkDifference'
>;
type ActActions = Pick<
  UiActions,
  'open' | 'restart' | 'intervene' | 'undo' | 'redo' | 'switchBranch' | 'standBeside'
>;

export function createSessionActions(hands: Stagehands, store: UiStore): MoveActions & ActActions {
  const travel = new Travel(hands, store);
  return { ...moveActions(hands, store, travel), ...actActions(hands, store, travel) };
}

function moveActions({ engine }: Stagehands, store: UiStore, travel: Travel): MoveActions {
  const { setState: set, getState: get } = store;
  let scrubGoal: number | null = null;
  return {
    move: (goal) => travel.move(fromStart(goal, get().info?.start)),
    untilGoal: async (back) => {
      const { goal, selection } = get();
      const wanted = moveTo(goal, back, selection);
      if (wanted !== null) return travel.move(wanted);
      const text = 'Select a replica first: press its number, or click it.';
      travel.questions.notify('transport', { tone: 'info', text });
      return false;
    },
    stopLooking: () => travel.stopLooking(),
    scrubTo: (cursor) => {
      const waiting = scrubGoal !== null;
      scrubGoal = cursor;
      if (waiting) return;
      const question = () => {
        const target = scrubGoal ?? cursor;
        scrubGoal = null;
        return engine.move(get().cursor, { kind: 'event', target });
      };
      void travel.jump('transport', question, {});
    },
    play: () => travel.play(),
    pause: () => travel.pause(),
    setSpeed: (speed) => set({ speed }),
    walkDifference: (back) =>
      travel.beside.walk(back, (goal) => travel.jump('branches', () => engine.move(get().cursor, goal), {})),
  };
}

/** An event before the start has its sentence in the feed; the picture there is that of the start. */
function fromStart(goal: Move, start = 0): Move {
  return goal.kind === 'event' ? { ...goal, target: Math.max(start, goal.target ?? 0) } : goal;
}

function actActions({ engine }: Stagehands, store: UiStore, travel: Travel): ActActions {
  const { setState: set, getState: get } = store;
  const act = async (control: ControlId, question: () => Promise<Moved | Problem>): Promise<boolean> => {
    const known = new Set(get().info?.branches.map(({ id }) => id));
    const done = await travel.jump(control, question, { unchanged: null });
    if (done) set({ spoken: actSpoken(get(), known) });
    return done;
  };
  const again = async (words: string, what: string | null, question: () => Promise<Moved | Problem>) => {
    const done = await act('undo', question);
    if (done) set({ spoken: `${words}: ${what}.` });
    return done;
  };
  const nothingBeside = { selection: null, beside: null, search: null } as const;
  return {
    open: (source, at) =>
      travel.jump('scenario', () => engine.open(source, 'workers', at), {
        ...nothingBeside,
        faultMenu: null,
        unchanged: source.kind === 'catalogue' ? source.id : null,
      }),
    restart: (changes, control = 'parameters') =>
      travel.jump(control, () => engine.restart(changes), { ...nothingBeside, unchanged: null }),
    intervene: (intervention, control = 'faults') =>
      act(control, () => engine.intervene(get().cursor, intervention)),
    undo: () => again('Undone', get().info?.undoes ?? null, () => engine.undo()),
    redo: () => again('Done again', get().info?.redoes ?? null, () => engine.redo()),
    switchBranch: (id) =>
      travel.jump('branches', () => engine.switchBranch(id, get().cursor), {
        ...travel.beside.changeSides(id),
        unchanged: null,
        selection: null,
      }),
    standBeside: (id) => travel.beside.stand(id),
  };
}
