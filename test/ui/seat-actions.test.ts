/** Where a seat cannot be left or taken: what is said, and what is offered. */
import { expect, it } from 'vitest';
import type { Engine } from '../../src/runtime/api.ts';
import { challenges } from '../../src/scenarios/challenges.ts';
import { createSeatActions } from '../../src/ui/seat-actions.ts';
import type { UiStore } from '../../src/ui/state.ts';

/** What was said by a page that stands in this scenario and is refused the seat. */
async function refused(scenario: string, seat: number | null): Promise<readonly object[]> {
  const said: object[] = [];
  const engine = { sit: async () => ({ problem: 'no' }), challenges: async () => challenges };
  const state = {
    cursor: 3,
    info: { scenario: { id: scenario }, seed: 7 },
    actions: { notify: (_where: string, notice: object) => said.push(notice) },
  };
  const store = { getState: () => state, setState: () => undefined };
  await createSeatActions(engine as unknown as Engine, store as unknown as UiStore).sit(seat);
  return said;
}

it('the challenge is offered that ends when the liar of this very run is named', async () => {
  expect(await refused('hidden-liar', null)).toEqual([
    { tone: 'info', text: 'No.', offer: { text: 'Name the liar', hash: '#/challenge/name-the-liar?seed=7' } },
  ]);
});

it.each([
  ['mine', null],
  ['hidden-liar', 9],
])('no challenge is offered that is not about it: %s, seat %s', async (scenario, seat) => {
  expect(await refused(scenario, seat)).toEqual([{ tone: 'info', text: 'No.' }]);
});
