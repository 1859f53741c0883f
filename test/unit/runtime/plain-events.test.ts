/** An event that no rule speaks of says what came of it all the same (EXPERIENCE: nothing is unexplained). */
import { expect, it } from 'vitest';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';

async function sentences(id: string): Promise<readonly string[]> {
  const engine = new SeatedEngine(null);
  const opened = await engine.open({ kind: 'catalogue', id }, 'inline');
  if ('problem' in opened) throw new Error(opened.problem);
  await engine.move(opened.frame.cursor, { kind: 'quiet' });
  return (await engine.feed(0, 1_000)).map(({ sentence }) => sentence);
}

it('who is sent what, or that nobody is sent anything', async () => {
  const said = await sentences('primary-crash');
  expect(said).toContain('R1 takes in c0’s REQUEST 6 and sends REQUEST to R0.');
  expect(said).toContain('R1’s status timer fires and sends STATUS to R0, R2 and R3.');
});

it.each(['primary-crash', 'partition-3-1', 'streamlet-first', 'streamlet-fork'])(
  'no event of %s only fires or is only taken in',
  async (id) => {
    const bare = (await sentences(id)).filter((said) => /(timer fires| takes in [^;]*?)\.$/.test(said));
    expect(bare.filter((said) => !said.includes(' and sends ') && !said.includes('nothing'))).toEqual([]);
  },
);
