/** The note at the playhead, above the stage: who follows a link to it reads it first. */
import { MessageCircleQuestionMark } from 'lucide-react';
import { useUi } from '../hooks/use-store.ts';
import { noteAt } from './note-actions.ts';
import './note-strip.css';

export function NoteStrip() {
  const text = useUi(({ info, cursor }) =>
    info === null ? null : (noteAt(info.notes, cursor)?.text ?? null),
  );
  if (text === null) return null;
  return (
    <aside className="note-strip" aria-label="Note">
      <MessageCircleQuestionMark size={20} aria-hidden="true" />
      <p>{text}</p>
    </aside>
  );
}
