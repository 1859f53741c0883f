/** Who differs between two branches at one moment, and in what. Pure. */
import type { Endpoint } from '../../kernel/ids.ts';
import type { ClientFrame, Frame, ReplicaFrame } from '../../projection/frame.ts';
import { shortDigest } from '../panels/words.ts';

export interface SeatDifference {
  readonly seat: Endpoint;
  /** "R2: view 1 here, 0 there" */
  readonly words: string;
}

/** Replicas in order, then clients. */
export function differingSeats(here: Frame, there: Frame): readonly SeatDifference[] {
  const replicas = here.replicas.flatMap((replica) => {
    const other = there.replicas[replica.id];
    return other === undefined
      ? []
      : firstDifference(`R${replica.id}`, replica.id, factsOf(replica), factsOf(other));
  });
  const clients = here.clients.flatMap((client) => {
    const other = there.clients.find(({ id }) => id === client.id);
    return other === undefined
      ? []
      : firstDifference(client.id, client.id, clientFacts(client), clientFacts(other));
  });
  return [...replicas, ...clients];
}

/** Name and value, the weightiest first. */
type Facts = readonly (readonly [string, string])[];

function factsOf({ status, behaviour, glyph, root }: ReplicaFrame): Facts {
  return [
    ['status', status],
    ['behaviour', behaviour],
    ['view', String(glyph?.view ?? 'none')],
    ['mode', glyph?.mode ?? 'none'],
    ['executed', String(glyph?.executedSlot ?? 'none')],
    ['state', shortDigest(root)],
    ...(glyph?.slots ?? []).map(({ slot, phase }) => [`slot ${slot}`, phase] as const),
  ];
}

function clientFacts({ accepted, rejected, request }: ClientFrame): Facts {
  return [
    ['accepted', String(accepted)],
    ['rejected', String(rejected)],
    ['request', request === null ? 'none' : request.state],
    ['equal replies', String(request?.equal.length ?? 0)],
  ];
}

function firstDifference(name: string, seat: Endpoint, here: Facts, there: Facts): readonly SeatDifference[] {
  const others = new Map(there);
  const mine = new Map(here);
  for (const [fact, value] of here) {
    const other = others.get(fact) ?? 'not begun';
    if (other !== value) return [{ seat, words: `${name}: ${fact} ${value} here, ${other} there` }];
  }
  const only = there.find(([fact]) => !mine.has(fact));
  return only === undefined ? [] : [{ seat, words: `${name}: ${only[0]} not begun here, ${only[1]} there` }];
}
