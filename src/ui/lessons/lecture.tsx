/**
 * The lecture: one sentence above the picture, and below it what a lecturer needs, large enough for the last
 * row.
 */
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Eye, EyeOff, X } from 'lucide-react';
import type { Note } from '../../scenarios/types.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { inMs } from '../panels/words.ts';
import type { Lecture } from '../teaching.ts';
import { isInLesson } from '../teaching.ts';
import { endLecture, swapPicture, toggleReveal, walkCue } from './lecture-actions.ts';
import { nextCue, noteAt } from './note-actions.ts';
import './lecture.css';

const NONE: readonly Note[] = [];

export function LectureSentence({ lecture }: { readonly lecture: Lecture }) {
  const sentence = useSentence(lecture);
  return (
    <section className="lecture-sentence" aria-label="Lecture">
      <p>{sentence}</p>
    </section>
  );
}

/** The cue's question, then what happened, when it is revealed. */
function useSentence({ revealed, cue }: Lecture): string {
  const notes = useUi((state) => state.info?.notes ?? NONE);
  const cursor = useUi((state) => state.cursor);
  const line = useUi((state) => state.landed?.line?.sentence ?? null);
  const spoken = useUi((state) => state.spoken);
  const title = useUi((state) => state.info?.scenario.title ?? '');
  const lesson = useUi((state) => state.lesson);
  const session = useUi((state) => state.info?.session);
  const inLesson = isInLesson(lesson, session) ? lesson : null;
  const note = noteAt(notes, cursor) ?? (cue === null ? null : noteAt(notes, cue.cursor));
  if (inLesson !== null && note === null) {
    return inLesson.grade !== null && revealed ? inLesson.grade.explanation : inLesson.view.question.text;
  }
  if (!revealed) return note?.text ?? (cursor === 0 ? title : 'What happens next?');
  return spoken || line || title;
}

export function LectureBar({ lecture }: { readonly lecture: Lecture }) {
  const page = usePage();
  const { move } = useActions();
  const notes = useUi((state) => state.info?.notes ?? NONE);
  const cursor = useUi((state) => state.cursor);
  const at = useUi((state) => state.frame?.at ?? 0);
  const RevealIcon = lecture.revealed ? EyeOff : Eye;
  return (
    <section className="lecture-bar" aria-label="Lecture controls">
      <Cues notes={notes} from={cursor} onWalk={(back) => void walkCue(page, back)} />
      <span className="lecture-group">
        <button
          type="button"
          className="button"
          title="Back one Round (Shift ←)"
          onClick={() => void move({ kind: 'round', back: true })}
        >
          <ChevronsLeft size={24} aria-hidden="true" />
          <span className="visually-hidden">Back one Round</span>
        </button>
        <button
          type="button"
          className="button primary"
          title="Round (Shift →)"
          onClick={() => void move({ kind: 'round' })}
        >
          Round <ChevronsRight size={24} aria-hidden="true" />
        </button>
      </span>
      <button
        type="button"
        className="button"
        title="Reveal what happened (r)"
        onClick={() => toggleReveal(page)}
      >
        <RevealIcon size={24} aria-hidden="true" /> {lecture.revealed ? 'Cover' : 'Reveal'}
      </button>
      <button
        type="button"
        className="button"
        title={lecture.diagram ? 'Show the stage (d)' : 'Show the diagram (d)'}
        onClick={() => swapPicture(page)}
      >
        {lecture.diagram ? 'Stage' : 'Diagram'}
      </button>
      <span className="lecture-time">{inMs(at)}</span>
      <button
        type="button"
        className="button quiet"
        title="Leave the lecture (l)"
        onClick={() => endLecture(page)}
      >
        <X size={24} aria-hidden="true" />
        <span className="visually-hidden">Leave the lecture</span>
      </button>
    </section>
  );
}

interface CuesProps {
  readonly notes: readonly Note[];
  readonly from: number;
  readonly onWalk: (back: boolean) => void;
}

function Cues({ notes, from, onWalk }: CuesProps) {
  const cues = notes.filter((note) => note.cue === true);
  if (cues.length === 0) return null;
  const place = cues.filter((note) => note.cursor <= from).length;
  return (
    <span className="lecture-group">
      <button
        type="button"
        className="button"
        title="Cue before (PageUp)"
        disabled={nextCue(notes, from, true) === null}
        onClick={() => onWalk(true)}
      >
        <ChevronLeft size={24} aria-hidden="true" />
        <span className="visually-hidden">Cue before</span>
      </button>
      <span className="lecture-place">
        cue {place} / {cues.length}
      </span>
      <button
        type="button"
        className="button"
        title="Next cue (PageDown)"
        disabled={nextCue(notes, from, false) === null}
        onClick={() => onWalk(false)}
      >
        <ChevronRight size={24} aria-hidden="true" />
        <span className="visually-hidden">Next cue</span>
      </button>
    </span>
  );
}
