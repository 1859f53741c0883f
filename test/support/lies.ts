/** A behaviour asked for one event by hand: what leaves instead of these effects. */
import type { Effect } from '../../src/kernel/effect.ts';
import type { Behaviour, LieTurn } from '../../src/kernel/lie.ts';

type Given<S> = Pick<LieTurn<S>, 'effects' | 'state' | 'ctx'> & Partial<LieTurn<S>>;

/** Everything that is not given is as at a replica that starts; there is no second copy. */
export function lieTurn<S>(given: Given<S>): LieTurn<S> {
  return {
    input: { kind: 'start' },
    before: given.state,
    memory: null,
    parameters: {},
    again: () => {
      throw new Error('no second copy expected');
    },
    ...given,
  };
}

/** Nothing for a behaviour that does not exist. */
export function told<S>(behaviour: Behaviour<S> | undefined, given: Given<S>): readonly Effect[] {
  return behaviour?.outbound(lieTurn(given)).effects ?? [];
}
