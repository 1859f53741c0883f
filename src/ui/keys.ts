/**
 * What each key does, as data plus one listener. Letters and digits can be switched off and act only when no
 * field has the focus; the space bar and arrows leave buttons, sliders and lists alone.
 */
import {
  LECTURE_KEYS,
  openNotes,
  returnToCue,
  swapPictures,
  toggleLecture,
} from './lessons/teaching-keys.ts';
import { linkNow } from './share/standpoint.ts';
import { showsTable, type UiState, type UiStore } from './state.ts';

type Act = (store: UiStore) => void;

const move =
  (kind: 'step' | 'round' | 'commit' | 'view-change', back = false): Act =>
  (store) =>
    void store.getState().actions.move({ kind, back });

const CONTROL_KEYS: Readonly<Record<string, Act>> = {
  ' ': (store) => togglePlay(store),
  ArrowRight: move('step'),
  ArrowLeft: move('step', true),
  'Shift+ArrowRight': move('round'),
  'Shift+ArrowLeft': move('round', true),
  Delete: (store) => dropSelected(store),
};

const LETTER_KEYS: Readonly<Record<string, Act>> = {
  c: move('commit'),
  'Shift+c': move('commit', true),
  v: move('view-change'),
  'Shift+v': move('view-change', true),
  f: (store) => openFaults(store),
  x: (store) => crashOrRecover(store),
  z: (store) => void store.getState().actions.undo(),
  'Shift+z': (store) => void store.getState().actions.redo(),
  s: (store) => void copyLink(store),
  t: (store) => togglePanel(store, 'table'),
  l: toggleLecture,
  m: openNotes,
  d: swapPictures,
  u: (store) => void store.getState().actions.untilGoal(false),
  'Shift+u': (store) => void store.getState().actions.untilGoal(true),
  n: (store) => walk(store, false),
  'Shift+n': (store) => walk(store, true),
  w: (store) => store.getState().actions.toggleDrawer('why'),
  b: (store) => store.getState().actions.toggleDrawer('branches'),
  h: (store) => store.getState().actions.toggleDrawer('mailbox'),
  g: (store) => store.getState().actions.showChange(!store.getState().changeOpen),
  k: takeSeat,
  'Shift+k': seatBeside,
  '/': (store) => store.getState().actions.toggleDrawer('search'),
  '?': (store) => togglePanel(store, 'keys'),
  Escape: (store) => closeOpen(store),
};

/** Listens on the window; returns the way out. */
export function listenForKeys(store: UiStore): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event, store.getState());
    if (act === null) return;
    event.preventDefault();
    act(store);
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

/** The act of a key where the focus is, or null. */
export function actOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'target'>,
  state: Pick<UiState, 'letterKeys'> & Partial<Pick<UiState, 'lecture'>>,
): Act | null {
  const place = placeOf(event.target);
  if (place === 'field') return null;
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Where a sign stands on the keyboard is the layout's business.
  const key = event.shiftKey && letter !== '?' && letter !== '/' ? `Shift+${letter}` : letter;
  const control = CONTROL_KEYS[key];
  // A focused control keeps the keys that work it.
  if (control !== undefined) return place === 'page' || (place === 'button' && key !== ' ') ? control : null;
  if (key in LECTURE_KEYS) return state.lecture ? (LECTURE_KEYS[key] ?? null) : null;
  if (!state.letterKeys && key !== 'Escape') return null;
  if (/^[0-9]$/.test(key)) return (store) => selectReplica(store, Number(key));
  return LETTER_KEYS[key] ?? null;
}

/**
 * `field` takes text, `control` uses space and arrows itself, `button` only space; `page` is anything else.
 */
function placeOf(target: EventTarget | null): 'field' | 'control' | 'button' | 'page' {
  const element = target as Partial<Element> | null;
  if (typeof element?.closest !== 'function') return 'page';
  if (
    element.closest(
      'input:not([type=range],[type=checkbox],[type=radio]),textarea,select,[contenteditable=true]',
    )
  )
    return 'field';
  if (
    element.closest('[role=menu],[role=listbox],[role=tablist],[role=slider],[role=separator],[data-arrows]')
  )
    return 'control';
  if (element.closest('input')) return 'control';
  return element.closest('button,a,summary,[role=button]') ? 'button' : 'page';
}

function togglePlay(store: UiStore): void {
  const { playing, actions } = store.getState();
  if (playing) actions.pause();
  else actions.play();
}

function togglePanel(store: UiStore, panel: 'table' | 'keys'): void {
  const { actions, ...state } = store.getState();
  actions.setPanel(panel, !(panel === 'table' ? showsTable(state) : state.panels.keys));
}

/** Through the differences of two branches, or through what a search found. */
function walk(store: UiStore, back: boolean): void {
  const { beside, search, actions } = store.getState();
  if (beside !== null) void actions.walkDifference(back);
  else if (search !== null) void actions.walkFound(back);
}

/** Down into the selected replica's seat, or up again. */
function takeSeat(store: UiStore): void {
  const { frame, selection, actions } = store.getState();
  const chosen = selection?.kind === 'replica' ? selection.replica : 0;
  void actions.sit(frame?.seat === undefined ? chosen : null);
}

/** What the selected replica knows beside what is true, or what is true alone. */
function seatBeside(store: UiStore): void {
  const { beside, frame, selection, actions } = store.getState();
  const chosen = selection?.kind === 'replica' ? selection.replica : (frame?.seat ?? 0);
  void actions.sitBeside(beside?.seat === undefined ? chosen : null);
}

function closeOpen(store: UiStore): void {
  const state = store.getState();
  const { faultMenu, panels, selection, progress, drawer, changeOpen, beside, lecture, actions } = state;
  if (progress !== null) actions.stopLooking();
  else if (faultMenu !== null) actions.closeFaultMenu();
  else if (panels.keys) actions.setPanel('keys', false);
  else if (drawer !== null) actions.closeDrawer();
  else if (changeOpen) actions.showChange(false);
  else if (lecture !== null) returnToCue(store);
  else if (selection !== null) actions.select(null);
  else if (beside?.seat !== undefined) void actions.sitBeside(null);
  else if (beside !== null) void actions.standBeside(null);
}

function selectReplica(store: UiStore, replica: number): void {
  const { info, actions } = store.getState();
  if (info === null) return;
  if (replica >= info.replicas) {
    const text = `There is no R${replica} here: the replicas are R0 to R${info.replicas - 1}.`;
    actions.notify('faults', { tone: 'info', text });
    return;
  }
  actions.select({ kind: 'replica', replica });
  // Where a glyph has the focus, the focus goes along: F and X concern the focused one.
  if (document.activeElement?.closest('[data-replica]')) glyphOf(replica)?.focus();
}

/** The replica that faults concern: the focused one, else the selected one. */
function currentReplica(store: UiStore): number | null {
  const focused = document.activeElement?.closest('[data-replica]')?.getAttribute('data-replica');
  if (focused !== null && focused !== undefined) return Number(focused);
  const { selection } = store.getState();
  return selection?.kind === 'replica' ? selection.replica : null;
}

function openFaults(store: UiStore): void {
  const replica = currentReplica(store);
  const anchor = replica === null ? null : glyphOf(replica);
  if (replica === null || anchor === null) askForReplica(store);
  else store.getState().actions.openFaultMenu(replica, anchor);
}

function askForReplica(store: UiStore): void {
  const text = 'Select a replica first: press its number, or click it.';
  store.getState().actions.notify('faults', { tone: 'info', text });
}

function crashOrRecover(store: UiStore): void {
  const replica = currentReplica(store);
  const { frame, actions } = store.getState();
  if (frame === null) return;
  if (replica === null) {
    askForReplica(store);
    return;
  }
  const down = frame.replicas[replica]?.status === 'crashed';
  void actions.intervene({ do: down ? 'recover' : 'crash', replica });
}

function dropSelected(store: UiStore): void {
  const { selection, frame, actions } = store.getState();
  if (selection?.kind !== 'message' || !frame?.inFlight.some((flight) => flight.id === selection.id)) return;
  void actions.intervene({ do: 'drop', message: selection.id }, 'message');
}

const TOO_LARGE = 'This session is too large for a link: save it as a file.';

async function copyLink(store: UiStore): Promise<void> {
  const { notify } = store.getState().actions;
  try {
    const link = await linkNow(store);
    if (link === null) return notify('share', { tone: 'problem', text: TOO_LARGE });
    await navigator.clipboard.writeText(link);
    notify('share', { tone: 'info', text: 'The link to this moment is copied.' });
  } catch {
    notify('share', {
      tone: 'problem',
      text: 'The browser did not allow copying: the link is in the address bar.',
    });
  }
}

function glyphOf(replica: number): SVGGElement | null {
  return document.querySelector<SVGGElement>(`[data-replica="${replica}"]`);
}
