/**
 * The fix point after every input (fact pack §0): threshold rules are looked at again until none fires, so
 * that it never matters which message came last.
 */
import { invariant } from '../../kernel/assert.ts';
import { releaseAside } from './aside.ts';
import { advanceStable } from './checkpoint.ts';
import { advanceExecution } from './execution.ts';
import { logProposals } from './new-view.ts';
import { advanceSlot, propose } from './ordering.ts';
import type { Done, Recheck, Turn } from './turn.ts';
import { advanceChange } from './view-change.ts';

/** Far above what one input can set off: a window of slots, each a few times. */
const roundsMost = 100_000;

export function settle(turn: Turn): Done {
  for (let round = 0; turn.agenda.length > 0; round++) {
    invariant(round < roundsMost, `rules expected to settle, still firing: ${turn.agenda.join(', ')}`);
    look(turn, turn.agenda.shift() as Recheck);
  }
}

function look(turn: Turn, what: Recheck): Done {
  switch (what) {
    case 'execute':
      return advanceExecution(turn);
    case 'stable':
      return advanceStable(turn);
    case 'change':
      return advanceChange(turn);
    case 'release':
      logProposals(turn);
      return releaseAside(turn);
    case 'propose':
      return propose(turn);
    default:
      return advanceSlot(turn, what);
  }
}
