/** The live region says one sentence per move, with true figures. On the real engine. */
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { createPlayer } from '../../src/ui/player.ts';
import { LiveSentence, saidAtRest } from '../../src/ui/stage/live-sentence.tsx';
import { StageFoot } from '../../src/ui/stage/stage-foot.tsx';
import { markup, textOf } from './panels/support.ts';
import { pageOnFake } from './support.ts';

async function page(id: string, cursor?: number) {
  const engine = new SeatedEngine(null);
  const made = pageOnFake({ engine });
  await made.actions.open({ kind: 'catalogue', id }, cursor);
  const spoken = () => made.store.getState().spoken;
  const round = async (back = false) => {
    await made.actions.move({ kind: 'round', back });
    return spoken();
  };
  return { ...made, engine, spoken, round };
}

/** Full stops and the like that end something: one per sentence. */
const ends = (text: string) => (text.match(/[.!?](?=\s|$)/g) ?? []).length;

describe('a Round', () => {
  it('is one sentence with its number', async () => {
    const { round } = await page('first-light');
    expect(await round()).toBe(
      'Round 1: 1 REQUEST arrived; at slot 1 R0 is pre-prepared, R1 to R3 are waiting; ' +
        '3 PRE-PREPAREs are on the way.',
    );
    expect(await round()).toMatch(/^Round 2: 3 PRE-PREPAREs arrived; /);
    expect(await round()).toBe(
      'Round 3: 9 PREPAREs arrived; at slot 1 R0 to R3 are prepared; 12 COMMITs are on the way.',
    );
    expect(await round()).toMatch(/^Round 4: 12 COMMITs arrived; /);
    expect(await round()).toBe(
      'Round 5: 4 REPLIES arrived; c0 is answered (paid: 2 equal replies); at slot 1 R0 to R3 are executed; ' +
        'nothing is on its way.',
    );
  });

  it('has the number of its place in the run, whatever way led there', async () => {
    const { actions, round } = await page('first-light');
    await actions.move({ kind: 'answer' });
    await round(true);
    expect(await round()).toMatch(/^Round 4: /);
    await actions.move({ kind: 'start' });
    for (let steps = 0; steps < 4; steps += 1) await actions.move({ kind: 'step' });
    expect(await round()).toMatch(/^Round 3: /);
    await actions.intervene({ do: 'crash', replica: 3 });
    expect(await round()).toMatch(/^Round 4: .*R3 is crashed/);
  });

  it('is one sentence also where somebody lies, crashes or waits', async () => {
    for (const id of ['equivocating-primary', 'primary-crash', 'partition-2-2', 'streamlet-first']) {
      const { round } = await page(id);
      for (let rounds = 1; rounds <= 20; rounds += 1) {
        const said = await round();
        expect(said, id).toMatch(new RegExp(`^Round ${rounds}: `));
        expect(ends(said), said).toBe(1);
      }
    }
  });

  it('says which view began and who crashed', async () => {
    const { round } = await page('primary-crash');
    const all: string[] = [];
    for (let rounds = 0; rounds < 60; rounds += 1) all.push(await round());
    expect(all.some((said) => said.includes('; R0 crashes; '))).toBe(true);
    expect(all.some((said) => said.includes('; view 1, led by R1, began; '))).toBe(true);
  });
});

describe('a farther move', () => {
  it('says from where to where, and what mattered, in one sentence', async () => {
    const { actions, spoken } = await page('fault-free');
    await actions.move({ kind: 'commit' });
    expect(spoken()).toMatch(
      /^From event \d+ \(0 ms\) to event \d+ \(80 ms\): slot 1 was committed; 9 PREPAREs, /,
    );
    expect(ends(spoken())).toBe(1);
    await actions.move({ kind: 'time', target: 900_000 });
    expect(spoken()).toMatch(/: slots 2 to \d+ were committed; clients accepted \d+ results; /);
    expect(ends(spoken())).toBe(1);
  });

  it('counts views by the name that the protocol has for them', async () => {
    const { actions, spoken } = await page('streamlet-first');
    await actions.move({ kind: 'time', target: 500_000 });
    expect(spoken()).toMatch(/\d+ epochs began, the last is epoch \d+, led by R\d; /);
  });

  it('says the views and acts on the way, and the way back in one sentence', async () => {
    const { actions, spoken } = await page('two-primaries-crash');
    await actions.move({ kind: 'time', target: 3_000_000 });
    expect(spoken()).toMatch(/R0 crashes; R1 crashes; 2 views began, the last is view 2, led by R2; /);
    expect(ends(spoken())).toBe(1);
    await actions.move({ kind: 'round', back: true });
    expect(spoken()).toMatch(/^Back at event [\d,]+ \(.* ms\): at slot \d+ .*\.$/);
    expect(ends(spoken())).toBe(1);
  });
});

describe('a violation', () => {
  it('is said whatever else is, also by a move that goes far', async () => {
    const { actions, spoken } = await page('bug-short-commit-quorum');
    await actions.move({ kind: 'time', target: 20_000_000 });
    expect(spoken()).toMatch(/ is violated\. /);
  });

  it('is said at every level, at rest and while playing', async () => {
    const { actions, store, spoken } = await page('bug-short-commit-quorum');
    await actions.move({ kind: 'time', target: 20_000_000 });
    const { frame } = store.getState();
    for (const level of ['off', 'summary', 'every event'] as const) {
      expect(saidAtRest('', frame, level)).toMatch(/ is violated\. /);
      expect(saidAtRest(spoken(), frame, level)).toBe(spoken());
    }
    for (const playing of [true, false]) {
      const player = createPlayer();
      player.send({ type: 'OPENED' });
      if (playing) player.send({ type: 'PLAY' });
      const html = await markup(createElement(LiveSentence), { frame, spoken: '', player });
      expect(html, `playing: ${playing}`).toContain(' is violated. ');
    }
  });
});

describe('a way back', () => {
  it('says that it ended at the start', async () => {
    const { actions, spoken } = await page('first-light');
    for (const _ of [1, 2]) await actions.move({ kind: 'round' });
    await actions.move({ kind: 'view-change', back: true });
    expect(spoken()).toMatch(/^Back at the start, event 5 \(0 ms\): /);
  });
});

describe('the live sentence', () => {
  it('hears from the player itself whether the run plays', async () => {
    const player = createPlayer();
    const said = () => markup(createElement(LiveSentence), { spoken: 'Where it rests.', player });
    player.send({ type: 'OPENED' });
    expect(await said()).toContain('Where it rests.');
    player.send({ type: 'PLAY' });
    expect(await said()).not.toContain('Where it rests.');
  });
});

describe('a step', () => {
  it('is the event in its own words, said once at every level', async () => {
    const { actions, store, spoken } = await page('first-light');
    await actions.move({ kind: 'step' });
    const { frame } = store.getState();
    const sentence = frame?.line?.sentence;
    expect(spoken()).toBe(sentence);
    expect(saidAtRest(spoken(), frame, 'every event')).toBe(sentence);
    expect(saidAtRest('Round 1: x.', frame, 'every event')).toBe(`${sentence} Round 1: x.`);
    expect(saidAtRest('Round 1: x.', frame, 'summary')).toBe('Round 1: x.');
    expect(saidAtRest('Round 1: x.', frame, 'off')).toBe('');
  });
});

describe('what is read and heard', () => {
  /** Everything that the live region says by Rounds, and every line of the feed. */
  async function everything(id: string) {
    const { engine, round, store } = await page(id);
    const heard: string[] = [];
    for (let rounds = 0; rounds < 60; rounds += 1) heard.push(await round());
    const { length } = store.getState().info ?? { length: 0 };
    const read = (await engine.feed(0, length)).map(({ sentence }) => sentence);
    return { heard, all: [...heard, ...read] };
  }

  it.each(['primary-crash', 'equivocating-primary', 'corrupted-state', 'streamlet-equivocation'])(
    'of %s has no clumsy plural, apostrophe, capital or number',
    async (id) => {
      const { all } = await everything(id);
      for (const sentence of all) {
        expect(sentence).not.toMatch(/REPLYs|STATUSs|\b1 [A-Z-]+(?:e?s|IES)\b|(?:sent|with|has|now) 0 /);
        expect(sentence).not.toMatch(/\w's |; (?:A|The) |\b\d{4,}\.\d\d\b|(c\d+)’s REQUEST \d+ of \1/);
        expect(sentence).not.toMatch(
          /is state transfer|are state transfer|\bR\d+ (?:slot|request|block|epoch) \d/,
        );
      }
    },
  );

  it('names together who waits for the same, and whoever is answered', async () => {
    const { heard } = await everything('primary-crash');
    const waits = '; R1 to R3 wait: request 6 of c0 needs the PRE-PREPARE of R0.';
    expect(heard.some((sentence) => sentence.endsWith(waits))).toBe(true);
    expect(heard[4]).toContain('; c0 accepts a result; ');
  });

  it('says in Streamlet what becomes of a block, and epoch for view', async () => {
    const { heard } = await everything('streamlet-equivocation');
    const all = heard.join('\n');
    expect(all).toContain('; slot 1 is awaited at R0, R2 and R3, proposed at R1; ');
    expect(all).toContain('; slot 1 is notarised at R0 to R3; ');
    expect(all).not.toMatch(/\bview\b/);
  });
});

describe('from a seat', () => {
  it('only what came there, what was sent from there and where that replica stands', async () => {
    const { actions, round, spoken } = await page('primary-crash');
    await actions.sit(2);
    expect(await round()).toBe('Round 1: at slot 1 R2 is waiting.');
    expect(await round()).toBe(
      'Round 2: 1 PRE-PREPARE arrived; at slot 1 R2 is pre-prepared; 3 PREPAREs were sent by R2.',
    );
    expect(await round()).toBe(
      'Round 3: 2 PREPAREs arrived; at slot 1 R2 is prepared; 3 COMMITs were sent by R2.',
    );
    await actions.move({ kind: 'time', target: 1_000_000 });
    // R0 is down by now, and nobody here can say so, or that it is up.
    expect(spoken()).not.toMatch(/R[013]|on the way|nothing/);
  });

  it('in a run that hides a liar nothing is said of what was sent, and that is no claim', async () => {
    const { actions, round, store } = await page('hidden-liar');
    expect(await round()).toBe('Round 1: at slot 1 R1 is waiting.');
    await actions.move({ kind: 'commit' });
    const { frame, info } = store.getState();
    expect([frame?.seat, frame?.wayHidden]).toEqual([1, true]);
    expect(textOf(await markup(createElement(StageFoot), { frame, info }))).not.toMatch(/sent|flight/);
  });
});
