/**
 * Search and diagram have one filter: what one finds is what the other draws, whoever set it, and one press
 * takes it back. On the real engine.
 */
import { describe, expect, it, vi } from 'vitest';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { type Filter, NO_FILTER } from '../../../src/ui/search/filter.ts';
import { FilterParts } from '../../../src/ui/search/filter-parts.tsx';
import { SearchPanel } from '../../../src/ui/search/search-panel.tsx';
import { FATES } from '../../../src/ui/timeline/arrow-store.ts';
import { passes, sieveOf } from '../../../src/ui/timeline/scene.ts';
import { emptyData, grow } from '../../../src/ui/timeline/use-diagram-data.ts';
import { diagramWords } from '../../../src/ui/timeline/words.ts';
import { markup, textOf } from '../panels/support.ts';
import { pageOnFake } from '../support.ts';

async function page(id: string, until = 700_000) {
  const engine = new SeatedEngine(null);
  const made = pageOnFake({ engine });
  await made.actions.open({ kind: 'catalogue', id });
  await made.actions.move({ kind: 'time', target: until });
  return { ...made, engine, getState: made.store.getState };
}

type Page = Awaited<ReturnType<typeof page>>;

/** Cursors after the ends of the messages that the diagram draws; dropped ones have none. */
async function drawn({ engine, getState }: Page): Promise<number[]> {
  const { info, filter, search } = getState();
  if (info === null) throw new Error('expected an open run');
  const data = emptyData('');
  await grow(data, engine, info);
  const { messages, idleTypes } = info.protocol;
  const sieve = sieveOf(filter, messages, idleTypes, search?.found);
  const cursors = new Set<number>();
  for (let row = 0; row < data.arrows.count; row += 1)
    if (passes(sieve, data.arrows, row) && FATES[data.arrows.columns.fate.at(row) as number] !== 'dropped')
      cursors.add(data.arrows.columns.cursor.at(row) as number);
  return [...cursors].sort((a, b) => a - b);
}

const FILTERS: readonly Partial<Filter>[] = [
  { type: 'PREPARE' },
  { end: '1' },
  { end: 'c0' },
  { slot: '2' },
  { sender: '2', receiver: '0' },
  { sender: '2', type: 'routine' },
  { type: 'STATUS', end: '3' },
  { slot: '1', sender: '0', type: 'COMMIT' },
  { code: '*' },
  { words: 'prepared at' },
  { words: 'refused', end: '2' },
];

describe('one filter', () => {
  it.each(FILTERS)('%j draws the messages of the events that it finds', async (filter) => {
    const open = await page('lossy-network', 1_500_000);
    await open.actions.setFilter(filter);
    const found = open.getState().search?.found ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(1_000);
    expect(await drawn(open)).toEqual(found);
  });

  it('is taken back part by part, and at once', async () => {
    const { actions, getState } = await page('fault-free');
    await actions.setFilter({ type: 'COMMIT', slot: '2' });
    const both = getState().search?.found.length ?? 0;
    await actions.setFilter({ slot: '' });
    expect(getState().search?.query).toEqual({ type: 'COMMIT' });
    expect(getState().search?.found.length).toBeGreaterThan(both);
    await actions.clearFilter();
    expect(getState()).toMatchObject({ filter: NO_FILTER, search: null });
  });

  it('finds what comes as the run goes on, and begins anew with another run', async () => {
    const { actions, getState } = await page('fault-free', 100_000);
    await actions.setFilter({ type: 'COMMIT' });
    const before = getState().search?.found.length ?? 0;
    await actions.move({ kind: 'time', target: 400_000 });
    await vi.waitUntil(() => (getState().search?.found.length ?? 0) > before);
    expect(getState().search?.length).toBe(getState().info?.length);
    await actions.open({ kind: 'catalogue', id: 'first-light' });
    expect(getState()).toMatchObject({ filter: NO_FILTER, search: null });
  });

  it('only asks once while somebody types', async () => {
    const { actions, engine, getState } = await page('fault-free');
    const search = vi.spyOn(engine, 'search');
    await Promise.all(['p', 'pr', 'prep'].map((words) => actions.setFilter({ words }, 20)));
    expect(search).toHaveBeenCalledTimes(1);
    expect(getState().search?.query).toEqual({ words: 'prep' });
  });

  it('stands in words in the search, in the head of the timeline, and in what the diagram says of itself', async () => {
    const filter = { ...NO_FILTER, type: 'PREPARE', sender: '2', code: '*' };
    const parts = await markup(<FilterParts />, { filter });
    expect(textOf(parts).replace(/\s+/g, ' ').trim()).toBe('only PREPARE from R2 refused Show all');
    expect(await markup(<SearchPanel />, { filter })).toContain('Without “from R2”');
    expect(await markup(<FilterParts />, {})).toBe('');
    const drawing = { lanes: 5, events: 1_204, level: 'single', axis: 'time', filter } as const;
    expect(diagramWords(drawing)).toContain(
      '5 lanes, 1,204 events, each message drawn, only PREPARE, from R2, refused. Arrow keys',
    );
    expect(diagramWords({ ...drawing, filter: NO_FILTER })).toContain('each message drawn. Arrow keys');
  });
});
