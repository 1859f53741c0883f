/** How verdicts speak: short digests, replica names and lists, times in milliseconds. */
import type { Digest, ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import { inMs } from '../../kernel/time-text.ts';

/** `a3f1…`; a null request has no digest. */
export function shortDigest(digest: Digest | null): string {
  return digest === null ? 'the null request' : `${digest.slice(0, 4)}…`;
}

/** `R0, R2 and R3`; `nobody` for none; of more than eight the first seven by name. */
export function replicaNames(replicas: readonly ReplicaId[]): string {
  const named = replicas.length > 8 ? replicas.slice(0, 7) : replicas;
  const names = named.map((replica) => `R${replica}`);
  if (named.length < replicas.length) names.push(`${replicas.length - named.length} more`);
  const last = names.pop();
  if (last === undefined) return 'nobody';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** `c0's request 3`. */
export function requestName({ client, timestamp }: Pick<Request, 'client' | 'timestamp'>): string {
  return `${client}'s request ${timestamp}`;
}

/** `c0's request 3, c1's request 1`; at most four of them by name. */
export function requestNames(requests: readonly Request[]): string {
  if (requests.length === 0) return 'nothing';
  const named = requests.slice(0, 4).map(requestName).join(', ');
  return requests.length > 4 ? `${named} and ${requests.length - 4} more` : named;
}

/** `12.5 ms`, `1,200 ms`. */
export function milliseconds(time: TimeUs): string {
  return inMs(time);
}
