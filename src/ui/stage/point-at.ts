/**
 * What pointing at something on the stage means: it is selected. While a lesson asks for a replica, it is the
 * answer; pointing at the chosen one again opens it as ever.
 */
import type { Selection } from '../selection.ts';
import type { UiState, UiStore } from '../state.ts';
import { asksForReplica } from '../teaching.ts';

/** The replica that was pointed at as an answer; null for none. */
export function answerOnStage(state: UiState): number | null {
  return asksForReplica(state) ? (state.lesson?.answer ?? null) : null;
}

export function pointAt(store: UiStore, selection: Selection): void {
  const state = store.getState();
  const { lesson, actions } = state;
  const answers = lesson !== null && selection.kind === 'replica' && asksForReplica(state);
  if (answers && lesson.answer !== selection.replica)
    store.setState({ lesson: { ...lesson, answer: selection.replica } });
  else actions.select(selection);
}
