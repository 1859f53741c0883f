/**
 * Files in and out: a scenario or session (JSON) is opened, a command file (CSV or JSON rows) becomes the
 * load of the open scenario. A file may also be dropped anywhere on the page. The session is saved as the
 * engine writes it.
 */
import { Download, FolderOpen } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { download, fileName } from '../share/download.ts';
import { readUserFile } from './file-kind.ts';
import { rowsTaken } from './rows-taken.ts';

export function FileButtons() {
  const info = useUi((state) => state.info);
  const picker = useRef<HTMLInputElement>(null);
  const take = useTakeFile();
  const save = () => {
    if (info !== null) saveSession(info);
  };
  return (
    <div className="hdr-files">
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="Scenario, session or command file"
        accept=".json,.csv,application/json,text/csv"
        onChange={(change) => {
          const file = change.target.files?.[0];
          change.target.value = '';
          if (file !== undefined) void take(file);
        }}
      />
      <button
        type="button"
        className="button quiet icon"
        aria-label="Open a file: scenario, session, or commands as CSV or JSON"
        title="Open a file (scenario, session, commands); or drop it on the page"
        onClick={() => picker.current?.click()}
      >
        <FolderOpen size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Save the session as a file"
        title="Save the session as a file"
        disabled={info === null}
        onClick={save}
      >
        <Download size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Takes a file that is dropped anywhere on what it contains, and says so while one hovers. */
export function DropZone({ children }: { readonly children?: ReactNode }) {
  const [over, setOver] = useState(false);
  const take = useTakeFile();
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => listenForFiles(setOver, (file) => void latest.current(file)), []);
  return (
    <>
      {children}
      {over && (
        <div className="hdr-drop" aria-hidden="true">
          <p>Drop a scenario, a session, or commands as CSV or JSON</p>
        </div>
      )}
    </>
  );
}

/** Reads one file and gives it to the engine; whatever is wrong stands beside the file buttons. */
function useTakeFile() {
  const { open, restart, notify } = useActions();
  const { store } = usePage();
  return async (file: File) => {
    notify('files', null);
    const read = await readUserFile(file);
    if (read.kind === 'problem') return notify('files', { tone: 'problem', text: read.text });
    if (read.kind === 'rows') {
      if (!(await restart({ file: { name: read.name, text: read.text } }, 'files'))) return;
      const { info } = store.getState();
      if (info !== null) notify('files', { tone: 'info', text: rowsTaken(read.name, info) });
      return;
    }
    const opened = await open({ kind: 'json', value: read.value });
    if (opened) return;
    // The engine's sentence comes back for the scenario; it belongs to the file.
    const notice = store.getState().notices.scenario;
    notify('scenario', null);
    if (notice !== undefined) notify('files', { ...notice, text: `${read.name}: ${notice.text}` });
  };
}

function listenForFiles(setOver: (over: boolean) => void, take: (file: File) => void): () => void {
  const hasFiles = (drag: DragEvent) => drag.dataTransfer?.types.includes('Files') ?? false;
  const onOver = (drag: DragEvent) => {
    if (!hasFiles(drag)) return;
    drag.preventDefault();
    setOver(true);
  };
  const onLeave = (drag: DragEvent) => {
    if (drag.relatedTarget === null) setOver(false);
  };
  const onDrop = (drag: DragEvent) => {
    if (!hasFiles(drag)) return;
    drag.preventDefault();
    setOver(false);
    const file = drag.dataTransfer?.files[0];
    if (file !== undefined) take(file);
  };
  window.addEventListener('dragover', onOver);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('drop', onDrop);
  };
}

function saveSession({ scenario, seed, session }: RunInfo): void {
  const name = fileName(scenario.id, `seed ${seed}`);
  download(`${name}.json`, `${JSON.stringify(session, null, 2)}\n`, 'application/json');
}
