/** Notes travel in the session, stay with the moments that they speak of, and nothing of them is lost. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Moved, Problem } from '../../../src/runtime/api.ts';
import { known } from '../../../src/runtime/known.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { limits } from '../../../src/scenarios/limits.ts';
import { parseSession, printFile, validateSession } from '../../../src/scenarios/validate.ts';

let engine: SeatedEngine;

function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer as T;
}

const early = { cursor: 20, text: 'Who is prepared?' };
const late = { cursor: 150, text: 'Why does slot 5 wait?', cue: true };

beforeEach(async () => {
  engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline'));
});

async function noted(): Promise<Moved> {
  await engine.move(0, { kind: 'event', target: 200 });
  return good(await engine.annotate(20, [late, early]));
}

const notesOf = ({ info }: Moved) => info.notes.map(({ text }) => text);

describe('notes', () => {
  it('stand in the session file by moment, and open from it', async () => {
    const { info, frame } = await noted();
    expect(frame.cursor).toBe(20);
    expect(info.notes).toEqual([early, late]);
    expect(info.session).toMatchObject({ session: { scenario: 'fault-free', notes: [early, late] } });
    const again = new SeatedEngine(null);
    const opened = good(await again.open({ kind: 'json', value: info.session }, 'inline', 20));
    expect(opened.info.notes).toEqual([early, late]);
    expect(opened.info.session).toEqual(info.session);
  });

  it('leave no trace in the session when the last one is gone, and none in the trace hash', async () => {
    const before = (await engine.move(0, { kind: 'event', target: 200 })).info;
    const { info } = await noted();
    expect(info.traceHash).toBe(before.traceHash);
    expect(good(await engine.annotate(20, [])).info.session).toEqual(before.session);
  });

  it('of what comes later stay behind with the old future', async () => {
    await noted();
    const acted = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    expect(notesOf(acted)).toEqual([early.text]);
    expect(notesOf(good(await engine.switchBranch(1, 50)))).toEqual([early.text, late.text]);
  });

  it('come back with undo, and those written since stay', async () => {
    await noted();
    const acted = good(await engine.intervene(50, { do: 'crash', replica: 3 }));
    const since = { cursor: 30, text: 'Written after the crash.' };
    const never = { cursor: 60, text: 'Of a future without a place.' };
    good(await engine.annotate(acted.frame.cursor, [...acted.info.notes, since, never]));
    expect(notesOf(good(await engine.undo()))).toEqual([early.text, since.text, late.text]);
    expect(notesOf(good(await engine.redo()))).toEqual([early.text, since.text, never.text]);
  });

  it('are kept by undo where no branch began', async () => {
    good(await engine.annotate(5, [{ cursor: 500, text: 'Planned for later.' }]));
    const acted = good(await engine.intervene(5, { do: 'crash', replica: 3 }));
    expect(acted.info.branches).toHaveLength(1);
    expect(notesOf(acted)).toEqual([]);
    expect(notesOf(good(await engine.undo()))).toEqual(['Planned for later.']);
  });

  it('are left behind by a run with other numbers', async () => {
    await noted();
    expect(notesOf(good(await engine.restart({ seed: 7 })))).toEqual([]);
  });

  it('are refused in a sentence, and the old ones stay', async () => {
    await noted();
    const tooMany = Array.from({ length: limits.notes + 1 }, () => early);
    expect(await engine.annotate(20, tooMany)).toEqual({
      problem: 'expected a list of at most 200, found a list of 201, at /notes',
    });
    const tooLong = [{ cursor: 1, text: 'x'.repeat(limits.noteCharacters + 1) }];
    expect(await engine.annotate(20, tooLong)).toHaveProperty(
      'problem',
      expect.stringMatching(/^expected a text of at most 2000 characters, found "x+…", at \/notes\/0\/text$/),
    );
    for (const wrong of [
      [{ cursor: -1, text: 'x' }],
      [{ cursor: 1, text: ' ' }],
      [{ cursor: 1 }],
      'note',
      null,
    ]) {
      expect(await engine.annotate(20, wrong as never)).toHaveProperty('problem');
    }
    expect(notesOf(await engine.move(20, { kind: 'step' }))).toEqual([early.text, late.text]);
  });
});

describe('a session file with notes', () => {
  const file = (notes: unknown) => ({ version: 1, session: { scenario: 'first-light', notes } });

  it('reads what it prints', () => {
    const checked = validateSession(file([late, early]), known);
    if (!checked.ok) throw new Error(checked.problem);
    expect(checked.value.session.notes).toEqual([early, late]);
    expect(parseSession(printFile(checked.value), known)).toEqual(checked);
  });

  it('says where a note is wrong', () => {
    const text = JSON.stringify(file([{ cursor: 1, text: 'x', colour: 'red' }]), null, 2);
    expect(parseSession(text, known)).toEqual({
      ok: false,
      problem:
        'expected one of the keys cursor, text, cue, found "colour", at /session/notes/0/colour (line 9, column 19)',
    });
    expect(validateSession(file([{ cursor: 1, text: 'x', cue: 'yes' }]), known)).toMatchObject({
      problem: 'expected true or false, found "yes", at /session/notes/0/cue',
    });
  });
});
