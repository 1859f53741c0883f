/**
 * Between the store and a link's place: where somebody stands now, and how a place that was read is taken up.
 * A place may come from another run or another version, so whatever does not exist here is left out.
 */
import type { CatalogueEntry } from '../../runtime/api.ts';
import { hashOf } from '../address.ts';
import { lessonHashNow } from '../lessons/lesson-link.ts';
import { grouped } from '../panels/words.ts';
import type { PanelName, Selection, UiState, UiStore } from '../state.ts';
import { besideText } from './beside-link.ts';
import { NOWHERE, type Place } from './place.ts';

type Seen = Pick<UiState, 'frame' | 'info' | 'cursor' | 'selection' | 'panels' | 'tab' | 'pinnedSlot'> &
  Partial<Pick<UiState, 'lesson' | 'swapped' | 'drawer' | 'beside'>>;

/** Among the open panels: the diagram has the room of the stage. */
const DIAGRAM = 'diagram';

/** What is on screen now. Where nothing has happened yet, the session's own opening is the place. */
export function placeNow(seen: Seen): Place {
  const { frame, info, cursor, selection, panels, tab, pinnedSlot, swapped, drawer = null } = seen;
  const open = (Object.keys(panels) as PanelName[]).filter((name) => panels[name] && name !== 'keys');
  return {
    at: frame?.at === 0 && info?.interventions.length === 0 ? null : cursor,
    selection,
    panels: swapped ? [...open, DIAGRAM] : open,
    tab: panels.inspector && tab !== 'replica' ? tab : null,
    slot: pinnedSlot,
    drawer,
    seat: frame?.seat ?? null,
    beside: null,
  };
}

/** The hash part of a link to this moment; null when the session is too large for one. */
export async function hashNow(
  state: Seen & { readonly catalogue: readonly CatalogueEntry[]; readonly info: UiState['info'] },
): Promise<string | null> {
  const { info, catalogue } = state;
  const lesson = lessonHashNow({ lesson: state.lesson ?? null, info });
  if (lesson !== null) return lesson;
  const beside = await besideText({ info, beside: state.beside ?? null });
  return hashOf({ session: info?.session, catalogue, place: { ...placeNow(state), beside } });
}

/** The whole link to this moment; null when the session is too large for one. */
export async function linkNow(store: UiStore): Promise<string | null> {
  return wholeLink(await hashNow(store.getState()));
}

/** The whole link to another session, at an event, where its verdicts are read; null for one too large. */
export async function linkToSession(store: UiStore, session: unknown, at: number): Promise<string | null> {
  const { catalogue } = store.getState();
  const place: Place = { ...NOWHERE, at, panels: ['inspector'], tab: 'verdicts' };
  return wholeLink(await hashOf({ session, catalogue, place }));
}

function wholeLink(hash: string | null): string | null {
  const url = new URL(window.location.href);
  url.hash = '';
  return hash === null ? null : `${url.href.replace(/#$/, '')}${hash}`;
}

/**
 * Looks where a link says; the playhead stands there already, or as near as the run goes.
 * @returns what of the place does not exist here, in a sentence; null when all of it does
 */
export function takeUp(store: UiStore, place: Place): string | null {
  const missing = missingOf(place, store.getState());
  lookAt(store, place);
  if (missing.length === 0) return null;
  return `The link also asks for ${missing.join('; for ')}.`;
}

function missingOf({ at, selection, panels, seat }: Place, state: Seen): string[] {
  const { info, cursor } = state;
  const unknown = (panels ?? []).filter((name) => name !== DIAGRAM && !Object.hasOwn(state.panels, name));
  return [
    ...(at === null || at <= cursor
      ? []
      : [`event ${grouped(at)}, and the run goes to event ${grouped(info?.length ?? cursor)}`]),
    ...(selection === null || exists(selection, state)
      ? []
      : [`${selectionName(selection)}, which does not exist here`]),
    ...(seat === null || seat < (info?.replicas ?? 0)
      ? []
      : [`the seat of R${seat}, which does not exist here`]),
    ...unknown.map((name) => `the panel “${name}”, which this page does not have`),
  ];
}

function selectionName(selection: Selection): string {
  if (selection.kind === 'replica') return `R${selection.replica}`;
  if (selection.kind === 'client') return selection.client;
  return selection.kind === 'event' ? `event ${grouped(selection.event)}` : `message ${selection.id}`;
}

function lookAt(store: UiStore, place: Place): void {
  const state = store.getState();
  const { panels, tab, selection, slot, drawer } = place;
  const open = panels ?? [];
  store.setState({
    drawer,
    selection: selection !== null && exists(selection, state) ? selection : null,
    pinnedSlot: slot,
    ...(open.includes('inspector') && { tab: tab ?? 'replica' }),
  });
  if (panels === null) return;
  if (open.includes(DIAGRAM) !== state.swapped) state.actions.setSwapped(!state.swapped);
  for (const name of Object.keys(state.panels) as PanelName[]) {
    const isOpen = open.includes(name);
    if (name !== 'keys' && isOpen !== store.getState().panels[name]) state.actions.setPanel(name, isOpen);
  }
}

function exists(selection: Selection, { info }: Pick<UiState, 'info'>): boolean {
  if (info === null) return false;
  if (selection.kind === 'replica') return selection.replica < info.replicas;
  if (selection.kind === 'client') return Number(selection.client.slice(1)) < info.clients;
  return selection.kind === 'message' || selection.event < info.length;
}
