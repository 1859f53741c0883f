/** The view change, told: while rows are missing, everything on the page speaks of them with one count. */
import { expect, it } from 'vitest';
import type { ChangeTold } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { Opened } from '../../../src/ui/change/proposed.tsx';
import { good } from '../../support/pages.ts';
import { markup, runInfo, textOf } from './support.ts';

const asItWas = { included: null, needed: null };

async function pageOf(told: ChangeTold, whatIf = asItWas): Promise<string> {
  const info = await runInfo({ replicas: 4 });
  const html = await markup(<Opened told={told} whatIf={whatIf} onWhatIf={() => {}} />, { info });
  return textOf(html).replace(/\s+/g, ' ');
}

/** The story as soon as there is one: who leaves first has its own row alone. */
async function firstTold(engine: SeatedEngine, last: number): Promise<ChangeTold> {
  for (let cursor = last - 20; cursor <= last; cursor += 1) {
    const told = await engine.changeStory(cursor, asItWas);
    if (!('problem' in told)) return told;
  }
  throw new Error('expected a change of view');
}

it('says how many rows V has and needs, and that nothing is opened yet', async () => {
  const engine = new SeatedEngine(null);
  await engine.open({ kind: 'catalogue', id: 'primary-crash' }, 'inline');
  const moved = good(await engine.move(0, { kind: 'message', type: 'VIEW-CHANGE' }));
  const few = await firstTold(engine, moved.frame.cursor);
  const rows = few.story.rows.length;
  expect(rows).toBeLessThan(3);
  const lacks = `V has ${rows} ${rows === 1 ? 'row' : 'rows'} and needs 3:`;
  expect(await pageOf(few)).toContain(`${lacks} there is no NEW-VIEW yet.`);
  expect(await pageOf(few)).toContain('Executed needs 3 of 4, V needs 3 of 4');
  expect(await pageOf({ ...few, whatIf: true })).toContain(
    `${lacks} no honest replica installs such a NEW-VIEW.`,
  );
});
