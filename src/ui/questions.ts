/**
 * Questions to the engine queue, so answers arrive in the order of the presses. A problem goes to the control
 * that asked and leaves the open session as it was.
 */
import type { Moved, Problem } from '../runtime/api.ts';
import { type ControlId, lastingNotices, type Notice, type UiStore, withNotice } from './state.ts';

export class Questions {
  private readonly store: UiStore;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(store: UiStore) {
    this.store = store;
  }

  /** Runs a task when all before it are done. */
  enqueue<T>(task: () => Promise<T>): Promise<T> {
    const done = this.queue.then(task);
    this.queue = done.catch(() => undefined);
    return done;
  }

  /** The answer, or null when it was a problem; the control then says which. */
  async ask(control: ControlId, question: () => Promise<Moved | Problem>): Promise<Moved | null> {
    this.store.setState({ busy: true, notices: lastingNotices(this.store.getState()) });
    const answer = await question().catch(
      (reason: unknown): Problem => ({ problem: `The engine failed: ${String(reason)}` }),
    );
    const isProblem = 'problem' in answer;
    this.store.setState({ busy: false, progress: null });
    this.notify(control, isProblem ? { tone: 'problem', text: answer.problem } : null);
    return isProblem ? null : answer;
  }

  notify(control: ControlId, notice: Notice | null): void {
    this.store.setState({ notices: withNotice(this.store.getState(), control, notice) });
  }
}
