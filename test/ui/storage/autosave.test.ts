/** Autosave: what is kept and under which entry; trouble with the storage is one sentence. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOWHERE } from '../../../src/ui/share/place.ts';
import { startAutosave, TROUBLES } from '../../../src/ui/storage/autosave.ts';
import type { Kept, Sessions, StorageTrouble } from '../../../src/ui/storage/database.ts';
import { readRecord, recordOf, type SessionRecord, sourceOf } from '../../../src/ui/storage/record.ts';
import { pageOnFake } from '../support.ts';

/** Sessions in memory, with a trouble when one is set. */
function memory() {
  const records = new Map<string, SessionRecord>();
  const state: { trouble: StorageTrouble | null; puts: number } = { trouble: null, puts: 0 };
  const answer = <T>(value: T): Kept<T> => (state.trouble === null ? { value } : { trouble: state.trouble });
  const sessions: Sessions = {
    list: async () => answer([...records.values()].sort((a, b) => b.savedAt - a.savedAt)),
    put: async (record) => {
      state.puts += 1;
      if (state.trouble === null) records.set(record.id, record);
      return answer(null);
    },
    remove: async (id) => {
      records.delete(id);
      return answer(null);
    },
    clear: async () => {
      records.clear();
      return answer(null);
    },
  };
  return { sessions, records, state };
}

function page() {
  const { store, actions } = pageOnFake();
  const kept = memory();
  let ids = 0;
  const stop = startAutosave({
    store,
    sessions: kept.sessions,
    now: () => 1_000_000,
    newId: () => `id-${++ids}`,
  });
  return { store, actions, stop, ...kept };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const rest = () => vi.advanceTimersByTimeAsync(1_100);
const first = { kind: 'catalogue', id: 'first-light' } as const;

describe('autosave', () => {
  it('keeps nothing of a session in which nothing happened', async () => {
    const { actions, records } = page();
    await actions.open(first);
    await rest();
    expect(records.size).toBe(0);
  });

  it('keeps one entry for one opening, whatever is done and undone in it', async () => {
    const { actions, records } = page();
    await actions.open(first, 14);
    await rest();
    expect([...records.keys()]).toEqual(['id-1']);
    await actions.intervene({ do: 'crash', replica: 2 });
    await rest();
    await actions.undo();
    await rest();
    expect([...records.keys()]).toEqual(['id-1']);
    expect(records.get('id-1')).toMatchObject({ title: 'First light', savedAt: 1_000_000, place: 'at=14' });
  });

  it('opens a new entry for another session and goes on with the old one when it comes back', async () => {
    const { actions, records } = page();
    await actions.open(first, 14);
    await actions.intervene({ do: 'crash', replica: 2 });
    await rest();
    await actions.open(first, 5);
    await rest();
    expect([...records.keys()]).toEqual(['id-1', 'id-2']);
    expect(records.get('id-1')?.words).toContain('1 intervention');
    expect(records.get('id-2')?.words).toContain('nothing done');
  });

  it('keeps what was done last before another session is opened', async () => {
    const { actions, records } = page();
    await actions.open(first, 14);
    await rest();
    await actions.intervene({ do: 'crash', replica: 2 });
    await actions.open(first, 0);
    await rest();
    expect(records.get('id-1')?.words).toContain('1 intervention');
  });

  it('goes on with the entry of the same session after a reload', async () => {
    const before = page();
    await before.actions.open(first, 14);
    await rest();
    await before.stop();
    const { store, actions } = pageOnFake();
    startAutosave({ store, sessions: before.sessions, now: () => 2_000_000, newId: () => 'other' });
    await actions.open(first, 20);
    await rest();
    expect([...before.records.keys()]).toEqual(['id-1']);
    expect(before.records.get('id-1')?.savedAt).toBe(2_000_000);
  });

  it('writes what waits when the page goes away', async () => {
    const { actions, records, stop } = page();
    await actions.open(first, 14);
    await stop();
    expect(records.size).toBe(1);
  });

  it.each(['full', 'blocked', 'newer'] as const)(
    'says once that storage is %s, and goes on',
    async (trouble) => {
      const { actions, store, state } = page();
      state.trouble = trouble;
      await actions.open(first, 14);
      await rest();
      expect(store.getState().notices.page?.text).toBe(TROUBLES[trouble]);
      actions.notify('page', null);
      await actions.open(first, 20);
      await rest();
      expect(store.getState().notices.page).toBeUndefined();
      expect(state.puts).toBe(1);
      expect(store.getState().cursor).toBe(20);
    },
  );
});

describe('a record', () => {
  const info = { scenario: { id: 'a', title: 'A', story: [] }, session: { version: 1 } };
  const about = { id: 'x', words: '', savedAt: 1 };

  it('comes back as it was kept', () => {
    const record = recordOf(info, { ...NOWHERE, at: 7 }, about);
    const read = readRecord(structuredClone(record));
    expect(read).toEqual(record);
    expect(read && sourceOf(read)).toEqual({
      source: { kind: 'json', value: { version: 1 } },
      place: { ...NOWHERE, at: 7 },
    });
  });

  it.each([null, 3, 'text', {}, { version: 2, id: 'x' }, { ...about, version: 1 }])(
    'of another shape is none: %j',
    (value) => expect(readRecord(value)).toBeNull(),
  );

  it('with a damaged file says so', () => {
    const record = recordOf(info, NOWHERE, about) as SessionRecord;
    expect(sourceOf({ ...record, file: '{"ver' })).toHaveProperty('problem');
  });

  it('of a session that is too large is not made', () => {
    const huge = { ...info, session: { text: 'x'.repeat(5_000_000) } };
    expect(recordOf(huge, NOWHERE, about)).toBeNull();
  });
});
