/** What puppets hold back, copies of one message together: to some it may go, to others not. */
import type { Endpoint } from '../../kernel/ids.ts';
import type { Flight } from '../../projection/frame.ts';

export interface HeldGroup {
  readonly key: string;
  readonly from: Endpoint;
  readonly text: string;
  readonly type: string;
  readonly copies: readonly Flight[];
}

/** In the order of sending. */
export function heldGroups(inFlight: readonly Flight[]): readonly HeldGroup[] {
  const groups = new Map<string, Flight[]>();
  for (const flight of [...inFlight].sort((a, b) => a.sentAt - b.sentAt)) {
    if (flight.atSender !== true) continue;
    const { type, text, digest } = flight.summary;
    const key = `${flight.from}|${type}|${text}|${digest}|${flight.sentAt}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [flight]);
    else group.push(flight);
  }
  return [...groups].map(([key, copies]) => {
    const [{ from, summary }] = copies as [Flight, ...Flight[]];
    return { key, from, text: summary.text, type: summary.type, copies };
  });
}
