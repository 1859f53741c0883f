/** Writes a note at the playhead, or changes one that stands somewhere already. */
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { limits } from '../../scenarios/limits.ts';
import type { Note } from '../../scenarios/types.ts';

interface NoteFormProps {
  /** The note to be changed; null for a new one. */
  readonly edited: Note | null;
  readonly cursor: number;
  /** True when it was saved. */
  readonly onSave: (note: Note) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** From so many characters before the limit on, those that are left are counted. */
const COUNTED = 200;

export function NoteForm({ edited, cursor, onSave, onCancel }: NoteFormProps) {
  const [text, setText] = useState(edited?.text ?? '');
  const [cue, setCue] = useState(edited?.cue === true);
  const id = useId();
  const where = edited?.cursor ?? cursor;
  const left = limits.noteCharacters - text.length;
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '') return;
    const saved = await onSave({ cursor: where, text: text.trim(), ...(cue && { cue }) });
    if (saved) setText('');
  };
  const onKeyDown = (press: KeyboardEvent) => {
    if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) void submit();
    if (press.key !== 'Escape') return;
    // Out of the field, so that keys act again; what was written stays.
    if (edited !== null) onCancel();
    else document.querySelector<SVGGElement>('[role=application] [tabindex="0"]')?.focus();
  };
  return (
    <form className="note-form" onSubmit={(event) => void submit(event)}>
      <label htmlFor={id}>
        {edited === null ? 'New note' : 'Note'} {where === 0 ? 'before the first event' : `at event ${where}`}
      </label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={limits.noteCharacters}
        placeholder="What happens next?"
        value={text}
        data-note-field=""
        onChange={(change) => setText(change.target.value)}
        onKeyDown={onKeyDown}
      />
      {left <= COUNTED && <p className="hint">{left} characters left</p>}
      <div className="note-row">
        <label className="check">
          <input type="checkbox" checked={cue} onChange={(change) => setCue(change.target.checked)} />a cue of
          the lecture
        </label>
        <button type="submit" className="button" disabled={text.trim() === ''}>
          {edited === null ? 'Pin it here' : 'Save'}
        </button>
        {edited !== null && (
          <button type="button" className="link" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
