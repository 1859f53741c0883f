/** How far two runs of one scenario are the same: branches share a trace up to the act that made them two. */
import { fingerprint } from '../kernel/hash.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { PageRun } from './page-run.ts';

const parted = new WeakMap<PageRun, WeakMap<PageRun, number>>();

/** Events in common. Once two runs have parted that number stays. */
export function sharedEvents(here: PageRun, there: PageRun): number {
  const known = parted.get(here)?.get(there);
  if (known !== undefined) return known;
  const [ours, theirs] = [here.recording, there.recording];
  let shared = ours.sharedWith(theirs);
  const most = Math.min(ours.length, theirs.length);
  while (shared < most && isSameEvent(ours.event(shared), theirs.event(shared))) shared++;
  if (shared < most) {
    const ofHere = parted.get(here) ?? new WeakMap<PageRun, number>();
    parted.set(here, ofHere.set(there, shared));
  }
  return shared;
}

function isSameEvent(a: TraceEvent | undefined, b: TraceEvent | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.kind !== b.kind || a.at !== b.at || a.cause !== b.cause)
    return false;
  return signature(a) === signature(b);
}

function signature(event: TraceEvent): string {
  switch (event.kind) {
    case 'replica': {
      const { replica, input, sent, root } = event;
      const what =
        input.kind === 'message' ? fingerprint(input.envelope.message).digest : JSON.stringify(input);
      return `${replica} ${what} ${sent.length} ${root}`;
    }
    case 'client':
      return `${event.client} ${event.action.kind}`;
    case 'command':
      return JSON.stringify([event.command, event.refused]);
    case 'lost':
      return fingerprint(event.envelope.message).digest;
  }
}
