/**
 * The protocol as pseudo-code (OSDI'99 §4, in words of our own): one listing per message or timer, and for
 * each rule the listing and the line that it is. For the reader; the code that runs is in the files that the
 * folder's README names.
 */
import type { RuleId } from '../../kernel/ids.ts';
import type { PseudoCode } from '../../kernel/present.ts';

const listings = {
  REQUEST: [
    'on REQUEST(o, t, c), signed by c:',
    '  if t = last-reply[c].t: send the stored REPLY again',
    '  if t > last-reply[c].t: waiting += request; start the timer if none runs',
    '  if I am primary, active and n + 1 <= H: n := n + 1; broadcast PRE-PREPARE(v, n, d)',
  ],
  'PRE-PREPARE': [
    'on PRE-PREPARE(v, n, d) with its request:',
    '  if the sender is primary(v), v is my view, h < n <= H, and n is free:',
    '    if digest(request) = d: log it; broadcast PREPARE(v, n, d)',
    '  if v > view or n > H: set aside until it fits',
    '  if the request is missing: FETCH it by d',
  ],
  PREPARE: [
    'on PREPARE(v, n, d) of i, i not the primary, first of i for (v, n):',
    '  prepares[v, n] += i',
    '  if the PRE-PREPARE is logged and q - 1 of prepares agree with it:',
    '    prepared(v, n, d): keep the certificate on disk; broadcast COMMIT(v, n, d)',
  ],
  COMMIT: [
    'on COMMIT(v, n, d) of i, first of i for (v, n):',
    '  commits[v, n] += i',
    '  if prepared(v, n, d) and q of commits agree: committed-local(v, n, d)',
    '  a certificate of q COMMITs for one (v, n, d) does as well',
    'while n = last-exec + 1 is committed-local:',
    '  execute it unless t <= last-reply[c].t; send REPLY; last-exec := n',
    'tentative: when prepared and all before is committed, execute on a copy',
  ],
  CHECKPOINT: [
    'if last-exec is a multiple of K: take a snapshot; broadcast CHECKPOINT(n, d)',
    'on CHECKPOINT(n, d) of i, first of i for n, n > h:',
    '  checkpoints[n] += i',
    '  if q of them agree and d is my own digest at n: h := n; drop the log up to n',
    '  if q of them agree and d is not mine, or I am behind: FETCH the state',
    'on STATE(n, snapshot): if its digest is the certified one: take it over',
  ],
  timer: [
    'when the request timer fires in view v: start-view-change(v + 1)',
    'when the new-view timer fires: start-view-change(v + 1), with 2T',
    'start-view-change(w): view := w; active := no; broadcast VIEW-CHANGE(w, h, C, P)',
  ],
  'VIEW-CHANGE': [
    'on VIEW-CHANGE(w, h, C, P) of i, if C proves h and every certificate in P is valid:',
    '  changes[i] := it',
    '  if f + 1 replicas want later views: start-view-change(the smallest of these)',
    '  if q replicas want w: start the new-view timer T',
    '  if I am primary(w) and hold q for w: broadcast NEW-VIEW(w, V, O)',
  ],
  'NEW-VIEW': [
    'on NEW-VIEW(w, V, O) of primary(w), if V holds q valid VIEW-CHANGEs for w:',
    '  if O is what V gives: install w; log O; broadcast PREPAREs for it',
    '  else: start-view-change(w + 1)',
  ],
  client: [
    'send REQUEST to the primary; after the retry time to all',
    'accept r on f + 1 equal replies',
    'accept a tentative r on q equal replies',
  ],
  STATUS: [
    'every tick: tell the others view, h, last-exec and holes',
    '  who holds what is missing sends it again',
  ],
} as const;

type Listing = keyof typeof listings;

/** Which line of which listing a rule is; lines count from 0. */
const places: Readonly<Record<string, readonly [Listing, number]>> = {
  request: ['REQUEST', 2],
  'reply-again': ['REQUEST', 1],
  propose: ['REQUEST', 3],
  'pre-prepared': ['PRE-PREPARE', 2],
  body: ['PRE-PREPARE', 2],
  'set-aside': ['PRE-PREPARE', 3],
  'fetch-request': ['PRE-PREPARE', 4],
  prepare: ['PREPARE', 1],
  prepared: ['PREPARE', 3],
  commit: ['COMMIT', 1],
  committed: ['COMMIT', 2],
  certified: ['COMMIT', 3],
  executed: ['COMMIT', 5],
  tentative: ['COMMIT', 6],
  checkpoint: ['CHECKPOINT', 0],
  'checkpoint-vote': ['CHECKPOINT', 2],
  'checkpoint-late': ['CHECKPOINT', 2],
  stable: ['CHECKPOINT', 3],
  diverged: ['CHECKPOINT', 4],
  'fetch-state': ['CHECKPOINT', 4],
  'send-state': ['CHECKPOINT', 5],
  restored: ['CHECKPOINT', 5],
  'request-timeout': ['timer', 0],
  'new-view-timeout': ['timer', 1],
  'start-view-change': ['timer', 2],
  'view-change': ['VIEW-CHANGE', 1],
  join: ['VIEW-CHANGE', 2],
  gathered: ['VIEW-CHANGE', 3],
  'send-new-view': ['VIEW-CHANGE', 4],
  'new-view': ['NEW-VIEW', 1],
  accept: ['client', 1],
  'accept-tentative': ['client', 2],
  status: ['STATUS', 0],
};

/** Null for a rule that no line stands for. */
export function pseudoCode(rule: RuleId): PseudoCode | null {
  const place = places[rule.slice('pbft/'.length)];
  if (place === undefined) return null;
  const [listing, lit] = place;
  return { title: listing, lines: listings[listing], lit };
}
