/** What is selected on the page: one thing at a time, of one of these kinds. */
import type { ClientId, ReplicaId } from '../kernel/ids.ts';

/** What the Inspector, the stage and the feed agree on as "this one". */
export type Selection =
  | { readonly kind: 'replica'; readonly replica: ReplicaId }
  | { readonly kind: 'client'; readonly client: ClientId }
  | { readonly kind: 'message'; readonly id: string }
  /** `event` is an index of the trace; the playhead just after it is `event + 1`. */
  | { readonly kind: 'event'; readonly event: number };
