/**
 * The branch that stands beside the open one: wherever the playhead goes, it shows the same simulated time,
 * and says what differs. It only looks; acting and moving belong to the open branch.
 */
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { Difference, Move, Moved, RunInfo } from '../../runtime/api.ts';
import type { Stagehands } from '../stagehands.ts';
import type { UiState, UiStore } from '../state.ts';
import type { Beside } from '../tools.ts';
import { differenceFrom, moveToDifference } from './walk.ts';
import { standingWords, walkedWords } from './words.ts';

/** Frames of the other branch that one move shows at most. */
const MOST = 60;
/** Of the open branch itself, seen from a seat. */
const NO_BRANCH = -1;
/** Looks until a branch that has not come as far is given up: each simulates some thousand events. */
const LOOKS = 100;

/** How far two branches are looked at for another difference, in simulated time, and how often. */
const FURTHER = { step: 1_000_000, looks: 5 } as const;

/** A way from a cursor to another, and the time on the clock where that is later than the last event. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly at?: TimeUs;
}

export class BesideBranch {
  private readonly hands: Stagehands;
  private readonly store: UiStore;
  /** What was done in the branches when they were last compared. */
  private comparedAs = '';
  /** Panels that made room; null while they are where they were. */
  private folded: { readonly feed: boolean; readonly inspector: boolean } | null = null;

  constructor(hands: Stagehands, store: UiStore) {
    this.hands = hands;
    this.store = store;
  }

  /** Shows a branch beside the open one, or none. */
  async stand(branch: number | null): Promise<void> {
    await this.begin(branch === null ? null : { branch, way: [], comparison: null });
    const { beside, info } = this.store.getState();
    if (info === null) return;
    this.store.setState({ spoken: beside === null ? 'One branch alone.' : standingWords(info, beside) });
  }

  /** Shows the open branch as one replica knows it, beside what is true. */
  async sit(seat: ReplicaId | null): Promise<void> {
    if (this.store.getState().frame?.seat !== undefined) await this.store.getState().actions.sit(null);
    // A run that hides a liar stays in one seat, and that has been said.
    if (this.store.getState().frame?.seat !== undefined) return;
    await this.begin(seat === null ? null : { branch: NO_BRANCH, seat, way: [], comparison: null });
    const spoken = seat === null ? 'What is true.' : `What is true, and beside it what R${seat} knows.`;
    this.store.setState({ spoken });
  }

  private async begin(beside: Beside | null): Promise<void> {
    this.foldPanels(beside !== null);
    this.store.setState({ beside });
    const { frame, info } = this.store.getState();
    if (frame !== null && info !== null) await this.follow({ frame, info });
  }

  /** Goes where the playhead is; `at` is the time on the clock where that is later than its last event. */
  async follow({ frame, info }: Pick<Moved, 'frame' | 'info'>, at?: TimeUs): Promise<void> {
    const { beside } = this.store.getState();
    if (beside === null) return this.foldPanels(false);
    const { branch, seat } = beside;
    if (seat === undefined && !info.branches.some(({ id, current }) => id === branch && !current)) {
      this.foldPanels(false);
      this.store.setState({ beside: null });
      return;
    }
    const { cursor } = frame;
    const way = await this.look(beside, { from: cursor, to: cursor, ...(at !== undefined && { at }) });
    if (way.length > 0) this.update(beside, { way });
    if (seat === undefined) await this.compare(beside, info, frame.at);
  }

  /** Frames for a move that is about to be shown; none without a branch beside. */
  async way(from: number, to: number): Promise<readonly Frame[]> {
    const { beside } = this.store.getState();
    if (beside === null) return [];
    const way = await this.look(beside, { from, to });
    if (way.length > 0) this.update(beside, { way });
    return way;
  }

  /** When the branch beside is gone over to, the open one takes its place. */
  changeSides(id: number): Partial<UiState> {
    const { beside, info } = this.store.getState();
    const open = info?.branches.find(({ current }) => current)?.id;
    if (beside?.branch !== id || open === undefined) return {};
    return { beside: { branch: open, way: [], comparison: null } };
  }

  /** To the next difference or the one before; `go` moves the playhead. */
  async walk(back: boolean, go: (move: Move) => Promise<boolean>): Promise<boolean> {
    if (this.store.getState().beside?.seat !== undefined) return false;
    const wanted = this.wantedFrom(back) ?? (back ? null : await this.lookFurther());
    const { differences = [], until = 0 } = this.store.getState().beside?.comparison ?? {};
    if (wanted !== null) {
      if (!(await go(moveToDifference(wanted)))) return false;
      await this.waitUntil(wanted.at);
    }
    this.store.setState({ spoken: walkedWords(differences, wanted, until) });
    return wanted !== null;
  }

  private wantedFrom(back: boolean): Difference | null {
    const { beside, cursor, displayTime } = this.store.getState();
    return differenceFrom(beside?.comparison?.differences ?? [], { cursor, at: displayTime }, back);
  }

  /** Both branches go on, out of sight, until they differ in something more, or long enough. */
  private async lookFurther(): Promise<Difference | null> {
    for (let looks = 0; looks < FURTHER.looks; looks++) {
      const { beside } = this.store.getState();
      const until = beside?.comparison?.until ?? null;
      if (beside === null || until === null || until >= Number.MAX_SAFE_INTEGER) return null;
      const comparison = await this.hands.engine.compare(beside.branch, until + FURTHER.step);
      if ('problem' in comparison) return null;
      this.update(beside, { comparison });
      const wanted = this.wantedFrom(false);
      if (wanted !== null || comparison.until <= until) return wanted;
    }
    return null;
  }

  /**
   * The other branch has an event at this time, and the open one may have none: then the clock alone goes on.
   */
  private async waitUntil(at: TimeUs): Promise<void> {
    const { frame, info } = this.store.getState();
    if (frame === null || info === null || frame.at >= at) return;
    this.hands.clock.set(at);
    this.store.setState({ displayTime: at });
    await this.follow({ frame, info }, at);
  }

  private async look(beside: Beside, { from, to, at }: Way): Promise<readonly Frame[]> {
    const { branch, seat } = beside;
    for (let looks = 0; looks < LOOKS && this.stands(beside); looks++) {
      const { engine } = this.hands;
      const way =
        seat === undefined
          ? await engine.wayBeside(branch, from, to, MOST, at)
          : await engine.wayFromSeat(seat, from, to, MOST);
      if ('problem' in way) break;
      if (!way.behind || looks === LOOKS - 1) return way.frames;
    }
    return [];
  }

  private async compare(beside: Beside, info: RunInfo, at: TimeUs): Promise<void> {
    const known = this.store.getState().beside?.comparison ?? null;
    const { branch } = beside;
    const key = `${branch} ${acts(info)}`;
    if (known !== null && key === this.comparedAs && at <= known.until) return;
    const comparison = await this.hands.engine.compare(branch);
    if ('problem' in comparison) return;
    this.comparedAs = key;
    this.update(beside, { comparison });
  }

  /** What is asked about is still what stands beside: another seat is another picture. */
  private stands({ branch, seat }: Beside): boolean {
    const { beside } = this.store.getState();
    return beside?.branch === branch && beside.seat === seat;
  }

  private update(asked: Beside, changes: Partial<Beside>): void {
    const { beside } = this.store.getState();
    if (beside !== null && this.stands(asked)) this.store.setState({ beside: { ...beside, ...changes } });
  }

  /** Two stages need the room of the panels; alone again, one finds them as they were. */
  private foldPanels(fold: boolean): void {
    const { panels } = this.store.getState();
    const { feed, inspector } = panels;
    if (fold && this.folded === null) {
      this.folded = { feed, inspector };
      this.store.setState({ panels: { ...panels, feed: false, inspector: false } });
    } else if (!fold && this.folded !== null) {
      const before = this.folded;
      this.folded = null;
      const back = { feed: feed || before.feed, inspector: inspector || before.inspector };
      this.store.setState({ panels: { ...panels, ...back } });
    }
  }
}

/** What was done in the branches: another comparison is due when that changes. */
function acts({ interventions, branches }: RunInfo): string {
  const here = interventions.map(({ cursor, text }) => `${cursor} ${text}`);
  return [...here, ...branches.map(({ differs }) => differs)].join('|');
}
