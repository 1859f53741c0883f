/**
 * Commands of the session: which of them the world can carry out by itself, which the host must, and why one
 * is refused. A refused command is an event too, so that nothing a user or a file asks for disappears
 * silently.
 */
import { unreachable } from '../kernel/assert.ts';
import type { ReplicaId } from '../kernel/ids.ts';
import type { SimCommand } from '../kernel/trace.ts';
import type { Control } from './host.ts';

export type ReplicaStatus = 'up' | 'crashed' | 'paused';

/** Why the command makes no sense in this state, in one sentence; null when it does. */
export function refuseCommand(
  command: SimCommand,
  replicas: readonly { readonly status: ReplicaStatus }[],
  knowsBehaviour: (as: string) => boolean,
): string | null {
  switch (command.do) {
    case 'crash':
      return statusOf(command.replica) === 'crashed' ? `R${command.replica} is down already` : null;
    case 'recover':
      return statusOf(command.replica) === 'crashed'
        ? null
        : `R${command.replica} is up: only a crashed replica recovers`;
    case 'pause':
      return statusOf(command.replica) === 'up'
        ? null
        : `R${command.replica} is ${statusOf(command.replica)}`;
    case 'resume':
      return statusOf(command.replica) === 'paused' ? null : `R${command.replica} is not paused`;
    case 'corrupt':
      return command.disk !== true && statusOf(command.replica) === 'crashed'
        ? `R${command.replica} is down: it has no state in memory`
        : null;
    case 'behave':
      if (statusOf(command.replica) === 'crashed')
        return `R${command.replica} is down: it sends nothing to lie with`;
      return command.as === 'honest' || knowsBehaviour(command.as)
        ? null
        : `no behaviour is called "${command.as.slice(0, 40)}" in this protocol`;
    default:
      return null;
  }

  function statusOf(replica: ReplicaId): ReplicaStatus {
    return replicas[replica]?.status ?? 'crashed';
  }
}

/** What the host has to do for this command; null when the world does it. */
export function controlOf(command: SimCommand): Control | null {
  switch (command.do) {
    case 'crash':
    case 'recover':
    case 'lose-disk':
      return { do: command.do, replica: command.replica };
    case 'corrupt': {
      const { replica, account, delta, disk } = command;
      return { do: 'corrupt', replica, account, delta, ...(disk === true && { disk }) };
    }
    case 'behave': {
      const { at: _at, after: _after, do: _do, replica, as, ...parameters } = command;
      return { do: 'behave', replica, as, parameters };
    }
    case 'pause':
    case 'resume':
    case 'partition':
    case 'heal':
    case 'cut':
    case 'mend':
    case 'drop':
    case 'deliver':
    case 'duplicate':
    case 'delay':
    case 'alter':
    case 'link':
    case 'submit':
      return null;
    default:
      return unreachable(command);
  }
}
