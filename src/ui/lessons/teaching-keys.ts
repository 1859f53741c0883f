/** Keys of notes and lectures. What they do is loaded when it is first asked for. */
import { SENTENCES, tellOnce } from '../circumstances.ts';
import type { UiStore } from '../state.ts';

type Act = (store: UiStore) => void;
type Lectures = typeof import('./lecture-actions.ts');

const lecture =
  (act: (lectures: Lectures, store: UiStore) => unknown): Act =>
  (store) =>
    void import('./lecture-actions.ts').then(
      (lectures) => act(lectures, store),
      () => tellOnce(store, SENTENCES.notLoaded),
    );

export const toggleLecture = lecture((lectures, store) => lectures.toggleLecture({ store }));
/** After an excursion, back to the cue that it began at. */
export const returnToCue = lecture((lectures, store) => lectures.returnToCue({ store }));
/** Diagram and stage change places, in a lecture as on the page. */
export function swapPictures(store: UiStore): void {
  const { lecture: isOn, swapped, actions } = store.getState();
  if (isOn === null) actions.setSwapped(!swapped);
  else swapInLecture(store);
}

const swapInLecture = lecture((lectures, store) => lectures.swapPicture({ store }));
const reveal = lecture((lectures, store) => lectures.toggleReveal({ store }));

/** What a presenter's remote control sends: next, back, and the dot that blanks the screen. */
export const LECTURE_KEYS: Readonly<Record<string, Act>> = {
  PageDown: lecture((lectures, store) => lectures.walkCue({ store }, false)),
  PageUp: lecture((lectures, store) => lectures.walkCue({ store }, true)),
  '.': reveal,
  r: reveal,
};

/** The panel loads when it is first opened. */
const FOCUS_AFTER_MS = 50;
const FOCUS_TRIES = 40;

/** Opens the notes and puts the cursor where one is written. */
export function openNotes(store: UiStore): void {
  store.setState({ storyTab: 'notes', lecture: null });
  store.getState().actions.setPanel('feed', true);
  const focus = (tries: number): void => {
    const field = document.querySelector<HTMLElement>('[data-note-field]');
    if (field !== null) field.focus();
    else if (tries > 0) setTimeout(() => focus(tries - 1), FOCUS_AFTER_MS);
  };
  focus(FOCUS_TRIES);
}
