/**
 * What the page remembers: where the playhead is, the frame it shows, what is selected, which panels are
 * open. It holds no messages beyond the current frame and decides nothing about the run; the engine does. The
 * time that moves while marks fly is not here but in clock.ts, so that no animation step re-renders anything.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { ReplicaId, Slot, TimeUs } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';
import type { Frame } from '../projection/frame.ts';
import type {
  CatalogueEntry,
  Intervention,
  Move,
  RestartWith,
  RunInfo,
  SessionSource,
} from '../runtime/api.ts';
import { createPlayer, type Player } from './player.ts';
import type { Preferences } from './preferences.ts';
import type { Selection } from './selection.ts';
import { INITIAL_TEACHING, type TeachingState } from './teaching.ts';
import { INITIAL_TOOLS, type ToolActions, type ToolState } from './tools.ts';

export type { Selection } from './selection.ts';

export type PanelName = 'feed' | 'inspector' | 'timeline' | 'table' | 'keys';
export type InspectorTab = 'replica' | 'evidence' | 'quorum' | 'network' | 'verdicts';
export type ThemeChoice = 'system' | 'light' | 'dark';

/**
 * `playing` runs by itself, `moving` is on its way to one goal, `stopped` cannot go on: `stopped` says why.
 */
export type PlayerMode = 'idle' | 'paused' | 'moving' | 'playing' | 'stopped';

/** Which control a sentence belongs to; it is shown beside that control. */
export type ControlId =
  | 'address'
  | 'page'
  | 'scenario'
  | 'parameters'
  | 'faults'
  | 'transfer'
  | 'files'
  | 'transport'
  | 'undo'
  | 'branches'
  | 'search'
  | 'share'
  | 'network'
  | 'message'
  | 'act'
  | 'rules'
  | 'minimise';

export interface Notice {
  readonly tone: 'problem' | 'info';
  readonly text: string;
  /** The nearest useful thing, as a link of this page. */
  readonly offer?: { readonly text: string; readonly hash: string };
}

/** The fault menu, open at a replica; `anchor` is the element that it belongs to. */
export interface OpenFaultMenu {
  readonly replica: ReplicaId;
  readonly anchor: Element;
}

export interface UiState extends ToolState, TeachingState {
  readonly catalogue: readonly CatalogueEntry[];
  /** Null until a session is open. Both change together. */
  readonly frame: Frame | null;
  readonly info: RunInfo | null;
  /** Events that the engine has simulated: while a move is shown, more than `info` knows of yet. */
  readonly reach: number;
  /** Where the last move or act arrived: what is told in words follows this and not every step on the way. */
  readonly landed: Frame | null;
  /** Of the playhead's moment. */
  readonly verdicts: readonly Verdict[];
  /** Events done at the playhead: equals `frame.cursor`. */
  readonly cursor: number;
  /** Where the clock rests; while marks fly, clock.ts is ahead of it. */
  readonly displayTime: TimeUs;
  /** The machine that says what a press of play, pause or step means; one per page. */
  readonly player: Player;
  readonly mode: PlayerMode;
  /** Same as `mode === 'playing'`. */
  readonly playing: boolean;
  /** 1 is one network delay in 0.9 s; Infinity is as fast as it goes. */
  readonly speed: number;
  /** Why the last move ended early or the run cannot go on. */
  readonly stopped: string | null;
  /** The last Round in one sentence, for the live region. */
  readonly spoken: string;
  readonly busy: boolean;
  readonly selection: Selection | null;
  /** The slot that the user chose to look at; null follows the run. */
  readonly pinnedSlot: Slot | null;
  readonly panels: Readonly<Record<PanelName, boolean>>;
  /** Widths and heights in CSS px. */
  readonly sizes: Readonly<Record<'feed' | 'inspector' | 'timeline', number>>;
  readonly tab: InspectorTab;
  readonly theme: ThemeChoice;
  /** The diagram has the room of the stage, and the stage that of the timeline. */
  readonly swapped: boolean;
  readonly letterKeys: boolean;
  readonly notices: Readonly<Partial<Record<ControlId, Notice>>>;
  readonly faultMenu: OpenFaultMenu | null;
  /** The guide is shown until somebody waves it away, and again when somebody asks for it. */
  readonly guide: boolean;
  /** Most controls are put away: what is open is the first screen (first-screen.ts). */
  readonly fewControls: boolean;
}

/** Each promise ends when the page shows the result; `false` means a notice says what was wrong. */
export interface UiActions extends ToolActions {
  open(source: SessionSource, at?: number): Promise<boolean>;
  restart(changes: RestartWith, control?: ControlId): Promise<boolean>;
  move(move: Move): Promise<boolean>;
  scrubTo(cursor: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Acts at the playhead; a future that was seen or planned there is kept as a branch. */
  intervene(intervention: Intervention, control?: ControlId): Promise<boolean>;
  /** Several parts as one act: told together, undone together; ends at the first that is refused. */
  interveneAll(parts: readonly Intervention[], control?: ControlId): Promise<boolean>;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  /** Selecting opens the Inspector on the fitting tab and holds the clock. */
  select(selection: Selection | null): void;
  pinSlot(slot: Slot | null): void;
  setPanel(panel: PanelName, open: boolean): void;
  setSize(panel: 'feed' | 'inspector' | 'timeline', size: number): void;
  setTab(tab: InspectorTab): void;
  setSwapped(swapped: boolean): void;
  setTheme(theme: ThemeChoice): void;
  setLetterKeys(on: boolean): void;
  setGuide(on: boolean): void;
  /** Brings all controls out; `remember`: at the next visit, too. */
  showControls(remember: boolean): void;
  notify(control: ControlId, notice: Notice | null): void;
  openFaultMenu(replica: ReplicaId, anchor: Element): void;
  closeFaultMenu(): void;
}

export type UiStore = StoreApi<UiState & { readonly actions: UiActions }>;

/** The dock below the transport shows something: a tool, or the tables where no tool is open. */
export function hasTool({ drawer, panels }: Pick<UiState, 'drawer' | 'panels'>): boolean {
  return drawer !== null || panels.table;
}

/** The tables are in sight: a tool that is open stands before them. */
export function showsTable({ drawer, panels }: Pick<UiState, 'drawer' | 'panels'>): boolean {
  return drawer === null && panels.table;
}

/** Notices with one control's sentence set or, for null, taken away. */
export function withNotice(
  state: Pick<UiState, 'notices'>,
  control: ControlId,
  notice: Notice | null,
): UiState['notices'] {
  const { [control]: _, ...others } = state.notices;
  return notice === null ? others : { ...others, [control]: notice };
}

/**
 * What is left of the notices when somebody goes on: hints have been read by then. What concerns the page or
 * a link stays until it is waved away, and so does what is wrong.
 */
export function lastingNotices({ notices }: Pick<UiState, 'notices'>): UiState['notices'] {
  const lasting = Object.entries(notices).filter(
    ([control, notice]) => control === 'page' || control === 'address' || notice.tone === 'problem',
  );
  return lasting.length === Object.keys(notices).length ? notices : Object.fromEntries(lasting);
}

export function initialState(kept: Preferences): UiState {
  return {
    catalogue: [],
    frame: null,
    info: null,
    landed: null,
    reach: 0,
    verdicts: [],
    cursor: 0,
    displayTime: 0,
    player: createPlayer(),
    mode: 'idle',
    playing: false,
    speed: 1,
    stopped: null,
    spoken: '',
    busy: false,
    selection: null,
    pinnedSlot: null,
    panels: { feed: false, inspector: false, timeline: false, table: false, keys: false },
    sizes: kept.sizes,
    tab: 'replica',
    swapped: false,
    theme: kept.theme,
    letterKeys: kept.letterKeys,
    notices: {},
    ...INITIAL_TOOLS,
    ...INITIAL_TEACHING,
    faultMenu: null,
    guide: kept.guide,
    fewControls: kept.fewControls,
  };
}
