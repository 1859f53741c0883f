/** Streamlet as a pure value: one input in, the next state and a list of effects out. */
import { unreachable } from '../../kernel/assert.ts';
import type { Input } from '../../kernel/input.ts';
import type { Protocol } from '../../kernel/protocol.ts';
import { settle } from '../shared/turn.ts';
import { beginEpoch } from './epoch.ts';
import { onApplied } from './execution.ts';
import { fireMode, startClock } from './mode.ts';
import { onMessage } from './receive.ts';
import { onRecover } from './recovery.ts';
import { look } from './settle.ts';
import { initialState, type StreamletState } from './state.ts';
import { beginTurn, type Done, type Turn } from './turn.ts';

export const streamletProtocol: Protocol<StreamletState> = {
  init: initialState,
  step(state, input, ctx) {
    const turn: Turn = beginTurn(state, ctx);
    take(turn, input);
    settle(turn, look);
    return { state: turn.state, effects: turn.effects };
  },
};

function take(turn: Turn, input: Input): Done {
  switch (input.kind) {
    case 'start':
      startClock(turn);
      return beginEpoch(turn);
    case 'message':
      return onMessage(turn, input.from, input.message);
    case 'timer':
      if (fireMode(turn, input.timer)) beginEpoch(turn);
      return;
    case 'applied':
      return onApplied(turn, input);
    case 'recover':
      return onRecover(turn, input.stable);
    default:
      return unreachable(input);
  }
}
