/**
 * Finds a message of a run by its id, from what stays of the run: what is on its way, what has ended, and
 * what commands did to it. Its event is read only when it is found.
 */
import type { ClientId, Endpoint } from '../kernel/ids.ts';
import { type Envelope, envelopeId, type TraceEvent } from '../kernel/trace.ts';
import type { Recording } from './recording.ts';
import { takenIn } from './taken-in.ts';

export interface FoundEnvelope {
  readonly envelope: Envelope;
  /** The event that ended it, if that is before the cursor. */
  readonly end: TraceEvent | null;
}

interface Sending {
  readonly index: number;
  readonly envelope: Envelope;
}

/** The latest message of this id that was sent before the cursor; null for none. */
export function findEnvelope(recording: Recording, cursor: number, id: string): FoundEnvelope | null {
  const link = parsed(id);
  if (link === null) return null;
  const ended = recording.log.arrows
    .cursorsOf(link, cursor)
    .map((end) => recording.event(end - 1) as TraceEvent)
    .filter((event) => isIn(event, id));
  const sent = sendingOf(recording, cursor, id, ended);
  if (sent === null) return null;
  const end = ended.findLast((event) => event.index > sent.index && endsWith(event, id)) ?? null;
  return { envelope: sent.envelope, end };
}

/** `r0>2#12`, with a prime for a second copy. */
function parsed(id: string): Pick<Envelope, 'from' | 'to' | 'number'> | null {
  const [, replica, client, to, number] =
    /^(?:r(\d{1,5})|(c\d{1,5}))>(c?\d{1,5})#(\d{1,10})'?$/.exec(id) ?? [];
  if (to === undefined) return null;
  const endpoint = (name: string): Endpoint => (name.startsWith('c') ? (name as ClientId) : Number(name));
  return { from: endpoint(client ?? (replica as string)), to: endpoint(to), number: Number(number) };
}

function sendingOf(
  recording: Recording,
  cursor: number,
  id: string,
  ended: readonly TraceEvent[],
): Sending | null {
  const flying = recording.pictureAt(cursor).flights.get(id);
  const causes = ended.map((event) => (endsWith(event, id) ? (takenIn(event)?.cause ?? -1) : event.index));
  if (flying !== undefined) causes.push(flying.cause);
  let latest: Sending | null = null;
  const consider = (event: TraceEvent | undefined): void => {
    const envelope = event?.sent.find((copy) => envelopeId(copy) === id);
    if (event === undefined || envelope === undefined || event.index < (latest?.index ?? 0)) return;
    latest = { index: event.index, envelope };
  };
  for (const command of recording.log.commands) {
    if (command.index >= cursor) break;
    if (command.refused !== null) continue;
    // A command may have sent the second copy, or taken away what now is neither on its way nor at an end.
    consider(command);
    if (command.command.do === 'drop' && command.command.message === id)
      causes.push(recording.pictureAt(command.index).flights.get(id)?.cause ?? -1);
  }
  for (const cause of causes) consider(recording.event(cause));
  return latest;
}

function isIn(event: TraceEvent, id: string): boolean {
  return endsWith(event, id) || event.sent.some((copy) => envelopeId(copy) === id);
}

function endsWith(event: TraceEvent, id: string): boolean {
  const envelope = takenIn(event);
  return envelope !== null && envelopeId(envelope) === id;
}
