/** The scenario's title and its three sentences; folds to the title, and stays folded for the visit. */
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { isVariant } from '../address.ts';
import { useUi } from '../hooks/use-store.ts';

export function StoryCard({ scenario }: { readonly scenario: RunInfo['scenario'] }) {
  const [open, setOpen] = useState(true);
  const changed = useUi(({ info, catalogue }) => isVariant(info?.session, catalogue));
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
        {changed && <p className="hint">Its numbers were changed: what it says of them may not hold.</p>}
      </div>
    </div>
  );
}
