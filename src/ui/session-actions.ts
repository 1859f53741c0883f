/** Everything that asks the engine, as the store's actions: open, restart, move, act, undo, branches. */
import type { Intervention, Move, Moved } from '../runtime/api.ts';
import { actWords, keptWords } from './act-words.ts';
import { moveTo } from './goals.ts';
import { openMinimal } from './minimise/open-minimal.ts';
import { NO_FILTER } from './search/filter.ts';
import { actSpoken, partsSpoken, standingSpoken } from './speech.ts';
import type { Stagehands } from './stagehands.ts';
import type { ControlId, UiActions, UiState, UiStore } from './state.ts';
import { Travel } from './travel.ts';

export type { Stagehands } from './stagehands.ts';

type MoveActions = Pick<
  UiActions,
  'move' | 'untilGoal' | 'stopLooking' | 'scrubTo' | 'play' | 'pause' | 'setSpeed' | 'walkDifference'
>;
type ActActions = Pick<
  UiActions,
  | 'open'
  | 'restart'
  | 'intervene'
  | 'interveneAll'
  | 'undo'
  | 'redo'
  | 'switchBranch'
  | 'standBeside'
  | 'sitBeside'
  | 'openMinimal'
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
      void travel.jump('transport', question, at);
    },
    play: () => travel.play(),
    pause: () => travel.pause(),
    setSpeed: (speed) => set({ speed }),
    walkDifference: (back) =>
      travel.beside.walk(back, (goal) => travel.jump('branches', () => engine.move(get().cursor, goal), at)),
  };
}

/** An event before the start has its sentence in the feed; the picture there is that of the start. */
function fromStart(goal: Move, start = 0): Move {
  return goal.kind === 'event' ? { ...goal, target: Math.max(start, goal.target ?? 0) } : goal;
}

function actActions(hands: Stagehands, store: UiStore, travel: Travel): ActActions {
  const { engine } = hands;
  const { getState: get } = store;
  const again = async (words: string, of: 'undo' | 'redo'): Promise<boolean> => {
    const what = () => get().info?.[`${of}es`] ?? null;
    const told = what();
    const done = await travel.jump(
      'undo',
      () => engine[of](),
      () => ({ spoken: `${words}: ${told}.` }),
    );
    // That there is nothing is no fault of anybody's: a hint, and it leaves.
    const nothing = { tone: 'info', text: `Nothing is left to ${of}.` } as const;
    if (!done && what() === null) travel.questions.notify('undo', nothing);
    return done;
  };
  const anew = ({ frame, info }: Moved): Partial<UiState> => ({
    selection: null,
    beside: null,
    filter: NO_FILTER,
    search: null,
    minimising: null,
    faultMenu: null,
    // Replicas of the run before need not be there.
    composing: null,
    mailboxOf: null,
    spoken: standingSpoken(frame, info.scenario.title),
  });
  return {
    open: (source, cursor) => travel.jump('scenario', () => engine.open(source, 'workers', cursor), anew),
    restart: (changes, control = 'parameters') =>
      travel.jump(control, () => engine.restart(changes, get().cursor), anew),
    intervene: (intervention, control = 'faults') => act(hands, store, travel, [intervention], control),
    interveneAll: (parts, control = 'faults') => act(hands, store, travel, parts, control),
    undo: () => again('Undone', 'undo'),
    redo: () => again('Done again', 'redo'),
    switchBranch: (id) =>
      travel.jump(
        'branches',
        () => engine.switchBranch(id, get().cursor),
        (moved) => ({
          ...travel.beside.changeSides(id),
          selection: null,
          ...at(moved),
        }),
      ),
    standBeside: (id) => travel.beside.stand(id),
    sitBeside: (seat) => travel.beside.sit(seat),
    openMinimal: () => openMinimal(hands, store, travel),
  };
}

/** One act of one part or several: each is put to the engine, all are told in one piece. */
async function act(
  { engine }: Stagehands,
  { getState: get }: UiStore,
  travel: Travel,
  parts: readonly Intervention[],
  control: ControlId,
): Promise<boolean> {
  const { frame: before, info } = get();
  const known = new Set(info?.branches.map(({ id }) => id));
  const told: string[] = [];
  let hint: string | null = null;
  for (const [index, intervention] of parts.entries()) {
    const question = () => engine.intervene(get().cursor, intervention, index > 0);
    const done = await travel.jump(control, question, ({ frame: after, info: now }) => {
      const kept = keptWords(now, known);
      hint = before === null ? null : actWords({ intervention, before, after }, kept);
      told.push(actSpoken({ frame: after }));
      return { spoken: [partsSpoken(told), hint ?? ''].join(' ').trim() };
    });
    if (!done) return false;
  }
  if (hint !== null) travel.questions.notify('act', { tone: 'info', text: hint });
  return true;
}

/** What is told where nothing happened but the playhead stands elsewhere. */
function at({ frame }: Moved): Partial<UiState> {
  return { spoken: standingSpoken(frame, null) };
}
