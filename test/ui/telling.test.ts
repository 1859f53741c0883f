/**
 * What the page says is about what is on screen: after every act, another session, a link that asks for more
 * than there is. On the real engine.
 */
import { describe, expect, it, vi } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { isUnchanged, isVariant } from '../../src/ui/address.ts';
import { guideAt } from '../../src/ui/guide.ts';
import { openAddress } from '../../src/ui/hooks/use-address.ts';
import { DEFAULT_PREFERENCES, readPreferences } from '../../src/ui/preferences.ts';
import { pageOnFake } from './support.ts';

const CSV = 'kind,account,to,asset,amount,nonce,id\ndeposit,1,,USD,100,,a\ntransfer,1,2,USD,4,,\n';
const TRANSFER = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '3' };

async function page(id = 'first-light', cursor?: number) {
  const engine = new SeatedEngine(null);
  const made = pageOnFake({ engine });
  made.store.setState({ catalogue: await engine.catalogue() });
  await made.actions.open({ kind: 'catalogue', id }, cursor);
  const { getState } = made.store;
  const rounds = async (count: number) => {
    for (let left = count; left > 0; left--) await made.actions.move({ kind: 'round' });
  };
  const isChanged = () => !isUnchanged(getState().info?.session, getState().catalogue);
  const guide = (storyHolds = true) => {
    const { landed, info } = getState();
    return landed === null || info === null ? null : guideAt(landed, info, storyHolds);
  };
  return { ...made, engine, getState, rounds, isChanged, guide };
}

describe('what just happened', () => {
  it('tells of another scenario as soon as it is open', async () => {
    const { actions, getState } = await page();
    await actions.intervene({ do: 'crash', replica: 2 });
    expect(getState().spoken).toBe('R2 crashes.');
    await actions.open({ kind: 'catalogue', id: 'fault-free' });
    expect(getState().spoken).toMatch(/^“Nothing goes wrong” is open: at slot 1 R0 to R3 are /);
    expect(getState().spoken).toContain('; 1 REQUEST is on the way.');
  });

  it('tells of a restart, of another branch and of a place on the scrubber', async () => {
    const { actions, getState, rounds } = await page();
    await rounds(3);
    await actions.restart({ seed: 7 });
    expect(getState().spoken).toMatch(/^“One transfer, four replicas” is open: /);
    await rounds(2);
    actions.scrubTo(6);
    await vi.waitUntil(() => getState().cursor === 6);
    expect(getState().spoken).toMatch(/^At event 6 \(20 ms\): at slot 1 /);
  });

  it('counts all that was taken in on the way to a goal', async () => {
    const { actions, getState } = await page('fault-free');
    await actions.move({ kind: 'commit' });
    const arrived = getState()
      .spoken.split('; ')
      .find((part) => part.endsWith(' arrived'));
    expect(arrived?.slice(0, -' arrived'.length)).toBe('9 PREPAREs, 3 PRE-PREPAREs, 2 COMMITs and 1 REQUEST');
  });
});

describe('an act says what the picture does not show', () => {
  it('that a request waits while the client is busy', async () => {
    const { actions, getState, rounds } = await page();
    await rounds(1);
    await actions.intervene({ do: 'submit', row: TRANSFER }, 'transfer');
    expect(getState().notices.act?.text).toBe(
      'c0 has taken it and sends it later: one request at a time, and request 1 is still out.',
    );
    await rounds(1);
    expect(getState().notices.act).toBeUndefined();
  });

  it('nothing when the request leaves at once', async () => {
    const { actions, getState, rounds } = await page();
    await rounds(5);
    await actions.intervene({ do: 'submit', row: TRANSFER }, 'transfer');
    expect(getState().notices.act).toBeUndefined();
  });

  it('that a branch began, in sight and in speech', async () => {
    const { actions, getState, rounds } = await page();
    await rounds(4);
    await actions.move({ kind: 'start' });
    await actions.intervene({ do: 'pause', replica: 3 });
    const words = 'What was seen stays as branch 1; this is branch 2.';
    expect(getState().notices.act?.text).toBe(words);
    expect(getState().spoken).toBe(`R3 is paused. ${words}`);
  });

  it('that messages already under way on a cut link still arrive', async () => {
    const { actions, getState, rounds } = await page();
    await rounds(1);
    await actions.intervene({ do: 'cut', from: 0, to: 3 });
    expect(getState().notices.act?.text).toBe(
      '1 message is under way on the cut link and still arrives; what is sent from now on is lost.',
    );
    await actions.intervene({ do: 'cut', from: 1, to: 3 });
    expect(getState().notices.act).toBeUndefined();
    const before = getState().frame?.replicas[3]?.glyph?.slots.length ?? 0;
    await rounds(1);
    expect(getState().frame?.replicas[3]?.glyph?.slots.length ?? 0).toBeGreaterThanOrEqual(before);
    expect(getState().spoken).toContain('3 PRE-PREPAREs arrived; ');
  });
});

describe('hints', () => {
  it('leave with the next act, problems stay', async () => {
    const { actions, getState, rounds } = await page();
    actions.notify('faults', {
      tone: 'info',
      text: 'Select a replica first: press its number, or click it.',
    });
    actions.notify('files', { tone: 'problem', text: 'x.csv: expected rows' });
    actions.notify('page', { tone: 'info', text: 'no workers' });
    await rounds(1);
    expect(Object.keys(getState().notices).sort()).toEqual(['files', 'page']);
  });

  it('leave when what they ask for is done', async () => {
    const { actions, getState } = await page();
    actions.notify('faults', {
      tone: 'info',
      text: 'Select a replica first: press its number, or click it.',
    });
    actions.select({ kind: 'replica', replica: 1 });
    expect(getState().notices.faults).toBeUndefined();
  });
});

describe('a scenario is called changed', () => {
  it('not after a restart that changes nothing, nor after all was taken back', async () => {
    const { actions, isChanged } = await page();
    expect(isChanged()).toBe(false);
    await actions.restart({});
    expect(isChanged()).toBe(false);
    await actions.intervene({ do: 'pause', replica: 3 });
    expect(isChanged()).toBe(true);
    await actions.undo();
    expect(isChanged()).toBe(false);
    await actions.restart({ replicas: 7 });
    expect(isChanged()).toBe(true);
  });
});

describe('the guide', () => {
  it('does not tell the story of a load that was replaced or of numbers that were changed', async () => {
    const { actions, getState, guide } = await page('fault-free');
    expect(guide()?.sentence).toMatch(/^Four replicas order twenty requests/);
    await actions.restart({ replicas: 7 });
    expect(isVariant(getState().info?.session, getState().catalogue)).toBe(true);
    expect(guide(false)?.sentence).toBe('Seven replicas keep one ledger, and 20 requests will come.');
    await actions.restart({ file: { name: 'day.csv', text: CSV } });
    expect(isVariant(getState().info?.session, getState().catalogue)).toBe(false);
    expect(guide()?.sentence).toContain('the load is the 2 rows of day.csv');
  });

  it('leads over the quiet after a recovery in one press', async () => {
    const { actions, getState, guide, rounds } = await page();
    await rounds(5);
    for (const replica of [3, 2]) {
      await actions.intervene({ do: 'crash', replica });
      await actions.intervene({ do: 'submit', row: TRANSFER });
      for (let left = 6; left > 0 && guide()?.button.act.kind === 'round'; left--) await rounds(1);
    }
    expect(guide()?.button.act).toEqual({ kind: 'recover', replica: 3 });
    await actions.intervene({ do: 'recover', replica: 3 });
    let presses = 0;
    for (; presses < 4 && getState().frame?.clients[0]?.request?.state === 'waiting'; presses++) {
      const act = guide()?.button.act.kind;
      await actions.move(act === 'until-answer' ? { kind: 'answer' } : { kind: 'round' });
    }
    expect(getState().frame?.clients[0]?.request?.state).toBe('accepted');
    expect(presses).toBeLessThan(4);
  });

  it('does not leap over a view change that is the lesson', async () => {
    const { guide, rounds } = await page('primary-crash');
    for (let left = 8; left > 0; left--) {
      expect(guide()?.button.act.kind ?? 'round').toBe('round');
      await rounds(1);
    }
  });

  it('stays left when the page is loaded again', () => {
    expect(DEFAULT_PREFERENCES.guide).toBe(true);
    expect(readPreferences({ guide: false }).guide).toBe(false);
    expect(readPreferences({ guide: 'no' }).guide).toBe(true);
  });
});

describe('a link that asks for what is not there', () => {
  it('opens what there is and says in one sentence what is missing', async () => {
    const { engine, store, getState } = await page();
    await openAddress({ store, engine }, '#/pbft/first-light?at=99999&select=R9&open=foo,inspector');
    const { notices, cursor, info, selection, panels, stopped } = getState();
    expect(notices.address?.text).toMatch(
      new RegExp(
        '^The link also asks for event 99,999, and the run goes to event [\\d,]+; for R9, which does not ' +
          'exist here; for the panel “foo”, which this page does not have\\. Open now: One transfer',
      ),
    );
    expect(cursor).toBe(info?.length);
    expect([selection, panels.inspector, stopped]).toEqual([null, true, null]);
  });

  it('says nothing when all of it is there', async () => {
    const { engine, store, getState } = await page();
    await openAddress({ store, engine }, '#/pbft/first-light?at=20&select=R2&open=inspector,diagram');
    expect(getState().notices.address).toBeUndefined();
    expect(getState().cursor).toBe(20);
  });
});
