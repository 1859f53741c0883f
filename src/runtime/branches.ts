/**
 * The futures of one session. Acting where something later has been seen already leaves that future behind as
 * a branch of its own, with its history. Undo and redo belong to each branch; the act that made a branch is
 * undone by going back to the branch that it left.
 */
import { invariant } from '../kernel/assert.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import type { PageSession } from './page-session.ts';

/** One act: what undo goes back to, or redo goes on to. */
export interface Visit {
  readonly session: PageSession;
  readonly cursor: number;
  /** What was done there, in words. */
  readonly act: string;
  /** The other branch that `session` belongs to; null when the act stayed in one branch. */
  readonly branch: number | null;
}

export interface KeptBranch {
  readonly id: number;
  run: PageRun;
  /** Where it left the run that it came from; 0 for the first one. */
  readonly forkedCursor: number;
  /** The branch that it left; null for the first one. */
  readonly from: number | null;
  /** Furthest cursor that was shown. */
  seen: number;
  past: readonly Visit[];
  future: readonly Visit[];
}

export class Branches {
  private kept: KeptBranch[] = [];
  private open: KeptBranch | null = null;
  private count = 0;

  get current(): KeptBranch {
    invariant(this.open !== null, 'a run expected to be open');
    return this.open;
  }

  get all(): readonly KeptBranch[] {
    return this.kept;
  }

  find(id: number | null): KeptBranch | null {
    return this.kept.find((branch) => branch.id === id) ?? null;
  }

  /** Another session: of the old one nothing is kept but what `past` says. */
  startOver(run: PageRun, past: readonly Visit[]): void {
    for (const branch of this.kept) branch.run.close();
    this.kept = [];
    this.count = 0;
    this.add(run, { forkedCursor: 0, from: null, past: past.slice(-limits.undoDepth) });
  }

  see(cursor: number): void {
    this.current.seen = Math.max(this.current.seen, cursor);
  }

  /**
   * The run goes on differently from `visit.cursor` on: here, or, when that would lose a future, in a new
   * branch.
   */
  act(run: PageRun, visit: Omit<Visit, 'branch'>, losesFuture: boolean): void {
    const { current } = this;
    if (!losesFuture) {
      const past = [...current.past, { ...visit, branch: null }].slice(-limits.undoDepth);
      this.replace(run, { past, future: [] }, visit.cursor);
      return;
    }
    current.future = [];
    const past = [{ ...visit, branch: current.id }];
    this.add(run, { forkedCursor: visit.cursor, from: current.id, past });
  }

  /** One more part of the last act: undo goes back to before its first part. */
  join(run: PageRun, visit: Omit<Visit, 'branch'>): void {
    const { past } = this.current;
    const first = past.at(-1);
    if (first === undefined) {
      this.act(run, visit, false);
      return;
    }
    const whole = { ...first, act: joinedWords(first.act, visit.act) };
    this.replace(run, { past: [...past.slice(0, -1), whole], future: [] }, visit.cursor);
  }

  /** Goes back to the branch that the last act left, if that is still as it was then. */
  undoFork(last: Visit): boolean {
    const parent = this.find(last.branch);
    const { id, run } = this.current;
    if (parent === null || parent.run.session !== last.session) return false;
    parent.future = [...parent.future, { ...last, session: run.session, branch: id }];
    this.select(parent);
    return true;
  }

  /** Goes on to the branch that the next act made, if that is still as it was then. */
  redoFork(next: Visit): boolean {
    const child = this.find(next.branch);
    if (child === null || child.run.session !== next.session) return false;
    this.current.future = this.current.future.slice(0, -1);
    this.select(child);
    return true;
  }

  /** `run` is the one before the last act. */
  undo(run: PageRun, last: Visit): void {
    const { past, future, run: undone } = this.current;
    const visit = { ...last, session: undone.session, branch: null };
    this.replace(run, { past: past.slice(0, -1), future: [...future, visit] }, last.cursor);
  }

  /** `run` is the one with the next act done again. */
  redo(run: PageRun, next: Visit): void {
    const { past, future, run: redone } = this.current;
    const visit = { ...next, session: redone.session, branch: null };
    this.replace(run, { past: [...past, visit], future: future.slice(0, -1) }, next.cursor);
  }

  /** Only the open branch has workers. */
  select(branch: KeptBranch): void {
    if (branch !== this.open) this.open?.run.close();
    this.open = branch;
  }

  private replace(run: PageRun, history: Pick<KeptBranch, 'past' | 'future'>, seen: number): void {
    this.current.run.close();
    Object.assign(this.current, { run, seen, ...history });
  }

  private add(run: PageRun, fork: Pick<KeptBranch, 'forkedCursor' | 'from' | 'past'>): void {
    const branch = { id: ++this.count, run, seen: fork.forkedCursor, future: [], ...fork };
    this.open?.run.close();
    this.open = branch;
    this.kept = [...this.kept, branch].slice(-limits.branches);
  }
}

/** "R3 crashes; c0 is handed a request"; of more than two parts the first and how many more. */
export function joinedWords(before: string, part: string): string {
  const [first = before, rest] = before.split('; ');
  if (rest === undefined) return `${first}; ${part}`;
  return `${first}; ${Number(/^(\d+) more$/.exec(rest)?.[1] ?? 1) + 1} more`;
}
