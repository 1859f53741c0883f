/** "Why is nothing happening?" answered from real runs: a healthy one, a stuck one, a finished one. */
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/projection/frame.ts';
import type { Intervention, Moved, Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { Eras } from '../../../src/ui/controls/scrubber-eras.tsx';
import { ClientCard } from '../../../src/ui/panels/client-card.tsx';
import { NetworkTab } from '../../../src/ui/panels/network-tab.tsx';
import { describeClient } from '../../../src/ui/stage/client.tsx';
import { TableTwin } from '../../../src/ui/stage/table-twin.tsx';
import { whyAt } from '../../../src/ui/why/why.ts';
import { markup, textOf } from '../panels/support.ts';

function good(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

async function stuckAfter(...acts: readonly Intervention[]): Promise<Frame> {
  const engine = new SeatedEngine(null);
  let at = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
  for (const act of acts) at = good(await engine.intervene(at.frame.cursor, act));
  for (let rounds = 0; rounds < 40 && at.frame.blocked.length === 0; rounds++) {
    at = good(await engine.move(at.frame.cursor, { kind: 'round' }));
  }
  return at.frame;
}

describe('why', () => {
  it('says what arrives next while something is on its way', async () => {
    const engine = new SeatedEngine(null);
    const { frame } = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    const why = whyAt(frame, frame.at, null);
    expect(why.headline).toBe('1 REQUEST on the way: c0’s REQUEST reaches R0 in 20 ms.');
    expect(why.waits).toEqual([{ who: 'c0', guard: 'needs 2 equal replies, has none', missing: [] }]);
  });

  it('names the guard, whose votes are missing, what keeps them, and the timer that fires next', async () => {
    const frame = await stuckAfter(
      { do: 'crash', replica: 3 },
      { do: 'cut', from: 2, to: 1 },
      { do: 'pause', replica: 0 },
    );
    const paused = whyAt(frame, frame.at, null);
    expect(paused.waits.find(({ who }) => who === 3)?.guard).toBe('is crashed');
    expect(paused.waits.find(({ who }) => who === 0)?.guard).toBe('is paused');
    const two = await stuckAfter({ do: 'crash', replica: 2 }, { do: 'crash', replica: 3 });
    const why = whyAt(two, two.at, null);
    expect(why.headline).toContain('R0 and R1 cannot go on');
    expect(why.headline).toContain('2 are faulty (R2 and R3), f = 1.');
    const r1 = why.waits.find(({ who }) => who === 1);
    expect(r1?.guard).toMatch(/^slot 1 needs 3 PREPAREs, has 2 with R0: from R0 and R1$/);
    expect(r1?.missing).toEqual(['R2 is crashed', 'R3 is crashed']);
    const next = why.timers.filter((timer) => timer.next);
    expect(next.length).toBeGreaterThan(0);
    expect(Math.min(...why.timers.map(({ dueAt }) => dueAt))).toBe(next[0]?.dueAt);
    const busy = why.timers.findIndex(({ idle }) => idle);
    expect(why.timers.slice(busy).every(({ idle }) => idle)).toBe(true);
  });

  it('says who is cut off, who lies and whose vote is still coming', async () => {
    const engine = new SeatedEngine(null);
    let at = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    at = good(await engine.intervene(at.frame.cursor, { do: 'cut', from: 3, to: 1 }));
    at = good(await engine.intervene(at.frame.cursor, { do: 'behave', replica: 2, as: 'silent' }));
    for (let rounds = 0; rounds < 3; rounds++)
      at = good(await engine.move(at.frame.cursor, { kind: 'round' }));
    const waits = whyAt(at.frame, at.frame.at, null).waits;
    const missing = waits.flatMap((wait) => wait.missing);
    expect(missing).toContain('R2 lies (silent)');
    expect(missing).toContain('R3 is cut off from it');
  });

  it('says that nothing is left, and the reason when the run has ended', async () => {
    const engine = new SeatedEngine(null);
    const opened = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    const { frame } = await engine.move(opened.frame.cursor, { kind: 'quiet' });
    expect(whyAt(frame, frame.at, null).headline).toMatch(
      /^Everybody is answered and nobody waits\. Next: R\d’s status timer/,
    );
    expect(whyAt(frame, frame.at, 'agreement is violated').headline).toBe(
      'The run has ended: agreement is violated.',
    );
  });

  it('names the client that sends its request again, when that comes next, and goes there', async () => {
    const frame = await stuckAfter({ do: 'crash', replica: 2 }, { do: 'crash', replica: 3 });
    const why = whyAt(frame, frame.at, null);
    const retry = why.timers.find(({ who }) => who === 'c0');
    expect(retry).toMatchObject({ name: 'retry', dueAt: 300_000, left: 300_000 - frame.at, idle: false });
    const soonest = why.timers.filter(({ idle }) => !idle)[0];
    expect(soonest?.who).toBe('c0');
    expect(why.headline).toContain('Next that matters: c0 sends its request again, to every replica, in ');
  });

  it('counts the retry from the last try, and forgets it with the answer', async () => {
    const engine = new SeatedEngine(null);
    let at = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    at = good(await engine.intervene(at.frame.cursor, { do: 'crash', replica: 0 }));
    at = good(await engine.move(at.frame.cursor, { kind: 'time', target: 300_000 }));
    expect(at.frame.clients[0]?.request?.retryAt).toBe(600_000);
    at = good(await engine.move(at.frame.cursor, { kind: 'answer' }));
    expect(at.frame.clients[0]?.request).toMatchObject({ state: 'accepted' });
    expect(at.frame.clients[0]?.request?.retryAt).toBeUndefined();
    expect(whyAt(at.frame, at.frame.at, null).timers.some(({ who }) => who === 'c0')).toBe(false);
  });
});

describe('from a seat', () => {
  async function seated(until: number, seat = 2): Promise<Moved> {
    const engine = new SeatedEngine(null);
    const start = good(await engine.open({ kind: 'catalogue', id: 'primary-crash' }, 'inline'));
    await engine.sit(seat, start.frame.cursor);
    return good(await engine.move(start.frame.cursor, { kind: 'time', target: until }));
  }

  it('only what that replica waits for is said, and of others nothing', async () => {
    const quiet = (await seated(700_000)).frame;
    const why = whyAt(quiet, quiet.at, null);
    expect(why.headline).toMatch(/^R2 waits for nothing that it knows of\. Next: R2’s status timer/);
    expect([why.waits, new Set(why.timers.map(({ who }) => who))]).toEqual([[], new Set([2])]);
    const { frame } = await seated(40_000);
    const { headline, waits } = whyAt(frame, frame.at, null);
    expect(headline).toMatch(
      /^R2 cannot go on\. It sent 3 PREPAREs; what became of that is not known there\. /,
    );
    expect(waits.map(({ who }) => who)).toEqual([2]);
    expect(waits[0]?.missing).toEqual(['R1’s has not come here', 'R3’s has not come here']);
  });

  it('the tables say of others what was heard, and of what was sent no fate', async () => {
    const { frame, info } = await seated(40_000);
    const table = textOf(await markup(createElement(TableTwin), { frame, info, pinnedSlot: null }));
    expect(table).toMatch(/R1 never heard not known not known not known none not known R2 up 0 pre-prepared/);
    expect(table).toMatch(/Messages sent lately: 3 .*R2 R0 PREPARE 1 \w{4} not known not known/);
    expect(table).not.toMatch(/in flight: |R[013] up/);
  });

  it('no era of the strip has a name: who leads which view elsewhere is not known', async () => {
    const { frame, info } = await seated(3_000_000);
    expect(await markup(createElement(Eras, { info, end: info.length }), { frame, info })).toBe('');
    const { seat: _, ...truth } = info;
    expect(textOf(await markup(createElement(Eras, { info: truth, end: info.length })))).toMatch(/view 0/);
  });

  it('of clients and of the network nothing is claimed', async () => {
    const { frame, info } = await seated(700_000);
    const [client] = frame.clients;
    if (client === undefined) throw new Error('no client');
    expect(describeClient(client)).toBe('Client c0, whose requests are not known here');
    const card = textOf(await markup(createElement(ClientCard, { client }), { frame, info }));
    expect(card).not.toMatch(/\d request|refused/);
    const network = await markup(createElement(NetworkTab), { frame, info });
    expect(textOf(network)).toMatch(/R2 cannot know what the network does: .* Nothing sent lately$/);
    expect(network).not.toMatch(/no link is cut|on its way|<table/);
  });
});
