/**
 * Keeps the open session in the browser's database while somebody works on it. One opening is one entry,
 * whatever is done, undone or branched in it; opening the same again goes on with its entry.
 */
import { tellOnce } from '../circumstances.ts';
import { counted, inMs } from '../panels/words.ts';
import { placeNow } from '../share/standpoint.ts';
import type { UiState, UiStore } from '../state.ts';
import type { Sessions, StorageTrouble } from './database.ts';
import { limits } from './limits.ts';
import { recordOf } from './record.ts';

const INSTEAD = 'save a file or copy the link to keep this one.';

export const TROUBLES: Readonly<Record<StorageTrouble, string>> = {
  full: `This browser has no room left to keep sessions: ${INSTEAD}`,
  blocked: `This browser keeps nothing for this page (a private window, or storage is blocked): ${INSTEAD}`,
  newer: 'A newer version of this page keeps the sessions of this browser: reload to see them.',
};

export interface Autosave {
  readonly store: UiStore;
  readonly sessions: Sessions;
  /** Milliseconds of the wall clock. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** Follows the store; returns the way out, which saves what still waits. */
export function startAutosave(hands: Autosave): () => Promise<void> {
  const { store, sessions } = hands;
  let entry: { readonly id: string; readonly run: string } | null = null;
  let waiting: UiState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();
  let gaveUp = false;

  const save = async (state: UiState): Promise<void> => {
    if (gaveUp || state.info === null || !isWorthKeeping(state)) return;
    const file = JSON.stringify(state.info.session);
    const run = runOf(state.info);
    const known = entry === null || isAnother(state, entry.run) ? await idOf(sessions, file) : entry.id;
    entry = { id: known ?? hands.newId(), run };
    const about = { id: entry.id, words: wordsOf(state), savedAt: hands.now() };
    const record = recordOf(state.info, placeNow(state), about);
    const kept = record === null ? { trouble: 'full' as const } : await sessions.put(record);
    if (!('trouble' in kept)) return;
    gaveUp = true;
    tellOnce(store, TROUBLES[kept.trouble]);
  };
  const saveWaiting = (): void => {
    clearTimeout(timer);
    const state = waiting;
    waiting = null;
    if (state !== null) saving = saving.then(() => save(state));
  };
  const stop = store.subscribe((state, before) => {
    if (state.info === before.info && state.cursor === before.cursor) return;
    // What was done last in a session is not lost to the opening of another one.
    const last = waiting?.info ?? state.info;
    if (state.info !== last && isAnother(state, runOf(last))) saveWaiting();
    waiting = state;
    clearTimeout(timer);
    timer = setTimeout(saveWaiting, limits.restMs);
  });
  return async () => {
    stop();
    saveWaiting();
    await saving;
  };
}

/** A session has just been opened, and it is not that run. */
function isAnother(state: UiState, run: string): boolean {
  return isFresh(state) && runOf(state.info) !== run;
}

/** Somebody did something: acted, changed a number, or moved on from the opening. */
function isWorthKeeping({ info, frame }: UiState): boolean {
  const { scenario, commands, notes } = contentOf(info);
  return commands.length + notes.length > 0 || typeof scenario !== 'string' || (frame?.at ?? 0) > 0;
}

/** Of the session file that the engine gives. */
function contentOf(info: UiState['info']): {
  readonly scenario: unknown;
  readonly seed: unknown;
  readonly commands: readonly unknown[];
  readonly notes: readonly unknown[];
} {
  const { session } = (info?.session ?? {}) as { readonly session?: Readonly<Record<string, unknown>> };
  return {
    scenario: session?.scenario,
    seed: session?.seed,
    commands: Array.isArray(session?.commands) ? session.commands : [],
    notes: Array.isArray(session?.notes) ? session.notes : [],
  };
}

/** What makes it another run; a note does not. */
function runOf(info: UiState['info']): string {
  const { scenario, seed, commands } = contentOf(info);
  return JSON.stringify([scenario, seed, commands]);
}

/** Just opened: nothing to undo or redo, and no other future. */
function isFresh({ info }: UiState): boolean {
  return info !== null && !info.canUndo && !info.canRedo && info.branches.length <= 1;
}

/** The entry that holds exactly this session. */
async function idOf(sessions: Sessions, file: string): Promise<string | null> {
  const kept = await sessions.list();
  return 'value' in kept ? (kept.value.find((record) => record.file === file)?.id ?? null) : null;
}

function wordsOf({ info, frame }: UiState): string {
  const { commands, notes } = contentOf(info);
  return [
    `n = ${info?.replicas}`,
    commands.length === 0 ? 'nothing done' : counted(commands.length, 'intervention'),
    ...(notes.length === 0 ? [] : [counted(notes.length, 'note')]),
    `t = ${inMs(frame?.at ?? 0)}`,
  ].join(', ');
}
