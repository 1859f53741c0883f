/** More than f liars: the run goes on to the fork, and whoever follows it is stopped at each broken promise. */
import { expect, it } from 'vitest';
import type { Intervention, Moved, Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { twoLiars } from '../../support/two-liars.ts';

const lie = (replica: number, types: readonly string[]): Intervention => ({
  do: 'behave',
  replica,
  as: 'tell',
  lies: types.map((type) => ({ type, slot: 2, versions: [{ to: [3], edits: { digest: 'c0/1' } }] })),
});

it.each(['round', 'commit', 'quiet'] as const)('by hand, goal after goal (%s), to the fork', async (kind) => {
  const engine = new SeatedEngine(null);
  moved(await engine.open({ kind: 'catalogue', id: 'proving-ground' }, 'inline'));
  const told = moved(await engine.intervene(8, lie(0, ['PRE-PREPARE', 'COMMIT'])));
  let at = moved(await engine.intervene(told.frame.cursor, lie(1, ['PREPARE', 'COMMIT']), true));
  const broken: string[] = [];
  for (let moves = 0; moves < 20 && at.info.ended === null; moves++) {
    at = moved(await engine.move(at.frame.cursor, { kind }));
    if (at.stopped === null) continue;
    broken.push(at.stopped.split(' ')[0] ?? '');
    expect(at.frame.broken?.event).toBe(at.frame.cursor - 1);
  }
  expect(broken).toEqual(['certificates', 'pbft/prepared-unique', 'pbft/commit-backed', 'agreement']);
  expect(at.info.ended).toMatch(/^agreement is violated: R2 executed .* at slot 2, R3 executed/);
});

it.each([24, 34, 47])('a Round that ends with what breaks a promise says so (seed %i)', async (seed) => {
  const engine = new SeatedEngine(null);
  let at = moved(await engine.open({ kind: 'json', value: { ...twoLiars, seed } }, 'inline'));
  const broken: number[] = [];
  while (at.info.ended === null) {
    at = moved(await engine.move(at.frame.cursor, { kind: 'round' }));
    const isHere = at.frame.broken?.event === at.frame.cursor - 1;
    expect(at.stopped !== null).toBe(isHere);
    if (isHere) broken.push(at.frame.cursor);
  }
  expect(broken.length).toBeGreaterThan(1);
});

it('a place that is asked for is reached over broken promises', async () => {
  const engine = new SeatedEngine(null);
  moved(await engine.open({ kind: 'json', value: twoLiars }, 'inline'));
  const first = moved(await engine.move(0, { kind: 'quiet' }));
  expect(first.stopped).toMatch(/^pbft\/prepared-unique is violated/);
  expect(first.info.ended).toBeNull();
  const further = moved(await engine.move(0, { kind: 'event', target: first.frame.cursor + 5 }));
  expect(further.frame.cursor).toBe(first.frame.cursor + 5);
});

it('a scenario that waits for one verdict itself is shown without stops', async () => {
  const engine = new SeatedEngine(null);
  moved(await engine.open({ kind: 'catalogue', id: 'fork-two-colluders' }, 'inline'));
  const end = moved(await engine.move(0, { kind: 'quiet' }));
  expect(end.stopped).toMatch(/^agreement is violated/);
});

function moved(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
