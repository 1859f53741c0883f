/**
 * An Engine that plays the hand-written round of fake-script.ts: for tests of the page alone. It knows moves,
 * one intervention (crash) and undo; whatever else is asked gets a problem or nothing.
 */
import type { ReplicaId } from '../../src/kernel/ids.ts';
import type { Engine, Move, Moved, Problem, RunInfo } from '../../src/runtime/api.ts';
import { ArrowLog } from '../../src/runtime/arrows.ts';
import { TraceIndex } from '../../src/runtime/history/trace-index.ts';
import { LEGS, lineOf, scriptedFrame } from './fake-script.ts';

const LENGTH = LEGS.length + 1;
/** Playhead positions at which a Round ends. */
const ROUNDS = [1, 2, 5, 14, 26, 30];

export interface FakeEngine extends Engine {
  /** Calls so far, by name with arguments: what a test asserts on. */
  readonly calls: string[];
}

export function createFakeEngine(): FakeEngine {
  const calls: string[] = [];
  let down: { readonly at: number; readonly replica: ReplicaId }[] = [];
  let undone: typeof down = [];
  let reached = 0;
  const frame = (cursor: number) =>
    scriptedFrame(
      cursor,
      down.filter((crash) => crash.at <= cursor).map((crash) => crash.replica),
    );
  const moved = (cursor: number): Moved => {
    reached = Math.max(reached, cursor);
    const info = infoOf(reached, down, undone);
    return { frame: frame(cursor), info, stopped: null };
  };
  const problem: Problem = { problem: 'the fake engine does not know this' };
  return {
    calls,
    catalogue: async () => [
      { id: 'first-light', title: 'First light', story: STORY, protocol: 'pbft', replicas: 4, seed: 42 },
    ],
    open: async (source, _host, cursor) => {
      calls.push(`open ${source.kind === 'catalogue' ? source.id : 'json'} ${cursor ?? 0}`);
      if (source.kind === 'catalogue' && source.id !== 'first-light') {
        return { problem: `expected a catalogue id, found "${source.id}"` };
      }
      down = [];
      return moved(Math.min(cursor ?? 0, LENGTH));
    },
    restart: async () => moved(0),
    move: async (cursor, move) => {
      calls.push(`move ${cursor} ${move.kind}${move.back ? ' back' : ''}`);
      const goal = goalOf(cursor, move);
      return { ...moved(goal), stopped: goal === cursor ? 'nothing is left to happen' : null };
    },
    frame: async (cursor) => frame(cursor),
    feed: async (from, count) =>
      Array.from({ length: Math.min(count, reached - from) }, (_, k) => lineOf(from + k)),
    verdicts: async () => VERDICTS,
    replica: async () => problem,
    message: async () => problem,
    certificate: async () => problem,
    accusations: async () => [],
    changeStory: async () => problem,
    sit: async () => problem,
    wayFromSeat: async () => problem,
    lieSheet: async () => problem,
    alterSheet: async () => problem,
    challenges: async () => [],
    gradeChallenge: async () => problem,
    intervene: async (cursor, intervention, joins = false) => {
      calls.push(`intervene ${cursor} ${JSON.stringify(intervention)}${joins ? ' joins' : ''}`);
      if (intervention.do !== 'crash') return problem;
      down = [
        ...down.filter((crash) => crash.at < cursor),
        { at: cursor, replica: intervention.replica as ReplicaId },
      ];
      undone = [];
      return moved(cursor);
    },
    adopt: async () => problem,
    undo: async () => {
      if (down.length === 0) return { problem: 'nothing is left to undo' };
      undone = [...undone, ...down.slice(-1)];
      down = down.slice(0, -1);
      return moved(reached);
    },
    redo: async () => {
      down = [...down, ...undone.slice(-1)];
      undone = undone.slice(0, -1);
      return moved(reached);
    },
    switchBranch: async () => problem,
    keepBranch: async () => problem,
    wayBeside: async () => problem,
    compare: async () => problem,
    arrows: async () => new ArrowLog(new Map()).since(0, 0, new TraceIndex()),
    laneMarks: async () => [],
    search: async () => [],
    event: async () => problem,
    metrics: async () => ({ slots: [], views: [], accepted: [], byType: [] }),
    compareLedgers: async () => problem,
    traceHash: async () => '0'.repeat(64),
    annotate: async () => problem,
    lessons: async () => [],
    lessonStep: async () => problem,
    gradeLesson: async () => problem,
    replay: async () => problem,
  };
}

function goalOf(cursor: number, move: Move): number {
  const sign = move.back === true ? -1 : 1;
  switch (move.kind) {
    case 'step':
      return Math.min(LENGTH, Math.max(0, cursor + sign));
    case 'round':
      return sign > 0
        ? (ROUNDS.find((end) => end > cursor) ?? cursor)
        : (ROUNDS.findLast((end) => end < cursor) ?? 0);
    case 'commit':
      return sign > 0 ? Math.max(cursor, 16) : 0;
    case 'event':
      return Math.min(LENGTH, Math.max(0, move.target ?? 0));
    case 'start':
      return 0;
    default:
      return LENGTH;
  }
}

const STORY = [
  'Four replicas keep one ledger.',
  'One of them may lie.',
  'Press Round and follow a transfer.',
];

const VERDICTS = ['agreement', 'total-order', 'progress'].map((property) => ({
  property,
  kind: property === 'progress' ? ('eventually' as const) : ('always' as const),
  verdict: property === 'progress' ? ('pending' as const) : ('holds' as const),
  event: null,
  replicas: [],
  because: 'no two correct replicas executed different values at one slot',
}));

const MESSAGES = [
  ['REQUEST', 'tag', 'neutral', 'A client asks for an operation.'],
  ['PRE-PREPARE', 'square', 'proposal', 'The primary proposes a value for a slot.'],
  ['PREPARE', 'triangle', 'vote1', 'A backup says: I have this proposal.'],
  ['COMMIT', 'disc', 'vote2', 'A replica says: a quorum has this proposal.'],
  ['REPLY', 'tag', 'neutral', 'A replica tells the client its result.'],
] as const;

function infoOf(
  length: number,
  down: readonly { readonly at: number; readonly replica: ReplicaId }[],
  undone: readonly unknown[],
): RunInfo {
  return {
    scenario: { id: 'first-light', title: 'First light', story: STORY },
    protocol: {
      id: 'pbft',
      title: 'PBFT',
      paper: 'Castro and Liskov 1999',
      simplified: ['signatures are simulated'],
      messages: MESSAGES.map(([type, shape, hue, says]) => ({ type, shape, hue, says })),
      behaviours: [{ id: 'silent', title: 'Says nothing' }],
      idleTypes: [],
    },
    replicas: 4,
    faults: 1,
    clients: 1,
    seed: 42,
    authenticator: 'simulated',
    delayMs: { min: 20, max: 20 },
    lossRate: 0,
    duplicateRate: 0,
    host: 'inline',
    length,
    endedAt: scriptedFrame(length).at,
    ended: null,
    traceHash: '0'.repeat(64),
    accounts: [0, 1, 2],
    session: { version: 1, session: { scenario: 'first-light', seed: 42, commands: down } },
    notes: [],
    interventions: down.map(({ at, replica }) => ({
      at: scriptedFrame(at).at,
      cursor: at,
      text: `crash R${replica}`,
    })),
    canUndo: down.length > 0,
    canRedo: undone.length > 0,
    undoes: down.length === 0 ? null : `R${down.at(-1)?.replica} crashes`,
    redoes: undone.length === 0 ? null : 'a crash',
    branches: [],
    firstView: { number: 0, leader: 0 },
    marks: [
      ...(length > 15
        ? [{ kind: 'commit' as const, cursor: 16, at: 80_000, text: 'slot 1 executed at R0' }]
        : []),
      ...down.map(({ at, replica }) => ({
        kind: 'fault' as const,
        cursor: at,
        at: scriptedFrame(at).at,
        text: `R${replica} crashes`,
      })),
    ],
  };
}
