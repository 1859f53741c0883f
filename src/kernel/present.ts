/**
 * What a protocol tells the page about itself, as plain data: the same grammar for every protocol (VISUAL 2,
 * 3). The page draws these and never names a protocol.
 */
import type { Digest, ReplicaId, Slot, View } from './ids.ts';
import type { ProtocolOptions } from './options.ts';

/** A tag points to the right, as what a client sends; `tag-left` is its answer. */
export type Shape = 'tag' | 'tag-left' | 'square' | 'triangle' | 'disc' | 'hexagon' | 'diamond' | 'bar';
export type Hue = 'neutral' | 'proposal' | 'vote1' | 'vote2' | 'change';

/** How one message type looks and reads. */
export interface MessageStyle {
  readonly type: string;
  readonly shape: Shape;
  readonly hue: Hue;
  /** Is a certificate: double outline. */
  readonly double?: boolean;
  /** Says "nothing": hollow. */
  readonly hollow?: boolean;
  /** Passes on what others said: drawn as small as in a crowd. */
  readonly small?: boolean;
  /** One sentence: what this message says. */
  readonly says: string;
}

/** One message for the reader. */
export interface MessageSummary {
  readonly type: string;
  readonly view: View | null;
  readonly slot: Slot | null;
  /** The value it speaks for, where it speaks for one. */
  readonly digest: Digest | null;
  /** Says "nothing": drawn hollow. */
  readonly hollow: boolean;
  /** Certificates it carries. */
  readonly pips: number;
  /** "PREPARE view 0, slot 3, value 9f2c" */
  readonly text: string;
}

/**
 * One replica at one moment. `none` not heard · `heard` · `own` my own vote · `certified` known only from a
 * certificate · `other` for another value than the proposal held here · `double` two values from one sender.
 */
export type RingSegment = 'none' | 'heard' | 'own' | 'certified' | 'other' | 'double';

export interface Ring {
  /** "PREPARE" */
  readonly label: string;
  readonly hue: Hue;
  /** One per replica, by id; a frame of more than 31 replicas leaves them out. */
  readonly segments: readonly RingSegment[];
  /** The proposer's segment carries a notch; null when nobody proposes in this ring. */
  readonly proposer: ReplicaId | null;
  readonly count: number;
  readonly threshold: number;
  /** A lesson asks for the threshold: nobody is to read it here. Set by the page alone. */
  readonly asked?: true;
}

export interface ReplicaGlyph {
  readonly view: View;
  /** What the protocol calls a view: filled in from its manifest by whoever shows it; absent: "view". */
  readonly viewWord?: string;
  /** Phases are said of the block at a slot ("notarised"); absent: of the replica ("prepared"). */
  readonly phasesOf?: 'block';
  readonly leader: ReplicaId;
  /** Mode of the whole replica: "normal", "view change", "state transfer". */
  readonly mode: string;
  readonly executedSlot: Slot;
  readonly stableSlot: Slot;
  readonly armed: readonly string[];
  /** Open slots, ascending: window squares and rings. */
  readonly slots: readonly SlotGlyph[];
  /** During a view change this ring replaces the slot's: "to view 1, 2/3". */
  readonly change: { readonly target: View; readonly ring: Ring } | null;
}

export interface SlotGlyph {
  readonly slot: Slot;
  /** The paper's word: "pre-prepared". */
  readonly phase: string;
  /** 0 idle … 3 committed, 4 executed: how full the window square is. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly digest: Digest | null;
  readonly rings: readonly Ring[];
}

/** Detail of one replica for the Inspector, computed when asked for. */
export type Describe<S> = (state: S, ctx: DescribeContext) => ReplicaDetail;
export interface DescribeContext {
  readonly self: ReplicaId;
  readonly replicas: number;
  readonly faults: number;
  readonly options: ProtocolOptions;
}

export interface ReplicaDetail {
  /** The chart's active state, as a path: "normal.waiting". */
  readonly chart: string;
  /** The paper's variables, in the paper's names. */
  readonly variables: readonly { readonly name: string; readonly value: string; readonly meaning: string }[];
  readonly log: LogTable;
  /** The blocks it knows, where values hang on each other; absent where they stand in a row. */
  readonly tree?: TreeView;
}

/** A tree of blocks as one replica knows it, in order of place; parents before their children. */
export interface TreeView {
  /** "block tree" */
  readonly title: string;
  /** What the numbers of `place` count: "epoch". */
  readonly axis: string;
  readonly nodes: readonly TreeNode[];
  /** Older nodes that are left out. */
  readonly omitted: number;
}

export interface TreeNode {
  readonly id: Digest;
  /** Null for the root, and while the parent is not known or left out. */
  readonly parent: Digest | null;
  readonly place: number;
  /** Short name of the value: "9f2c", "genesis". */
  readonly label: string;
  /** The paper's word: "notarised". */
  readonly state: string;
  /** How far that is: 0 only heard of, 1 proposed, 2 certified, 3 decided. */
  readonly level: 0 | 1 | 2 | 3;
  /** On the chain that this replica would extend. */
  readonly best: boolean;
  /** Everything about it in one sentence. */
  readonly text: string;
  /** Which replicas know it as what: filled in by whoever sees them all, empty where nobody does. */
  readonly holders: readonly TreeHolders[];
}

export interface TreeHolders {
  /** As in {@link TreeNode.state}. */
  readonly state: string;
  readonly level: TreeNode['level'];
  readonly replicas: readonly ReplicaId[];
}

export interface LogTable {
  /** As in {@link ReplicaGlyph}. */
  readonly viewWord?: string;
  /** After "slot": "pre-prepared", "prepared", … */
  readonly columns: readonly string[];
  readonly rows: readonly LogRow[];
}

export interface LogRow {
  readonly slot: Slot;
  readonly view: View;
  readonly digest: Digest | null;
  readonly cells: readonly LogCell[];
}

/** One cell: reached or not, the words in it, and the signed messages that prove it. */
export interface LogCell {
  readonly reached: boolean;
  readonly text: string;
  readonly certificate: readonly unknown[];
  /** Type of the votes that the words count; absent: they count none. */
  readonly votes?: string;
}

/** A listing with the line that is meant. */
export interface PseudoCode {
  /** "PREPARE": what it is about. */
  readonly title: string;
  readonly lines: readonly string[];
  /** Counted from 0. */
  readonly lit: number;
}

/** A statechart as a picture: what the page draws, with the active states lit. */
export interface ChartGraph {
  /**
   * `replica`: one per replica, lit by {@link ReplicaDetail.chart}; `slot`: one per open slot, lit by
   * {@link SlotGlyph.phase}.
   */
  readonly of: 'replica' | 'slot';
  /** Parents before their children. */
  readonly states: readonly ChartState[];
  readonly moves: readonly ChartMove[];
}

export interface ChartState {
  /** "view.normal.waiting": the names from the outermost state to this one. */
  readonly path: string;
  /** Path of the state around it; null at the outermost. */
  readonly parent: string | null;
  /** What it means, in one sentence; empty where the chart says nothing. */
  readonly says: string;
  /** Its children are active together instead of one at a time. */
  readonly parallel: boolean;
  /** Where the state around it begins. */
  readonly initial: boolean;
}

export interface ChartMove {
  /** Paths, null from anywhere; `to` is where the chart says, which may hold further states. */
  readonly from: string | null;
  readonly to: string;
  /** The signal, or the timer that fires. */
  readonly on: string;
  readonly timer: boolean;
  readonly says: string;
}
