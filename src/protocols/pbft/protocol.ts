/** PBFT as a pure value: one input in, the next state and a list of effects out. */
import { unreachable } from '../../kernel/assert.ts';
import type { Input } from '../../kernel/input.ts';
import type { Protocol } from '../../kernel/protocol.ts';
import { settle } from '../shared/turn.ts';
import { onApplied } from './execution.ts';
import { onMessage } from './receive.ts';
import { onRecover } from './recovery.ts';
import { look } from './settle.ts';
import { initialState, type PbftState } from './state.ts';
import { armStatus, onStatusTick, statusTimer } from './status.ts';
import { beginTurn, type Done, type Turn } from './turn.ts';
import { onModeTimer } from './view-change.ts';

export const pbftProtocol: Protocol<PbftState> = {
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
      return armStatus(turn);
    case 'message':
      return onMessage(turn, input.from, input.message);
    case 'timer':
      return onTimer(turn, input.timer);
    case 'applied':
      return onApplied(turn, input);
    case 'recover':
      return onRecover(turn, input.stable);
    default:
      return unreachable(input);
  }
}

function onTimer(turn: Turn, timer: string): Done {
  if (timer === statusTimer) onStatusTick(turn);
  else if (timer === 'request' || timer === 'new-view') onModeTimer(turn, timer);
}
