/**
 * Search over the events of the run: what is filled in must all be true. Found events are counted, walked
 * with two buttons or `n`, and marked on the scrubber; the diagram draws the same messages (filter.ts).
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { counted } from '../panels/words.ts';
import type { Search } from '../tools.ts';
import { endChoices, type Filter, typeChoices } from './filter.ts';
import { FilterParts } from './filter-parts.tsx';
import { foundAt } from './found.ts';
import '../panels/shared.css';
import './search.css';

/** Typing rests this long before the engine is asked, ms. */
const REST_MS = 250;
/** What one search finds at most; the engine says no more. */
const MOST = 1000;

export function SearchPanel() {
  const info = useUi((state) => state.info);
  const search = useUi((state) => state.search);
  const filter = useUi((state) => state.filter);
  const { setFilter, walkFound } = useActions();
  const words = useRef<HTMLInputElement>(null);
  useEffect(() => words.current?.focus(), []);
  if (info === null) return null;
  const onSubmit = async (submit: FormEvent) => {
    submit.preventDefault();
    await setFilter({});
    await walkFound(false);
  };
  return (
    <form className="search" aria-label="Search events" onSubmit={(submit) => void onSubmit(submit)}>
      <div className="search-fields">
        <label className="field search-words">
          words
          <input
            ref={words}
            className="input"
            type="search"
            value={filter.words}
            placeholder="of the event’s sentence"
            onChange={({ target }) => void setFilter({ words: target.value }, REST_MS)}
          />
        </label>
        <Choices info={info} filter={filter} change={(changes) => void setFilter(changes)} />
        <label className="field">
          slot
          <input
            className="input search-slot"
            inputMode="numeric"
            value={filter.slot}
            onChange={({ target }) => void setFilter({ slot: target.value }, REST_MS)}
          />
        </label>
      </div>
      <div className="search-found">
        {search === null ? (
          <p className="hint">
            The events that fit are marked on the scrubber, and the timeline draws their messages alone. Its
            own choices are these.
          </p>
        ) : (
          <Found search={search} info={info} />
        )}
        <FilterParts />
      </div>
    </form>
  );
}

interface ChoicesProps {
  readonly info: RunInfo;
  readonly filter: Filter;
  readonly change: (changes: Partial<Filter>) => void;
}

function Choices({ info, filter, change }: ChoicesProps) {
  const ends = [['', 'any'], ...endChoices(info)] as const;
  const codes = (info.protocol.refusals ?? []).map((code) => [code, code] as const);
  const choices = [
    ['type', 'message', typeChoices(info)],
    ['sender', 'from', ends],
    ['receiver', 'to', ends],
    ['end', 'either', ends],
    ['code', 'refused', [['', 'or taken in'], ['*', 'for any reason'], ...codes]],
  ] as const;
  return choices.map(([field, label, options]) => (
    <label key={field} className="field">
      {label}
      <select
        className="input search-choice"
        value={filter[field]}
        onChange={({ target }) => change({ [field]: target.value })}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  ));
}

/** How many, which one the playhead stands at, its sentence, and the way to the others. */
function Found({ search, info }: { readonly search: Search; readonly info: RunInfo }) {
  const cursor = useUi((state) => state.cursor);
  const { walkFound } = useActions();
  const { found, length } = search;
  const at = foundAt(found, cursor);
  const asked = useAsk(at === 0 ? null : `${cursor}|${runKey(info)}`, (engine) => engine.feed(cursor - 1, 1));
  const later = info.length - length;
  return (
    <>
      <span className="twin">
        <button
          type="button"
          className="button icon"
          aria-label="The one before"
          title="The one before (Shift n)"
          disabled={found.length === 0}
          onClick={() => void walkFound(true)}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button"
          title="The next one (n)"
          disabled={found.length === 0}
          onClick={() => void walkFound(false)}
        >
          Next <ChevronRight size={16} aria-hidden="true" />
        </button>
      </span>
      <p role="status">{countWords(found.length, at, length)}</p>
      {at > 0 && <p className="search-sentence">{asked.value?.[0]?.sentence}</p>}
      {later > 0 && (
        <p className="hint">{counted(later, 'event')} since: type or press Enter to search them too</p>
      )}
    </>
  );
}

function countWords(count: number, at: number, length: number): string {
  if (count === 0) return `None of ${counted(length, 'event')} fits.`;
  const many = count >= MOST ? `the first ${MOST}` : String(count);
  return at > 0 ? `${at} of ${many}` : `${many} found`;
}
