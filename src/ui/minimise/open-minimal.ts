/** Opens the smallest run that was found as a branch of the open session, or goes over to it again. */
import type { Stagehands } from '../stagehands.ts';
import type { UiStore } from '../state.ts';
import type { Travel } from '../travel.ts';
import { adoptWords } from './words.ts';

/** False when there is none, or when a notice says why it could not be opened. */
export async function openMinimal(
  { engine }: Pick<Stagehands, 'engine'>,
  { getState: get }: UiStore,
  travel: Travel,
): Promise<boolean> {
  const { minimising, cursor, info } = get();
  const result = minimising?.result;
  if (minimising === null || result === null || result === undefined) return false;
  const { branch } = minimising;
  const isKept = branch !== null && info?.branches.some(({ id }) => id === branch) === true;
  const question = () =>
    isKept
      ? engine.switchBranch(branch, cursor)
      : engine.adopt(cursor, result.session, result.event + 1, adoptWords(result));
  return travel.jump('minimise', question, (moved) => ({
    minimising: { ...minimising, branch: moved.info.branches.find(({ current }) => current)?.id ?? null },
    selection: { kind: 'event', event: result.event },
    beside: null,
    tab: 'verdicts',
    spoken: `Open now: the minimal run. ${moved.stopped ?? ''}`.trim(),
  }));
}
