/**
 * A lecture: keys walk the cues, what happens next stays covered until it is revealed, and Esc returns to the
 * cue after an excursion, whatever was done on the way.
 */
import type { Page } from '../hooks/use-store.ts';
import type { UiStore } from '../state.ts';
import { type Left, runOf } from '../teaching.ts';
import { nextCue, noteAt } from './note-actions.ts';

type Stage = Pick<Page, 'store'>;

export function beginLecture({ store }: Stage): void {
  const { info, cursor } = store.getState();
  const here = info !== null && noteAt(info.notes, cursor)?.cue === true;
  store.setState({
    lecture: { revealed: false, diagram: true, cue: here ? { session: info.session, cursor } : null },
  });
}

export function endLecture({ store }: Stage): void {
  store.setState({ lecture: null });
}

export function toggleLecture(page: Stage): void {
  if (page.store.getState().lecture === null) beginLecture(page);
  else endLecture(page);
}

/** Diagram and stage change places. */
export function swapPicture({ store }: Stage): void {
  const { lecture } = store.getState();
  if (lecture !== null) store.setState({ lecture: { ...lecture, diagram: !lecture.diagram } });
}

/** Covers what happens next, or shows it. */
export function toggleReveal({ store }: Stage): void {
  const { lecture } = store.getState();
  if (lecture !== null) store.setState({ lecture: { ...lecture, revealed: !lecture.revealed } });
}

/** To the next cue or the one before; false when there is none. */
export async function walkCue({ store }: Stage, back: boolean): Promise<boolean> {
  const { info, lecture, cursor } = store.getState();
  if (info === null || lecture === null) return false;
  // After an excursion into another future, the cues are those of the session that was left.
  const left = lecture.cue;
  if (left !== null && runOf(left.session) !== runOf(info.session)) await returnToCue({ store });
  const now = store.getState();
  const from = left === null ? cursor : now.cursor;
  const cue = nextCue(now.info?.notes ?? [], from, back);
  if (cue === null) return false;
  await now.actions.move({ kind: 'event', target: cue.cursor });
  stand(store, { session: now.info?.session, cursor: cue.cursor });
  return true;
}

/** Undoes what was done since the cue and goes to it; false when it is there already, or there is no cue. */
export async function returnToCue({ store }: Stage): Promise<boolean> {
  const { lecture, info, cursor } = store.getState();
  const cue = lecture?.cue ?? null;
  if (cue === null || info === null) return false;
  const isElsewhere = runOf(info.session) !== runOf(cue.session);
  if (!isElsewhere && cursor === cue.cursor) return false;
  if (isElsewhere) await backToSession(store, cue);
  const { actions } = store.getState();
  if (store.getState().cursor !== cue.cursor) await actions.move({ kind: 'event', target: cue.cursor });
  stand(store, cue);
  return true;
}

/** Undo leads back and keeps the excursion for redo; only where it does not is the session opened anew. */
async function backToSession(store: UiStore, { session, cursor }: Left): Promise<void> {
  const wanted = runOf(session);
  while (store.getState().info?.canUndo === true && runOf(store.getState().info?.session) !== wanted) {
    if (!(await store.getState().actions.undo())) break;
  }
  if (runOf(store.getState().info?.session) === wanted) return;
  await store.getState().actions.open({ kind: 'json', value: session }, cursor);
}

function stand(store: UiStore, cue: Left): void {
  const { lecture } = store.getState();
  if (lecture !== null) store.setState({ lecture: { ...lecture, revealed: false, cue } });
}
