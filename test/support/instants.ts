/** The order inside an instant, written down from DESIGN 3 once more, independent of the engine. */
import type { Endpoint } from '../../src/kernel/ids.ts';
import type { Envelope, TraceEvent } from '../../src/kernel/trace.ts';

/** Events by time, as they stand in the trace. */
export function instantsOf(events: readonly TraceEvent[]): readonly (readonly TraceEvent[])[] {
  const instants = new Map<number, TraceEvent[]>();
  for (const event of events) instants.set(event.at, [...(instants.get(event.at) ?? []), event]);
  return [...instants.values()];
}

/**
 * What is wrong with the order of the trace; null when nothing is. Commands with `after` are not looked at.
 */
export function orderFault(events: readonly TraceEvent[]): string | null {
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as TraceEvent;
    if (event.index !== i) return `event ${i} says it is ${event.index}`;
    const before = events[i - 1];
    if (before === undefined || event.at > before.at) continue;
    if (event.at < before.at) return `event ${i} is earlier than the one before`;
    if (isLate(event) || isLate(before)) continue;
    if (compare(keyOf(before), keyOf(event)) > 0) return `event ${i} belongs before event ${i - 1}`;
  }
  return null;
}

function isLate(event: TraceEvent): boolean {
  return event.kind === 'command' && event.command.after !== undefined;
}

/** Class, place, sort of input, sender, number on the link. */
type Key = readonly [number, number, number, number, number];

const command = 0;
const replica = 1;
const client = 2;
const beginning = 0;
const delivery = 1;
const timer = 2;
const due = 3;

function keyOf(event: TraceEvent): Key {
  switch (event.kind) {
    case 'command':
      return [command, 0, 0, 0, 0];
    case 'lost':
      return typeof event.envelope.to === 'number'
        ? [replica, event.envelope.to, ...deliveryKey(event.envelope)]
        : [client, place(event.envelope.to), ...deliveryKey(event.envelope)];
    case 'replica': {
      const { input } = event;
      if (input.kind === 'message') return [replica, event.replica, ...deliveryKey(input.envelope)];
      return [replica, event.replica, input.kind === 'timer' ? timer : beginning, 0, 0];
    }
    case 'client': {
      const { action } = event;
      if (action.kind === 'received') return [client, place(event.client), ...deliveryKey(action.envelope)];
      return [client, place(event.client), action.kind === 'retried' ? timer : due, 0, 0];
    }
  }
}

function deliveryKey({ from, number }: Envelope): readonly [number, number, number] {
  return [delivery, place(from), number];
}

function place(endpoint: Endpoint): number {
  return typeof endpoint === 'number' ? endpoint : 1_000 + Number(endpoint.slice(1));
}

function compare(a: Key, b: Key): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
