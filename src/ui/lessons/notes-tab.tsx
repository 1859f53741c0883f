/** Notes: a form for the playhead's moment, and all notes of the session in the order of the run. */
import { Pencil, Presentation, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Note } from '../../scenarios/types.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { beginLecture } from './lecture-actions.ts';
import { saveNotes } from './note-actions.ts';
import { NoteForm } from './note-form.tsx';

const NONE: readonly Note[] = [];

export function NotesTab() {
  const page = usePage();
  const notes = useUi((state) => state.info?.notes ?? NONE);
  const cursor = useUi((state) => state.cursor);
  const [edited, setEdited] = useState<Note | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (next: readonly Note[]): Promise<boolean> => {
    const wrong = await saveNotes(page, next);
    setProblem(wrong);
    return wrong === null;
  };
  const put = async (note: Note) => {
    const others = edited === null ? notes : notes.filter((other) => other !== edited);
    const done = await save([...others, note]);
    if (done) setEdited(null);
    return done;
  };
  return (
    <section className="notes" aria-label="Notes">
      <NoteForm
        key={edited === null ? 'new' : notes.indexOf(edited)}
        edited={edited}
        cursor={cursor}
        onSave={put}
        onCancel={() => setEdited(null)}
      />
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {notes.length === 0 ? <Explanation /> : null}
      <ol className="notes-list" aria-label="Notes of this session">
        {notes.map((note, index) => (
          <NoteItem
            // biome-ignore lint/suspicious/noArrayIndexKey: notes have no name, and two may be equal.
            key={index}
            note={note}
            isHere={note.cursor === cursor}
            onEdit={() => setEdited(note)}
            onDelete={() => void save(notes.filter((other) => other !== note))}
          />
        ))}
      </ol>
      <button
        type="button"
        className="button notes-lecture"
        title="The picture alone, enlarged (l)"
        onClick={() => beginLecture(page)}
      >
        <Presentation size={16} aria-hidden="true" /> Give a lecture
      </button>
    </section>
  );
}

function Explanation() {
  return (
    <p className="hint">
      A note is pinned to the moment at the playhead and travels in the link and the file. At home it is a
      question: the link opens there. In a lecture it is a cue.
    </p>
  );
}

interface NoteItemProps {
  readonly note: Note;
  readonly isHere: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function NoteItem({ note, isHere, onEdit, onDelete }: NoteItemProps) {
  const { move } = useActions();
  const place = `event ${note.cursor}`;
  return (
    <li className={isHere ? 'note is-here' : 'note'}>
      <button
        type="button"
        className="note-go"
        aria-current={isHere || undefined}
        onClick={() => void move({ kind: 'event', target: note.cursor })}
      >
        <span className="note-where">
          {note.cursor === 0 ? 'before the first event' : place}
          {note.cue === true && ' · cue'}
        </span>
        <span className="note-text">{note.text}</span>
      </button>
      <span className="note-tools">
        <button
          type="button"
          className="button quiet icon"
          aria-label={`Change the note at ${place}`}
          title="Change"
          onClick={onEdit}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button quiet icon"
          aria-label={`Delete the note at ${place}`}
          title="Delete"
          onClick={onDelete}
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      </span>
    </li>
  );
}
