/** PBFT's rules, each with what looks at it again after an input (fact pack §0). */
import { releaseAside } from './aside.ts';
import { advanceStable } from './checkpoint.ts';
import { advanceExecution } from './execution.ts';
import { logProposals } from './new-view.ts';
import { advanceSlot, propose } from './ordering.ts';
import type { Done, Recheck, Turn } from './turn.ts';
import { advanceChange } from './view-change.ts';

export function look(turn: Turn, what: Recheck): Done {
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
