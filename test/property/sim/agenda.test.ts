/**
 * The agenda hands out what a stable sort by time would, whatever is put in, taken out or removed on the way.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../src/sim/agenda.ts';

interface Entry {
  readonly at: number;
  readonly id: number;
}

type Action = { readonly put: number } | { readonly take: true } | { readonly remove: number };

const actions = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ put: fc.nat(30) }) },
    { weight: 2, arbitrary: fc.constant({ take: true } as const) },
    { weight: 1, arbitrary: fc.record({ remove: fc.nat(60) }) },
  ),
  { maxLength: 80 },
);

/** The same by sorting a list. */
class Model {
  entries: Entry[] = [];

  take(): Entry[] {
    const first = Math.min(...this.entries.map(({ at }) => at));
    const taken = this.entries.filter(({ at }) => at === first);
    this.entries = this.entries.filter(({ at }) => at !== first);
    return taken;
  }
}

/** Empty instants, left behind by `remove`, are nothing. */
function takeSome<T>(agenda: Agenda<T>): T[] {
  for (;;) {
    if (agenda.next() === undefined) return [];
    const items = agenda.take();
    if (items.length > 0) return items;
  }
}

function play(given: readonly Action[], agenda: Agenda<Entry>, model: Model, ids: { next: number }): void {
  for (const action of given) {
    if ('put' in action) {
      const entry = { at: action.put, id: ids.next++ };
      agenda.put(entry.at, entry);
      model.entries.push(entry);
    } else if ('take' in action) expect(takeSome(agenda)).toEqual(model.take());
    else {
      const wanted = ({ id }: Entry): boolean => id === action.remove;
      const known = model.entries.find(wanted);
      expect(agenda.find(wanted)).toBe(known);
      expect(agenda.remove(wanted)).toBe(known);
      model.entries = model.entries.filter((entry) => entry !== known);
    }
  }
}

function drain(agenda: Agenda<Entry>, model: Model): void {
  while (model.entries.length > 0) expect(takeSome(agenda)).toEqual(model.take());
  expect(takeSome(agenda)).toEqual([]);
}

describe('the agenda', () => {
  it('equals a stable sort', () => {
    fc.assert(
      fc.property(actions, (given) => {
        const agenda = new Agenda<Entry>();
        const model = new Model();
        play(given, agenda, model, { next: 0 });
        drain(agenda, model);
      }),
      { numRuns: 400 },
    );
  });

  it('goes on separately in a clone', () => {
    fc.assert(
      fc.property(actions, actions, (before, after) => {
        const agenda = new Agenda<Entry>();
        const model = new Model();
        const ids = { next: 0 };
        play(before, agenda, model, ids);
        const copy = agenda.clone();
        const copied = new Model();
        copied.entries = model.entries.slice();
        play(after, agenda, model, ids);
        drain(copy, copied);
        drain(agenda, model);
      }),
    );
  });

  it('knows the earliest instant', () => {
    const agenda = new Agenda<string>();
    expect(agenda.next()).toBeUndefined();
    expect(agenda.take()).toEqual([]);
    for (const at of [9, 3, 7, 3, 1]) agenda.put(at, `at ${at}`);
    const times: (number | undefined)[] = [];
    for (; agenda.next() !== undefined; agenda.take()) times.push(agenda.next());
    expect(times).toEqual([1, 3, 7, 9]);
  });
});
