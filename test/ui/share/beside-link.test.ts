/** Two branches side by side travel in a link, with the tool that was open. On the real engine. */
import { describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { openAddress } from '../../../src/ui/hooks/use-address.ts';
import { hashNow } from '../../../src/ui/share/standpoint.ts';
import { pageOnFake } from '../support.ts';

async function page() {
  const engine = new SeatedEngine(null);
  const made = pageOnFake({ engine });
  made.store.setState({ catalogue: await engine.catalogue() });
  return { ...made, engine, getState: made.store.getState };
}

/** Something was done, seen, and done differently; both stand side by side. */
async function parted() {
  const here = await page();
  const { actions, getState } = here;
  await actions.open({ kind: 'catalogue', id: 'fault-free' });
  await actions.move({ kind: 'round' });
  await actions.intervene({ do: 'cut', from: 0, to: 3 });
  const { cursor } = getState();
  await actions.move({ kind: 'round' });
  await actions.intervene({ do: 'crash', replica: 3 });
  await actions.move({ kind: 'round' });
  await actions.move({ kind: 'event', target: cursor });
  await actions.intervene({ do: 'pause', replica: 2 });
  await actions.move({ kind: 'round' });
  actions.toggleDrawer('branches');
  await actions.standBeside(1);
  return here;
}

describe('a link to what one replica knows', () => {
  it('opens in its seat', async () => {
    const here = await page();
    await here.actions.open({ kind: 'catalogue', id: 'equivocating-primary' }, 30);
    await here.actions.sit(2);
    const hash = await hashNow(here.getState());
    expect(hash).toContain('seat=R2');
    const there = await page();
    await openAddress(there, hash ?? '');
    expect(there.getState().frame).toEqual(here.getState().frame);
    expect(there.getState().frame?.seat).toBe(2);
    await there.actions.sit(null);
    expect(await hashNow(there.getState())).not.toContain('seat');
  });

  it('opens with its seat beside what is true', async () => {
    const here = await page();
    await here.actions.open({ kind: 'catalogue', id: 'equivocating-primary' }, 30);
    await here.actions.sitBeside(2);
    const hash = await hashNow(here.getState());
    expect(hash).toContain('beside=R2');
    const there = await page();
    await openAddress(there, hash ?? '');
    expect(there.getState().frame?.seat).toBeUndefined();
    expect(there.getState().beside?.seat).toBe(2);
    expect(there.getState().beside?.way.at(-1)).toEqual(here.getState().beside?.way.at(-1));
  });
});

describe('a link to two branches', () => {
  it('opens both, at the same moments, with the tool that was open', async () => {
    const here = await parted();
    const hash = await hashNow(here.getState());
    expect(hash).toContain('&tool=branches&beside=3.');
    const there = await page();
    await openAddress(there, hash ?? '');
    const [mine, theirs] = [here.getState(), there.getState()];
    expect(theirs.notices.address).toBeUndefined();
    expect(theirs.drawer).toBe('branches');
    expect(theirs.info?.session).toEqual(mine.info?.session);
    expect(theirs.frame?.replicas).toEqual(mine.frame?.replicas);
    expect(theirs.beside?.way.at(-1)?.replicas).toEqual(mine.beside?.way.at(-1)?.replicas);
    expect(theirs.beside?.way.at(-1)?.at).toBe(mine.beside?.way.at(-1)?.at);
    expect(theirs.beside?.comparison?.shared).toBe(mine.beside?.comparison?.shared);
    expect(await hashNow(theirs)).toBe(hash);
  });

  it('with the other branch open has the first one beside it', async () => {
    const here = await parted();
    await here.actions.switchBranch(1);
    const there = await page();
    await openAddress(there, (await hashNow(here.getState())) ?? '');
    const commands = JSON.stringify(there.getState().info?.session);
    expect(commands).toContain('crash');
    expect(commands).not.toContain('pause');
    const other = there.getState().info?.branches.find(({ current }) => !current);
    expect(JSON.stringify(other?.acts)).toContain('pause');
  });

  it('goes without what stands alone', async () => {
    const here = await parted();
    await here.actions.standBeside(null);
    here.actions.closeDrawer();
    const hash = await hashNow(here.getState());
    expect(hash).not.toMatch(/beside|tool/);
  });

  it.each([
    ['damaged', 'beside=2.AAAAAAAA', 'branch beside this one is damaged'],
    ['of a newer kind', 'beside=9.AAAAAAAA', 'branch beside this one is damaged'],
    ['of a seat that nobody has', 'beside=R9', 'asks for the seat of R9, which does not exist here'],
    ['with a seat that nobody has', 'seat=R9', 'asks for the seat of R9, which does not exist here'],
    ['nonsense', 'beside=(*)', 'expected "beside=" and a folded branch'],
    ['an unknown tool', 'tool=saw', 'expected "tool=" and one of why, branches, search'],
  ])('that is %s says so, and the session opens', async (_name, query, words) => {
    const there = await page();
    await openAddress(there, `#/pbft/first-light?at=9&${query}`);
    expect(there.getState().notices.address?.text).toContain(words);
    expect(there.getState().cursor).toBe(9);
    expect(there.getState().beside).toBeNull();
  });

  it('whose acts make no sense in this scenario says so, and the session opens', async () => {
    const { fold } = await import('../../../src/scenarios/link-fold.ts');
    const there = await page();
    const text = fold([0, { atMs: 1, do: 'crash', replica: 8 }]);
    await openAddress(there, `#/pbft/first-light?at=9&beside=${text}`);
    expect(there.getState().notices.address?.text).toMatch(/branch beside it could not be opened: expected/);
    expect(there.getState().info?.branches).toHaveLength(1);
  });
});
