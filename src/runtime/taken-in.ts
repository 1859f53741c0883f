/** What an event took in, or would have. */
import type { Envelope, TraceEvent } from '../kernel/trace.ts';

/** The envelope that an event ended; null for an event of another kind. */
export function takenIn(event: TraceEvent): Envelope | null {
  if (event.kind === 'lost') return event.envelope;
  if (event.kind === 'replica') return event.input.kind === 'message' ? event.input.envelope : null;
  if (event.kind === 'client') return event.action.kind === 'received' ? event.action.envelope : null;
  return null;
}
