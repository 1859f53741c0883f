/**
 * The first screen is a stage, one sentence and one button (EXPERIENCE): the other controls are behind one
 * button until the first run has ended, or somebody does anything else. Keys act all the while.
 */
import { isUnchanged } from './address.ts';
import type { UiState } from './state.ts';

/** What is opened when nothing is asked for. */
export const OPENING = { kind: 'catalogue', id: 'first-light' } as const;

/** False as soon as somebody has gone beyond pressing the guide's button. */
export function isFirstScreen(state: UiState): boolean {
  const { guide, selection, drawer, lesson, lecture, playing, panels, frame, info } = state;
  if (!guide || selection !== null || drawer !== null || lesson !== null || lecture !== null) return false;
  if (playing || panels.feed || panels.inspector || panels.timeline || panels.table) return false;
  if (frame === null || info === null) return true;
  const isOpening = info.scenario.id === OPENING.id && isUnchanged(info.session, state.catalogue);
  return isOpening && frame.seat === undefined && info.notes.length === 0 && !firstRunIsOver(state);
}

/** The client has been answered once. */
export function firstRunIsOver({ info }: Pick<UiState, 'info'>): boolean {
  return info?.marks.some(({ kind }) => kind === 'accepted') ?? false;
}
