/**
 * Minimising what a page hands over, in whatever thread: the session is checked as any other, and the thread
 * comes up for air often enough to hear that it is to stop.
 */
import { minimise } from './minimise.ts';
import type { Minimised, MinimiseProgress, MinimiseRequest } from './minimise-types.ts';
import { openSession } from './page-session.ts';

export interface Search {
  readonly onProgress: (progress: MinimiseProgress) => void;
  readonly isStopped: () => boolean;
}

/** Milliseconds of work between two breaths. */
const BREATHE_EVERY_MS = 40;

export async function minimiseSession(
  { session, verdict, seenAt }: MinimiseRequest,
  { onProgress, isStopped }: Search,
): Promise<Minimised | { readonly problem: string }> {
  const opened = openSession({ kind: 'json', value: session });
  if ('problem' in opened) return opened;
  const { scenario: own, rows, seed, interventions } = opened;
  const scenario = { ...own, seed, commands: [...own.commands, ...interventions] };
  return minimise({ scenario, rows, verdict, seenAt }, { onProgress, isStopped, breathe: breathing() });
}

function breathing(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATHE_EVERY_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
