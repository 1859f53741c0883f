/** What is the matter with a replica, in words and with the kind of mark that stands beside them. */

import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import { reachText } from '../controls/links.ts';
import { viewName } from '../stage/focus.ts';

export interface Condition {
  readonly kind: 'crashed' | 'paused' | 'liar' | 'corrupted' | 'cut';
  readonly text: string;
}

/** Every abnormal condition; empty for a replica that is up, honest, undamaged and connected. */
export function conditionsOf(frame: Frame, replica: ReplicaFrame): readonly Condition[] {
  const found: Condition[] = [];
  if (replica.status === 'crashed')
    found.push({ kind: 'crashed', text: 'Crashed: it takes nothing in and sends nothing.' });
  if (replica.status === 'paused')
    found.push({ kind: 'paused', text: 'Paused: deliveries and timers wait until it resumes.' });
  if (replica.behaviour !== 'honest') {
    found.push({ kind: 'liar', text: `It lies (${replica.behaviour}). The others do not know.` });
  }
  if (replica.corrupted) {
    found.push({
      kind: 'corrupted',
      text: 'A balance was damaged, and no stable checkpoint has healed it yet.',
    });
  }
  if (replica.cutOff) found.push({ kind: 'cut', text: reachText(frame, replica.id) });
  return found;
}

/** "primary, view 0, normal" */
export function roleOf(replica: ReplicaFrame): string {
  const { glyph } = replica;
  if (glyph === null) return 'down';
  const role = glyph.leader === replica.id ? 'leader of ' : '';
  return `${role}${viewName(glyph)}, ${glyph.mode}`;
}
