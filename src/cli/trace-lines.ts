/**
 * Trace events as JSON Lines. Application states stay out: each is the whole ledger, and its root stands
 * beside it.
 */
import type { TraceEvent } from '../kernel/trace.ts';

/** One event on one line, without the line feed. */
export function traceLine(event: TraceEvent): string {
  return JSON.stringify(event, withoutStates);
}

function withoutStates(key: string, value: unknown): unknown {
  if (key === 'snapshot' && typeof value === 'object') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
