/** A run that hides a liar says nowhere who it is, until it has been named. */
import { describe, expect, it } from 'vitest';
import type { Moved } from '../../../src/runtime/api.ts';
import { known } from '../../../src/runtime/known.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { liarOf } from '../../../src/scenarios/hidden.ts';
import { validateScenario } from '../../../src/scenarios/validate.ts';
import { good } from '../../support/pages.ts';

const sealed = /^One replica lies in this run, and nobody is told which/;
const seeds = [1, 2, 5, 8];

async function opened(seed: number): Promise<readonly [SeatedEngine, Moved]> {
  const engine = new SeatedEngine(null);
  const session = { scenario: 'hidden-liar', seed, commands: [] };
  const moved = good(await engine.open({ kind: 'json', value: { version: 1, session } }, 'inline'));
  return [engine, moved];
}

describe.each(seeds)('seed %i', (seed) => {
  it('the session and everything that is told of the run are the same for any liar but for the seed', async () => {
    const [, { frame, info }] = await opened(seed);
    expect(info.session).toEqual({ version: 1, session: { scenario: 'hidden-liar', seed, commands: [] } });
    expect(frame.seat).toBe(1);
    expect(frame.faulty.now).toEqual([]);
    for (const { behaviour } of frame.replicas) expect(behaviour).toBe('honest');
    expect(JSON.stringify(info)).not.toContain(`R${liarOf(seed, 4)} `);
    expect(info.marks).toEqual([]);
    expect(info.interventions).toEqual([]);
  });

  it('from no seat, the liar’s own included, is anything said that only a liar says', async () => {
    const [engine] = await opened(seed);
    const { cursor } = good(await engine.move(0, { kind: 'time', target: 1_000_000 })).frame;
    for (let seat = 0; seat < 4; seat++) {
      for (let at = 0; at <= cursor; at += 3) {
        const frame = good(await engine.sit(seat, at));
        expect(frame.inFlight).toEqual([]);
        expect(frame.replicas[seat]?.behaviour).toBe('honest');
      }
      for (const { sentence, rule } of await engine.feed(0, cursor)) {
        expect(sentence).not.toMatch(/\b(lie|lies|liar|equivocat)/i);
        expect(rule?.id ?? '').not.toMatch(/^lie\//);
      }
      for (let index = 0; index < cursor; index++) {
        const event = await engine.event(index);
        if ('problem' in event) continue;
        expect(JSON.stringify(event)).not.toMatch(/"effects":\[[^\]]/);
        expect(JSON.stringify(event.rules)).not.toMatch(/lie\//);
      }
      const marks = await engine.search({ words: 'lies' });
      expect(marks).toEqual([]);
    }
  });

  it('what is true, lies and what they would be made of are refused until the liar is named', async () => {
    const [engine] = await opened(seed);
    const liar = liarOf(seed, 4);
    const refusals = async () => [
      await engine.sit(null, 0),
      await engine.lieSheet(0, liar, null),
      await engine.alterSheet(5, 'r0>1#1'),
      await engine.intervene(5, { do: 'alter', message: 'r0>1#1', edits: {} }),
      await engine.intervene(5, { do: 'behave', replica: liar, as: 'honest' }),
    ];
    for (const answer of await refusals()) expect(answer).toEqual({ problem: expect.stringMatching(sealed) });
    const handIn = (named: number) => ({
      version: 1,
      handIn: {
        name: '',
        challenge: 'name-the-liar',
        attempts: [{ seed, commands: [] }],
        predictions: { possible: false, liar: named },
        verdict: 'not solved',
      },
    });
    expect(await engine.gradeChallenge(handIn((liar + 1) % 4))).toMatchObject({ solved: false });
    expect(await engine.sit(null, 0)).toHaveProperty('problem');
    expect(await engine.gradeChallenge(handIn(liar))).toMatchObject({ solved: true });
    const frame = good(await engine.sit(null, 3));
    expect(frame.replicas[liar]?.behaviour).toBe('equivocate');
  });
});

it('the diagram’s columns say nothing but what the seat took in or sent, until the liar is named', async () => {
  const [engine] = await opened(1);
  good(await engine.move(0, { kind: 'time', target: 1_000_000 }));
  good(await engine.sit(2, 5));
  const { info } = good(await engine.move(5, { kind: 'event', target: 6 }));
  expect(info.sealed).toBe(true);
  const [rows, marks] = [await engine.arrows(0), await engine.laneMarks(0)];
  const ends = Array.from({ length: rows.count }, (_, row) => [rows.sender[row], rows.receiver[row]]);
  const own = ends.filter((pair) => pair.includes(2));
  expect(own.length).toBeGreaterThan(0);
  for (const [row, pair] of ends.entries()) {
    if (!pair.includes(2))
      expect([...pair, rows.type[row], rows.slot[row]]).toEqual([32_767, 32_767, 255, 0]);
    if (pair[1] !== 2) expect(rows.fate[row]).toBe(0);
    expect(rows.value[row]).toBe(255);
  }
  expect(marks.filter(({ lane }) => lane === 2).length).toBeGreaterThan(0);
  for (const { lane, text } of marks) if (lane !== 2) expect([lane, text]).toEqual([32_767, '']);
  expect(JSON.stringify(marks)).not.toMatch(/lies/);
  const handIn = {
    name: '',
    challenge: 'name-the-liar',
    attempts: [{ seed: 1, commands: [] }],
    predictions: { liar: liarOf(1, 4) },
    verdict: 'solved',
  };
  expect(await engine.gradeChallenge({ version: 1, handIn })).toMatchObject({ solved: true });
  expect(JSON.stringify(await engine.laneMarks(0))).toMatch(/lies/);
  expect((await engine.arrows(0)).sender).not.toContain(32_767);
  expect(good(await engine.move(5, { kind: 'event', target: 6 })).info.sealed).toBeUndefined();
});

it('what only waits or is cut is no lie: the run may be handled as any other', async () => {
  const [engine] = await opened(1);
  expect(await engine.intervene(5, { do: 'cut', from: 0, to: 1 })).toHaveProperty('frame');
  expect(await engine.sit(null, 5)).toHaveProperty('problem');
});

it('the first seat is never the first leader’s, whoever that is', async () => {
  const leaders = new Set<number>();
  for (let replicas = 4; replicas <= 20; replicas++) {
    const engine = new SeatedEngine(null);
    const protocol = { id: 'streamlet', replicas, options: { own: { leaders: 'hash' } } };
    const value = { version: 1, id: 'mine', protocol, hidden: 'equivocate' };
    const { frame, info } = good(await engine.open({ kind: 'json', value }, 'inline'));
    expect(frame.seat).toBe(info.firstView.leader === 0 ? 1 : 0);
    leaders.add(info.firstView.leader);
  }
  expect([...leaders]).toEqual(expect.arrayContaining([0, 1]));
});

it('a scenario of one’s own can hide a liar, if the protocol knows the lie', () => {
  const scenario = { version: 1, id: 'mine', protocol: { id: 'pbft', replicas: 4 } };
  expect(validateScenario({ ...scenario, hidden: 'equivocate' }, known)).toHaveProperty('ok', true);
  expect(validateScenario({ ...scenario, hidden: 'silent' }, known)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/\/hidden$/),
  });
});

describe('a run with a hidden liar that is come back to', () => {
  const nameOf = (seed: number) => ({
    version: 1,
    handIn: {
      name: '',
      challenge: 'name-the-liar',
      attempts: [{ seed, commands: [] }],
      predictions: { liar: liarOf(seed, 4) },
      verdict: 'solved',
    },
  });

  it('by redo says nothing, though the run before it has been named', async () => {
    const [engine] = await opened(1);
    expect(await engine.gradeChallenge(nameOf(1))).toMatchObject({ solved: true });
    good(await engine.restart({ seed: 2 }));
    good(await engine.undo());
    expect(good(await engine.sit(null, 3)).seat).toBeUndefined();
    const again = good(await engine.redo());
    expect(again.frame.seat).toBe(1);
    for (const { behaviour } of again.frame.replicas) expect(behaviour).toBe('honest');
    expect(await engine.verdicts(again.frame.cursor)).toEqual([]);
  });

  it('with more replicas is another liar’s, and says nothing', async () => {
    const [engine] = await opened(1);
    expect(await engine.gradeChallenge(nameOf(1))).toMatchObject({ solved: true });
    expect(good(await engine.sit(null, 3)).seat).toBeUndefined();
    const larger = good(await engine.restart({ replicas: 7 }));
    expect(larger.frame.seat).toBe(1);
    expect(await engine.sit(null, 3)).toEqual({ problem: expect.stringMatching(sealed) });
  });

  it('from another branch, and beside one, says nothing either', async () => {
    const [engine] = await opened(1);
    const other = { version: 1, session: { scenario: 'proving-ground', seed: 1, commands: [] } };
    const beside = good(await engine.adopt(5, other, 40, 'another run'));
    const hidden = beside.info.branches[0]?.id ?? 0;
    expect(good(await engine.sit(null, 5)).seat).toBeUndefined();
    expect(await engine.wayBeside(hidden, 0, 40, 10)).toEqual({ problem: expect.stringMatching(sealed) });
    expect(await engine.compare(hidden)).toEqual({ problem: expect.stringMatching(sealed) });
    const back = good(await engine.switchBranch(hidden, 30));
    expect(back.frame.seat).toBe(1);
    for (const { behaviour } of back.frame.replicas) expect(behaviour).toBe('honest');
  });
});
