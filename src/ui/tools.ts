/**
 * What the page remembers for its tools: the drawer below the transport, the goal that `until` goes to, a
 * long move on its way, the branch that stands beside the open one, and a search with what it found.
 */
import type { Endpoint, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';
import type { Frame } from '../projection/frame.ts';
import type { Comparison, EventQuery } from '../runtime/api.ts';
import type { Minimised, MinimiseProgress } from '../runtime/client.ts';
import type { Goal } from './goals.ts';
import type { Composing } from './lies/composing.ts';
import { type Filter, NO_FILTER } from './search/filter.ts';

/**
 * What can be open below the transport: why nothing happens, the branches, the search, a lie
 * that is composed, messages that somebody decides about.
 */
export type Drawer = 'why' | 'branches' | 'search' | 'compose' | 'mailbox';

/** A move that takes long enough to be shown. */
export interface Progress {
  /** "Looking for a view change" */
  readonly words: string;
  readonly events: number;
  readonly at: TimeUs;
}

/** Another branch, shown beside the open one under the same clock. */
export interface Beside {
  readonly branch: number;
  /** The same run as this replica knows it, and no other branch. */
  readonly seat?: ReplicaId;
  /** Its frames on the way of the last move; the clock says which of them is on show. */
  readonly way: readonly Frame[];
  /** Null until it is worked out. */
  readonly comparison: Comparison | null;
}

export interface Search {
  readonly query: EventQuery;
  /** Cursors just after the events that match, ascending. */
  readonly found: readonly number[];
  /** Events that were looked through. */
  readonly length: number;
}

/** A failing run that is being made smaller, or has been. */
export interface MinimisingView {
  /** The property that must stay violated. */
  readonly verdict: string;
  /** Null until the first run is made. */
  readonly progress: MinimiseProgress | null;
  readonly stopping: boolean;
  /** Null while the search goes on. */
  readonly result: Minimised | null;
  /** The branch that it was opened as; null for none. */
  readonly branch: number | null;
}

export interface ToolState {
  readonly drawer: Drawer | null;
  readonly goal: Goal;
  readonly progress: Progress | null;
  readonly beside: Beside | null;
  /** What search and diagram leave in sight. */
  readonly filter: Filter;
  /** What the filter finds; null when it asks for nothing. */
  readonly search: Search | null;
  readonly minimising: MinimisingView | null;
  /** The lie that is being composed; null for none. */
  readonly composing: Composing | null;
  /** Whose order of arrival is shown; null: whoever gets the next message. */
  readonly mailboxOf: Endpoint | null;
  /** The change of view is told where the stage was. */
  readonly changeOpen: boolean;
}

export interface ToolActions {
  /** Opens a tool, or closes it when it is open. */
  toggleDrawer(drawer: Drawer): void;
  closeDrawer(): void;
  /** Opens the drawer in which this replica's lie is composed. */
  composeLie(liar: ReplicaId): void;
  /** Opens the drawer with what is held back, and with the order of arrival at this receiver. */
  openMailbox(receiver: Endpoint | null): void;
  /** Tells the latest change of view over the stage, or gives the stage back. */
  showChange(open: boolean): void;
  setGoal(goal: Goal): void;
  /** To the next place that the chosen goal names, or back to the one before. */
  untilGoal(back: boolean): Promise<boolean>;
  /** Ends a long move where the playhead stood when it began. */
  stopLooking(): void;
  /** Goes over to another branch at the same simulated time; a branch beside it changes sides. */
  switchBranch(id: number): Promise<boolean>;
  /** Shows a branch beside the open one; null shows the open one alone. */
  standBeside(id: number | null): Promise<void>;
  /** Shows the moment as it is, and beside it as this replica knows it; null shows it as it is alone. */
  sitBeside(seat: ReplicaId | null): Promise<void>;
  /** To the next difference of the two branches, or the one before. */
  walkDifference(back: boolean): Promise<boolean>;
  /** Of search and diagram together; asks the engine after so many ms without another change. */
  setFilter(changes: Partial<Filter>, restMs?: number): Promise<void>;
  /** Everything is in sight again. */
  clearFilter(): Promise<void>;
  /** To the next event found, or the one before. */
  walkFound(back: boolean): Promise<boolean>;
  /** Shows what this replica knows from now on; null: what is true. */
  sit(seat: ReplicaId | null): Promise<void>;
  /** Looks for the smallest run that still breaks this verdict; ends when it is found. */
  minimise(verdict: Pick<Verdict, 'property' | 'event'>): Promise<void>;
  /** Ends that with the smallest run found so far. */
  stopMinimising(): void;
  /** Opens what was found as a branch, at the event that breaks the verdict. */
  openMinimal(): Promise<boolean>;
}

export const INITIAL_TOOLS: ToolState = {
  drawer: null,
  goal: { kind: 'commit' },
  progress: null,
  beside: null,
  filter: NO_FILTER,
  search: null,
  minimising: null,
  changeOpen: false,
  composing: null,
  mailboxOf: null,
};
