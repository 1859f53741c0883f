/**
 * The branch that stands beside the open one: wherever the playhead goes, it shows the same simulated time,
 * and says what differs. It only looks; acting and moving belong to the open branch.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { Move, Moved, RunInfo } from '../../runtime/api.ts';
import type { Stagehands } from '../session-actions.ts';
import type { UiStore } from '../state.ts';
import type { Beside } from '../tools.ts';
import { differenceFrom, moveToDifference } from './walk.ts';
import { standingWords, walkedWords } from './words.ts';

/** Frames of the other branch that one move shows at most. */
const MOST = 60;
/** Looks until a branch that has not come as far is given up: each simulates some thousand events. */
const LOOKS = 100;

/** A way from a cursor to another, and the time on the clock where that is later than the last event. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly at?: TimeUs;
}

export function createBesideActions(
  { engine, clock }: Stagehands,
  { getState: get, setState: set }: UiStore,
) {
  let comparedAs = '';
  let folded: { readonly feed: boolean; readonly inspector: boolean } | null = null;

  const isStill = (branch: number): boolean => get().beside?.branch === branch;
  const update = (branch: number, changes: Partial<Beside>): void => {
    const { beside } = get();
    if (beside?.branch === branch) set({ beside: { ...beside, ...changes } });
  };

  async function look(branch: number, { from, to, at }: Way): Promise<readonly Frame[]> {
    for (let looks = 0; looks < LOOKS && isStill(branch); looks++) {
      const way = await engine.wayBeside(branch, from, to, MOST, at);
      if ('problem' in way) break;
      if (!way.behind || looks === LOOKS - 1) return way.frames;
    }
    return [];
  }

  async function compare(branch: number, info: RunInfo, at: TimeUs): Promise<void> {
    const { beside } = get();
    const key = `${branch} ${acts(info)}`;
    const known = beside?.comparison ?? null;
    if (known !== null && key === comparedAs && at <= known.until) return;
    const comparison = await engine.compare(branch);
    if ('problem' in comparison) return;
    comparedAs = key;
    update(branch, { comparison });
  }

  async function follow({ frame, info }: Pick<Moved, 'frame' | 'info'>, at?: TimeUs): Promise<void> {
    const { beside } = get();
    if (beside === null) return;
    const { branch } = beside;
    if (!info.branches.some(({ id, current }) => id === branch && !current)) return set({ beside: null });
    const { cursor } = frame;
    const way = await look(branch, { from: cursor, to: cursor, ...(at !== undefined && { at }) });
    if (way.length > 0) update(branch, { way });
    await compare(branch, info, frame.at);
  }

  /** Two stages need the room of the panels; alone again, one finds them as they were. */
  function foldPanels(fold: boolean): void {
    const { panels } = get();
    if (fold && folded === null) {
      folded = { feed: panels.feed, inspector: panels.inspector };
      set({ panels: { ...panels, feed: false, inspector: false } });
    } else if (!fold && folded !== null) {
      set({
        panels: {
          ...panels,
          feed: panels.feed || folded.feed,
          inspector: panels.inspector || folded.inspector,
        },
      });
      folded = null;
    }
  }

  return {
    follow: (moved: Moved) => follow(moved),
    /** Frames for a move that is about to be shown; none without a branch beside. */
    way: async (from: number, to: number): Promise<readonly Frame[]> => {
      const branch = get().beside?.branch;
      if (branch === undefined) return [];
      const way = await look(branch, { from, to });
      if (way.length > 0) update(branch, { way });
      return way;
    },
    stand: async (branch: number | null): Promise<void> => {
      foldPanels(branch !== null);
      set({ beside: branch === null ? null : { branch, way: [], comparison: null } });
      const { frame, info } = get();
      if (frame === null || info === null) return;
      await follow({ frame, info });
      const { beside } = get();
      set({ spoken: beside === null ? 'One branch alone.' : standingWords(info, beside) });
    },
    /** The branch beside is gone over to: the open one takes its place. */
    changeSides: (id: number) => {
      const { beside, info } = get();
      const open = info?.branches.find(({ current }) => current)?.id;
      if (beside?.branch !== id || open === undefined) return {};
      return { beside: { branch: open, way: [], comparison: null } };
    },
    walk: async (back: boolean, go: (move: Move) => Promise<boolean>): Promise<boolean> => {
      const { beside, cursor, displayTime } = get();
      const differences = beside?.comparison?.differences ?? [];
      const wanted = differenceFrom(differences, { cursor, at: displayTime }, back);
      if (wanted === null) {
        set({ spoken: walkedWords(differences, null, beside?.comparison?.until ?? 0) });
        return false;
      }
      if (!(await go(moveToDifference(wanted)))) return false;
      const { frame, info } = get();
      if (frame !== null && info !== null && frame.at < wanted.at) {
        clock.set(wanted.at);
        set({ displayTime: wanted.at });
        await follow({ frame, info }, wanted.at);
      }
      set({ spoken: walkedWords(differences, wanted, 0) });
      return true;
    },
  };
}

/** What was done in the open branch: another comparison is due when that changes. */
function acts({ interventions, branches }: RunInfo): string {
  return [
    ...interventions.map(({ cursor, text }) => `${cursor} ${text}`),
    ...branches.map(({ differs }) => differs),
  ].join('|');
}
