/** The sessions that this browser keeps: open one again, delete one or all. */
import { History, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { DropDown } from '../controls/drop-down.tsx';
import { usePage, useUi } from '../hooks/use-store.ts';
import { takeUp } from '../share/standpoint.ts';
import type { UiStore } from '../state.ts';
import { TROUBLES } from './autosave.ts';
import { createSessions, type Kept } from './database.ts';
import { limits } from './limits.ts';
import { type SessionRecord, sourceOf } from './record.ts';

export function RecentButton() {
  const ready = useUi((state) => state.info !== null);
  const [open, setOpen] = useState(false);
  return (
    <DropDown
      button={{
        label: 'Recent sessions',
        title: 'Recent sessions',
        face: <History size={16} aria-hidden="true" />,
      }}
      label="Recent sessions"
      disabled={!ready}
      open={open}
      onOpenChange={setOpen}
    >
      <RecentList onOpened={() => setOpen(false)} />
    </DropDown>
  );
}

const sessions = createSessions();

function RecentList({ onOpened }: { readonly onOpened: () => void }) {
  const { store } = usePage();
  const [kept, setKept] = useState<Kept<readonly SessionRecord[]> | null>(null);
  const list = useCallback(async () => setKept(await sessions.list()), []);
  useEffect(() => void list(), [list]);
  const open = useUi((state) => JSON.stringify(state.info?.session));
  const onOpen = async (record: SessionRecord) => {
    if (await openRecord(store, record)) onOpened();
  };
  if (kept === null) return <p className="hint">Looking …</p>;
  if ('trouble' in kept) return <p className="hint">{TROUBLES[kept.trouble]}</p>;
  return (
    <div className="hdr-share">
      <h2 className="pop-title">Recent sessions</h2>
      <p className="hint">
        {kept.value.length === 0
          ? 'None yet: a session is kept as soon as something happens in it.'
          : `Kept in this browser alone, the last ${limits.sessions}.`}
      </p>
      <ul className="hdr-recent">
        {kept.value.map((record) => (
          <li key={record.id}>
            <button type="button" className="button quiet" onClick={() => void onOpen(record)}>
              <span className="hdr-title">{record.title}</span>
              <span className="hint">
                {record.words}
                <br />
                {record.file === open ? 'open now' : dateOf(record.savedAt)}
              </span>
            </button>
            <button
              type="button"
              className="button quiet icon"
              aria-label={`Delete ${record.title}, ${dateOf(record.savedAt)}`}
              title="Delete"
              onClick={() => void sessions.remove(record.id).then(list)}
            >
              <Trash2 size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {kept.value.length > 1 && (
        <button type="button" className="button" onClick={() => void sessions.clear().then(list)}>
          Delete all
        </button>
      )}
    </div>
  );
}

/** True when it is open; what is wrong is said beside the files, and the open session stays. */
async function openRecord(store: UiStore, record: SessionRecord): Promise<boolean> {
  const { actions } = store.getState();
  actions.notify('files', null);
  const read = sourceOf(record);
  if (!('problem' in read) && (await actions.open(read.source, read.place.at ?? undefined))) {
    takeUp(store, read.place);
    return true;
  }
  const why = 'problem' in read ? read.problem : (store.getState().notices.scenario?.text ?? '');
  actions.notify('scenario', null);
  actions.notify('files', { tone: 'problem', text: `${record.title} could not be opened: ${why}` });
  return false;
}

/** In the words of the reader's machine. */
function dateOf(savedAt: number): string {
  return new Date(savedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
