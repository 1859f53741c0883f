/**
 * The futures of one session. Acting where something later has been seen already leaves that future behind as a branch
 * of its own, with its history; undo and redo belong to each branch.
 */
import { invariant } from '../kernel/assert.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import type { PageSession } from './page-session.ts';

/** A session and where it was acted upon: what undo and redo go back to. */
export interface Visit {
  readonly session: PageSession;
  readonly cursor: number;
}

export interface KeptBranch {
  readonly id: number;
  run: PageRun;
  /** Where it left the run that it came from; 0 for the first one. */
  readonly forkedCursor: number;
  readonly forkedFrom: PageSession | null;
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

  find(id: number): KeptBranch | null {
    return this.kept.find((branch) => branch.id === id) ?? null;
  }

  /** Another session: nothing of the old one is kept. */
  startOver(run: PageRun): void {
    for (const branch of this.kept) branch.run.close();
    this.kept = [];
    this.add(run, 0, null, { past: [], future: [] });
  }

  see(cursor: number): void {
    this.current.seen = Math.max(this.current.seen, cursor);
  }

  /** The run goes on differently from `visit.cursor` on. */
  act(run: PageRun, visit: Visit, depth: number): void {
    const { current } = this;
    const past = [...current.past, visit].slice(-depth);
    if (visit.cursor >= current.seen) this.replace(run, { past, future: [] }, visit.cursor);
    else this.add(run, visit.cursor, visit.session, { past, future: [] });
  }

  /** `run` is the one of the last visit. */
  undo(run: PageRun): void {
    const { past, future, run: undone } = this.current;
    const last = past.at(-1);
    invariant(last !== undefined, 'something to undo expected');
    const visit = { session: undone.session, cursor: last.cursor };
    this.replace(run, { past: past.slice(0, -1), future: [...future, visit] }, last.cursor);
  }

  redo(run: PageRun): void {
    const { past, future, run: redone } = this.current;
    const next = future.at(-1);
    invariant(next !== undefined, 'something to redo expected');
    const visit = { session: redone.session, cursor: next.cursor };
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

  private add(
    run: PageRun,
    forkedCursor: number,
    forkedFrom: PageSession | null,
    history: Pick<KeptBranch, 'past' | 'future'>,
  ): void {
    const branch = { id: ++this.count, run, forkedCursor, forkedFrom, seen: forkedCursor, ...history };
    this.open?.run.close();
    this.open = branch;
    this.kept = [...this.kept, branch];
    while (this.kept.length > limits.branches) this.kept = this.kept.slice(1);
  }
}
