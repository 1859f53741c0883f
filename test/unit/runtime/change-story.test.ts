/** The change of view that a run really had, told as of a moment, and its what-ifs. */
import { expect, it } from 'vitest';
import { changeStoryAt } from '../../../src/runtime/change-story.ts';
import type { ChangeTold } from '../../../src/runtime/court-api.ts';
import { moveFrom } from '../../../src/runtime/moves.ts';
import { PageRun } from '../../../src/runtime/page-run.ts';
import { openSession } from '../../../src/runtime/page-session.ts';

const asItWas = { included: null, needed: null };

async function runToEnd(
  scenario: string,
  commands: readonly object[] = [],
  untilMs = 10_000,
): Promise<{ run: PageRun; cursor: number }> {
  const value = { version: 1, session: { scenario, commands } };
  const session = openSession({ kind: 'json', value });
  if ('problem' in session) throw new Error(session.problem);
  const run = await PageRun.begin(session, null, null);
  const { cursor } = await moveFrom(run, 0, { kind: 'time', target: untilMs * 1_000 });
  return { run, cursor };
}

function told(answer: ReturnType<typeof changeStoryAt>): ChangeTold {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

it('tells why everybody left, what they brought, and who checked it', async () => {
  const { run, cursor } = await runToEnd('primary-crash');
  const { story, whatIf, checkedBy, why, forgotten } = told(changeStoryAt(run, cursor, asItWas));
  expect([story.view, story.leader, story.refused, whatIf, forgotten]).toEqual([1, 1, null, false, []]);
  expect(story.rows.map(({ replica, included }) => [replica, included])).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
  expect(checkedBy).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(why.map(({ where }) => where).sort()).toEqual([1, 2, 3]);
});

it('refuses too few rows, and forgets a decision only when the rule is weakened', async () => {
  // R3 is cut off until the primary crashes: it brings nothing of what the others decided.
  const { run, cursor } = await runToEnd(
    'primary-crash',
    [
      { atMs: 0, do: 'partition', groups: [[0, 1, 2], [3]] },
      { atMs: 500, do: 'heal' },
    ],
    1_000,
  );
  const asRun = told(changeStoryAt(run, cursor, asItWas)).story;
  expect(asRun.rows.map(({ cells }) => cells.some((cell) => cell !== null))).toEqual([true, true, false]);
  const few = told(changeStoryAt(run, cursor, { included: [1, 3], needed: null }));
  expect([few.story.refused, few.whatIf, few.forgotten]).toEqual(['V has 2 rows and needs 3', true, []]);
  const weak = told(changeStoryAt(run, cursor, { included: [3], needed: 1 }));
  expect(weak.forgotten).toContainEqual(expect.objectContaining({ slot: asRun.slots[0], replica: 1 }));
  const enough = told(changeStoryAt(run, cursor, { included: [1, 3], needed: 2 }));
  expect(enough.forgotten).toEqual([]);
});

it('says so when nobody has left', async () => {
  const { run } = await runToEnd('fault-free');
  expect(changeStoryAt(run, 10, asItWas)).toEqual({ problem: 'no replica has left its view yet' });
});
