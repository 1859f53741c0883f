/**
 * What search and diagram leave in sight, part by part, each with a way to take it back, and one for all: the
 * same in the head of the timeline and in the search.
 */
import { X } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { NO_FILTER, partsOf } from './filter.ts';
import './search.css';

export function FilterParts() {
  const filter = useUi((state) => state.filter);
  const { setFilter, clearFilter } = useActions();
  const parts = partsOf(filter);
  if (parts.length === 0) return null;
  return (
    <span className="filter-parts">
      <span>only</span>
      {parts.map(({ field, text }) => (
        <button
          key={field}
          type="button"
          className="button filter-part"
          aria-label={`Without “${text}”`}
          title={`Without “${text}”`}
          onClick={() => void setFilter({ [field]: NO_FILTER[field] })}
        >
          {text} <X size={12} aria-hidden="true" />
        </button>
      ))}
      <button type="button" className="button" onClick={() => void clearFilter()}>
        Show all
      </button>
    </span>
  );
}
