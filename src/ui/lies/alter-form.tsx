/** Messages on their way, said differently by the liar who sent them: copies of one are changed alike. */
import { useState } from 'react';
import type { LieSheet } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import type { Edits } from './composing.ts';
import { FieldEditor } from './field-editor.tsx';
import './lies.css';

interface AlterFormProps {
  /** At least one; what can be said differently is read off the first. */
  readonly messages: readonly string[];
  readonly onDone: () => void;
}

export function AlterForm({ messages, onDone }: AlterFormProps) {
  const cursor = useUi((state) => state.cursor);
  const { interveneAll } = useActions();
  const [edits, setEdits] = useState<Edits>({});
  const [message = ''] = messages;
  const asked = useAsk<LieSheet>(`${message}@${cursor}`, (engine) => engine.alterSheet(cursor, message));
  const unchanged = Object.keys(edits).length === 0;
  const send = async () => {
    const acts = messages.map((one) => ({ do: 'alter', message: one, edits }));
    if (!unchanged && (await interveneAll(acts, 'message'))) onDone();
  };
  if (asked.problem !== null) return <p className="problem">{asked.problem}</p>;
  if (asked.value === null) return <p className="hint">Reading {message} …</p>;
  return (
    <form
      className="ctl-sub"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <FieldEditor fields={asked.value.fields} edits={edits} onEdit={setEdits} />
      <button type="submit" className="button primary" aria-disabled={unchanged}>
        Say it so
      </button>
      {unchanged && <p className="hint">Change one of its fields first.</p>}
    </form>
  );
}
