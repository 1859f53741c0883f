/** Marks cross the worker border once, and the page has the same list as the engine after every answer. */
import { describe, expect, it } from 'vitest';
import type { TimelineMark } from '../../../src/runtime/api.ts';
import { joinsMarks, shortensMarks } from '../../../src/runtime/marks-border.ts';

const mark = (cursor: number): TimelineMark => ({
  kind: 'commit',
  cursor,
  at: cursor,
  text: `slot ${cursor}`,
});
const answer = (marks: readonly TimelineMark[]) => ({ frame: {}, info: { length: 9, marks }, stopped: null });

describe('marks at the worker border', () => {
  it('arrive whole however the run grows, is undone, or is another one', () => {
    const [shorten, join] = [shortensMarks(), joinsMarks()];
    const pass = (value: unknown) => join(structuredClone(shorten(value)));
    const run = [mark(1), mark(2)];
    expect(pass(answer(run))).toEqual(answer(run));
    run.push(mark(3));
    expect(pass(answer(run))).toEqual(answer(run));
    const other = [mark(1)];
    expect(pass(answer(other))).toEqual(answer(other));
    expect(pass(answer(run))).toEqual(answer(run));
    expect(pass({ problem: 'nothing' })).toEqual({ problem: 'nothing' });
    expect(pass(null)).toBeNull();
  });

  it('only new ones are sent, and the list stays the same object while there are none', () => {
    const [shorten, join] = [shortensMarks(), joinsMarks()];
    const run = [mark(1), mark(2)];
    join(structuredClone(shorten(answer(run))));
    run.push(mark(3));
    const sent = shorten(answer(run)) as { readonly info: { readonly marks: unknown } };
    expect(sent.info.marks).toEqual({ kept: 2, added: [mark(3)] });
    const listOf = (value: unknown) => (value as ReturnType<typeof answer>).info.marks;
    const before = listOf(join(structuredClone(sent)));
    expect(listOf(join(structuredClone(shorten(answer(run)))))).toBe(before);
  });
});
