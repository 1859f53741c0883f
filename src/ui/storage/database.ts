/**
 * The sessions that this browser keeps, in its database. Storage may be absent, forbidden, full or of a newer
 * version of the page: every question is then answered with the reason, and nothing throws.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { limits } from './limits.ts';
import { readRecord, type SessionRecord } from './record.ts';

/**
 * `full`: no room is left. `blocked`: there is no storage for this page. `newer`: another version of it is in
 * charge.
 */
export type StorageTrouble = 'full' | 'blocked' | 'newer';

export type Kept<T> = { readonly value: T } | { readonly trouble: StorageTrouble };

export interface Sessions {
  /** Newest first; what cannot be read is left out. */
  list(): Promise<Kept<readonly SessionRecord[]>>;
  /** Keeps a session under its id; the oldest make room. */
  put(record: SessionRecord): Promise<Kept<null>>;
  remove(id: string): Promise<Kept<null>>;
  clear(): Promise<Kept<null>>;
}

interface Schema extends DBSchema {
  sessions: { key: string; value: SessionRecord; indexes: { savedAt: number } };
}

const NAME = 'quorumscope';
const VERSION = 1;

export function createSessions(): Sessions {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const withDatabase = async <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<Kept<T>> => {
    try {
      opened ??= open(() => {
        opened = null;
      });
      return { value: await work(await opened) };
    } catch (error) {
      opened = null;
      return { trouble: troubleOf(error) };
    }
  };
  return {
    list: () => withDatabase(listed),
    put: async (record) => {
      const kept = await withDatabase((database) => put(database, record));
      if (!('trouble' in kept) || kept.trouble !== 'full') return kept;
      // The older half makes room, once.
      return withDatabase(async (database) => {
        await dropOldest(database, Math.ceil((await database.count('sessions')) / 2));
        return put(database, record);
      });
    },
    remove: (id) => withDatabase((database) => database.delete('sessions', id).then(() => null)),
    clear: () => withDatabase((database) => database.clear('sessions').then(() => null)),
  };
}

/** @param onEnd called when the connection is gone: another tab wants to change the database */
function open(onEnd: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('sessions', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase | null)?.close();
      onEnd();
    },
    terminated: onEnd,
  });
}

async function listed(database: IDBPDatabase<Schema>): Promise<readonly SessionRecord[]> {
  const all: readonly unknown[] = await database.getAllFromIndex('sessions', 'savedAt');
  return all
    .map(readRecord)
    .filter((record) => record !== null)
    .reverse();
}

async function put(database: IDBPDatabase<Schema>, record: SessionRecord): Promise<null> {
  // A page that goes away still gets done what is committed by then.
  const transaction = database.transaction('sessions', 'readwrite', { durability: 'relaxed' });
  await Promise.all([transaction.store.put(record), transaction.commit(), transaction.done]);
  const surplus = (await database.count('sessions')) - limits.sessions;
  if (surplus > 0) await dropOldest(database, surplus);
  return null;
}

async function dropOldest(database: IDBPDatabase<Schema>, count: number): Promise<void> {
  const transaction = database.transaction('sessions', 'readwrite');
  let cursor = await transaction.store.index('savedAt').openCursor();
  for (let left = count; cursor !== null && left > 0; left -= 1) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
}

function troubleOf(error: unknown): StorageTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  return name === 'VersionError' ? 'newer' : 'blocked';
}
