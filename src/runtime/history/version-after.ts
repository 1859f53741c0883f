/** Whose memory an event changed, and what it is since. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import type { ReplicaState } from '../../replica/replica.ts';
import type { InlineHost } from '../inline-host.ts';

export interface Version {
  readonly replica: ReplicaId;
  /** Null while it is down. */
  readonly state: ReplicaState | null;
}

/**
 * To be asked once after every event; null for an event that changed nobody's memory. Of a step, the state it
 * led to: the host may have gone on with later inputs of the same instant already.
 */
export function versionAfter(event: TraceEvent, host: InlineHost): Version | null {
  if (event.kind === 'replica') return { replica: event.replica, state: host.takeVersion(event.replica) };
  if (event.kind !== 'command' || event.refused !== null || !('replica' in event.command)) return null;
  const { replica } = event.command;
  return { replica, state: host.memory(replica) };
}
