/**
 * Search over the events of the run: what is filled in must all be true. Found events are counted, walked
 * with two buttons or `n`, and marked on the scrubber.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { counted } from '../panels/words.ts';
import type { Search } from '../tools.ts';
import { fieldsOf, foundAt, queryOf, type SearchFields } from './found.ts';
import '../panels/shared.css';
import './search.css';

/** Typing rests this long before the engine is asked, ms. */
const REST_MS = 250;
/** What one search finds at most; the engine says no more. */
const MOST = 1000;

export function SearchPanel() {
  const info = useUi((state) => state.info);
  const search = useUi((state) => state.search);
  const { find, walkFound } = useActions();
  const [fields, setFields] = useState(() => fieldsOf(search?.query ?? null));
  const timer = useRef<number | undefined>(undefined);
  const words = useRef<HTMLInputElement>(null);
  useEffect(() => {
    words.current?.focus();
    return () => window.clearTimeout(timer.current);
  }, []);
  if (info === null) return null;
  const change = (changes: Partial<SearchFields>, now: boolean) => {
    const next = { ...fields, ...changes };
    setFields(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void find(queryOf(next)), now ? 0 : REST_MS);
  };
  const onSubmit = async (submit: FormEvent) => {
    submit.preventDefault();
    window.clearTimeout(timer.current);
    await find(queryOf(fields));
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
            value={fields.words}
            placeholder="of the event’s sentence"
            onChange={({ target }) => change({ words: target.value }, false)}
          />
        </label>
        <Choices info={info} fields={fields} change={(changes) => change(changes, true)} />
        <label className="field">
          slot
          <input
            className="input search-slot"
            inputMode="numeric"
            value={fields.slot}
            onChange={({ target }) => change({ slot: target.value }, false)}
          />
        </label>
        {search !== null && (
          <button type="button" className="button" onClick={() => change(fieldsOf(null), true)}>
            Clear
          </button>
        )}
      </div>
      {search === null ? (
        <p className="hint">
          A search marks the events that fit, on the timeline too, and hides nothing. To hide arrows, use the
          timeline’s own filters: the two are apart.
        </p>
      ) : (
        <Found search={search} info={info} />
      )}
    </form>
  );
}

interface ChoicesProps {
  readonly info: RunInfo;
  readonly fields: SearchFields;
  readonly change: (changes: Partial<SearchFields>) => void;
}

function Choices({ info, fields, change }: ChoicesProps) {
  const seats = Array.from({ length: info.replicas }, (_, id) => [String(id), `R${id}`] as const);
  const clients = Array.from({ length: info.clients }, (_, id) => [`c${id}`, `c${id}`] as const);
  const types = info.protocol.messages.map(({ type }) => [type, type] as const);
  const codes = (info.protocol.refusals ?? []).map((code) => [code, code] as const);
  const choices = [
    ['type', 'message', types],
    ['sender', 'from', [...seats, ...clients]],
    ['receiver', 'to', [...seats, ...clients]],
    ['code', 'refused', [['*', 'for any reason'], ...codes]],
  ] as const;
  return choices.map(([field, label, options]) => (
    <label key={field} className="field">
      {label}
      <select
        className="input search-choice"
        value={fields[field]}
        onChange={({ target }) => change({ [field]: target.value })}
      >
        <option value="">{field === 'code' ? 'or taken in' : 'any'}</option>
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
    <div className="search-found">
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
    </div>
  );
}

function countWords(count: number, at: number, length: number): string {
  if (count === 0) return `None of ${counted(length, 'event')} fits.`;
  const many = count >= MOST ? `the first ${MOST}` : String(count);
  return at > 0 ? `${at} of ${many}` : `${many} found`;
}
