/**
 * What a lesson asks for is not told beforehand: until the question is answered, thresholds of the type it
 * asks about read "?" wherever the page counts votes, and the stage says why. Counts are never hidden.
 */
import type { LogCell, ReplicaGlyph, Ring } from '../kernel/present.ts';
import type { ClientFrame, Frame, ReplicaFrame } from '../projection/frame.ts';
import { useUi } from './hooks/use-store.ts';
import { askedThresholds } from './teaching.ts';

/** What a client counts: its replies carry no ring of their own. */
const REPLY = 'REPLY';

/** The frame as the page shows it. */
export function useShownFrame(): Frame | null {
  const frame = useUi((state) => state.frame);
  const asked = useAsked();
  return frame === null ? null : veiled(frame, asked);
}

/** Types whose thresholds a lesson still asks for, separated by blanks; the empty string for none. */
export function useAsked(): string {
  return useUi((state) => askedThresholds(state).join(' '));
}

/** @param asked as {@link useAsked} gives it */
export function veiled(frame: Frame, asked: string): Frame {
  if (asked === '') return frame;
  const known = kept.get(frame);
  if (known?.asked === asked) return known.shown;
  const types = new Set(asked.split(' '));
  const shown: Frame = {
    ...frame,
    replicas: frame.replicas.map((replica) => veiledReplica(replica, types)),
    clients: types.has(REPLY) ? frame.clients.map(veiledClient) : frame.clients,
    blocked: frame.blocked.map((words) => veiledWords(words, types)),
  };
  kept.set(frame, { asked, shown });
  return shown;
}

/** One frame is drawn by many parts. */
const kept = new WeakMap<Frame, { readonly asked: string; readonly shown: Frame }>();

/** True when something on the stage reads "?". */
export function hidesSomething({ replicas, clients }: Frame): boolean {
  return (
    clients.some(({ request }) => request?.asked === true && request.outcome === null) ||
    replicas.some(({ glyph }) => glyph !== null && ringsIn(glyph).some((ring) => ring.asked === true))
  );
}

/** "1 of ?" for a cell that counts votes of such a type. */
export function veiledCell(cell: LogCell, asked: string): LogCell {
  if (cell.votes === undefined || !asked.split(' ').includes(cell.votes)) return cell;
  return { ...cell, text: cell.text.replace(/ of \d+/, ' of ?') };
}

function ringsIn({ slots, change }: ReplicaGlyph): readonly Ring[] {
  return [...slots.flatMap(({ rings }) => rings), ...(change === null ? [] : [change.ring])];
}

function veiledReplica(replica: ReplicaFrame, types: ReadonlySet<string>): ReplicaFrame {
  const { glyph, waiting } = replica;
  return {
    ...replica,
    glyph: glyph === null ? null : veiledGlyph(glyph, types),
    waiting: waiting === null ? null : veiledWords(waiting, types),
  };
}

function veiledGlyph(glyph: ReplicaGlyph, types: ReadonlySet<string>): ReplicaGlyph {
  const veil = (ring: Ring): Ring => (types.has(ring.label) ? { ...ring, asked: true } : ring);
  return {
    ...glyph,
    slots: glyph.slots.map((slot) => ({ ...slot, rings: slot.rings.map(veil) })),
    change: glyph.change === null ? null : { ...glyph.change, ring: veil(glyph.change.ring) },
  };
}

function veiledClient(client: ClientFrame): ClientFrame {
  const { request } = client;
  return request === null ? client : { ...client, request: { ...request, asked: true } };
}

/** "slot 1 needs ? COMMITs, has 1: from 3" */
function veiledWords(words: string, types: ReadonlySet<string>): string {
  return words.replace(/needs \d+ ([A-Z-]+?)(?=s?,)/, (said, type: string) =>
    types.has(type) ? `needs ? ${type}` : said,
  );
}
