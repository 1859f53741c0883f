/** Rules are removed and put back in the open run: what the user did stays, and the facts say what is missing. */
import { describe, expect, it } from 'vitest';
import type { Moved, Problem } from '../../../src/runtime/api.ts';
import { PageEngine } from '../../../src/runtime/page-engine.ts';

function good(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

async function opened(id: string) {
  const engine = new PageEngine(null);
  return { engine, at: good(await engine.open({ kind: 'catalogue', id }, 'inline')) };
}

const sessionOf = ({ info }: Moved) =>
  (info.session as { session: { scenario: unknown; commands: unknown[] } }).session;

describe('a refused message', () => {
  it('opens a card as a rule that fired does: source, lit line, and the run that lacks the rule', async () => {
    const { engine, at } = await opened('bug-duplicates-counted');
    good(await engine.restart({ bugs: [] }, at.frame.cursor));
    good(await engine.move(0, { kind: 'quiet' }));
    const [found = 0] = await engine.search({ code: 'duplicate' });
    const event = await engine.event(found - 1);
    if ('problem' in event) throw new Error(event.problem);
    expect(event.refusal).toMatchObject({
      id: 'duplicate',
      title: 'PREPARE counted',
      source: "OSDI'99 §4.2",
      sentence: expect.stringMatching(/^this \w+ of R\d is here already$/),
      removedBy: expect.arrayContaining([
        { title: 'PB12: every copy of a vote counts', scenario: 'bug-duplicates-counted' },
      ]),
    });
    const { lines, lit } = event.refusal?.code ?? { lines: [], lit: 0 };
    expect(lines[lit]).toBe('  if its signer has said it already: drop it');
  });
});

it('what is refused for the same reason is another rule in a message of another type', async () => {
  const { engine, at } = await opened('lie-spam');
  good(await engine.move(at.frame.cursor, { kind: 'event', target: 400 }));
  const [found = 0] = await engine.search({ code: 'duplicate', type: 'VIEW-CHANGE' });
  const event = await engine.event(found - 1);
  if ('problem' in event) throw new Error(event.problem);
  expect(event.refusal).toMatchObject({ id: 'duplicate', title: 'VIEW-CHANGE counted' });
});

describe('what a client does', () => {
  it.each([
    ['fault-free', 'pbft/accept', 'bug-first-reply-taken'],
    ['bug-weak-tentative-quorum', 'pbft/accept-tentative', 'bug-weak-tentative-quorum'],
  ])('is a card, too: in %s it takes its result by %s', async (id, rule, scenario) => {
    const { engine, at } = await opened(id);
    good(await engine.move(at.frame.cursor, { kind: 'quiet' }));
    const [found = 0] = await engine.search({ words: 'accepts:' });
    const event = await engine.event(found - 1);
    if ('problem' in event) throw new Error(event.problem);
    expect(event.rules).toMatchObject([{ id: rule, removedBy: [{ scenario }] }]);
    expect(event.rules[0]?.code?.lines[event.rules[0].code.lit]).toMatch(/^accept /);
    expect(event.isKept).toBe(false);
  });

  it('only what a replica took in without a rule is said to be kept', async () => {
    const { engine, at } = await opened('primary-crash');
    const { cursor } = good(await engine.move(at.frame.cursor, { kind: 'quiet' })).frame;
    const kept: string[] = [];
    for (let index = 0; index < cursor; index++) {
      const event = await engine.event(index);
      if ('problem' in event || !event.isKept) continue;
      kept.push(event.line.sentence);
      expect([event.rules, event.refusal]).toEqual([[], null]);
    }
    for (const sentence of kept) expect(sentence).toMatch(/^R\d takes in /);
    expect(kept.length).toBeLessThan(cursor);
  });
});

describe('a run without a rule', () => {
  it('names the rule, and what goes wrong without it', async () => {
    const { at } = await opened('bug-empty-prepared-set');
    expect(at.info.bugs).toEqual([
      {
        id: 'empty-prepared-set',
        title: 'PB3: VIEW-CHANGEs report nothing that was prepared',
        why: expect.stringMatching(/^The next primary learns of no decision/),
        rule: { title: 'view change', source: "OSDI'99 §4.4" },
      },
    ]);
    expect(at.info.protocol.bugs).toHaveLength(17);
  });

  it('ends where its scenario says, with a mark for each violation on the way', async () => {
    const { engine, at } = await opened('bug-lowest-view-wins');
    const end = good(await engine.move(at.frame.cursor, { kind: 'end' }));
    const quiet = good(await engine.move(end.frame.cursor, { kind: 'quiet' }));
    expect(quiet.info.ended).toMatch(/^agreement is violated: R1 executed/);
    const violations = quiet.info.marks.filter(({ kind }) => kind === 'violation');
    expect(violations).toHaveLength(2);
  });

  it('is clean once the rule is back, and the catalogue’s again once it is gone', async () => {
    const { engine } = await opened('bug-empty-prepared-set');
    const fixed = good(await engine.restart({ bugs: [] }));
    expect(fixed.info.bugs).toEqual([]);
    const quiet = good(await engine.move(fixed.frame.cursor, { kind: 'quiet' }));
    expect(quiet.info.ended).toBeNull();
    expect(sessionOf(quiet).scenario).toMatchObject({ protocol: { bugs: [] } });
    const again = good(await engine.restart({ bugs: ['empty-prepared-set'] }));
    const end = good(await engine.move(again.frame.cursor, { kind: 'quiet' }));
    expect(end.info.ended).toMatch(/^agreement is violated/);
  });

  it('keeps what the user did', async () => {
    const { engine, at } = await opened('fault-free');
    const acted = good(await engine.intervene(at.frame.cursor, { do: 'crash', replica: 2 }));
    expect(sessionOf(acted).commands).toHaveLength(1);
    const without = good(await engine.restart({ bugs: ['nobody-joins'] }));
    expect(sessionOf(without).commands).toEqual(sessionOf(acted).commands);
    const other = good(await engine.restart({ seed: 5 }));
    expect(sessionOf(other).commands).toEqual([]);
  });

  it('is refused for a rule that nobody knows, by name', async () => {
    const { engine, at } = await opened('fault-free');
    const refused = await engine.restart({ bugs: ['no-such-rule'] });
    expect(refused).toHaveProperty('problem', expect.stringContaining('found "no-such-rule"'));
    expect(good(await engine.move(at.frame.cursor, { kind: 'step' })).info.bugs).toEqual([]);
  });
});
