/** Who leads which view when the lead goes round by number (PBFT §4.2: p = v mod |R|). */
import type { ReplicaId, View } from '../../kernel/ids.ts';

export function primaryOf(view: View, replicas: number): ReplicaId {
  return view % replicas;
}
