/** The scenario's title and its three sentences; folds to the title, and stays folded for the visit. */
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';

export function StoryCard({ scenario }: { readonly scenario: RunInfo['scenario'] }) {
  const [open, setOpen] = useState(true);
  const body = useId();
  return (
    <div className="story">
      <h2 className="story-head">
        <button type="button" aria-expanded={open} aria-controls={body} onClick={() => setOpen(!open)}>
          <span>{scenario.title}</span>
          <ChevronDown size={16} aria-hidden="true" className={open ? 'is-open' : ''} />
        </button>
      </h2>
      <div id={body} hidden={!open}>
        {scenario.story.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
