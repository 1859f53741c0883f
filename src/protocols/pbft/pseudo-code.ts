/**
 * The protocol as pseudo-code (OSDI'99 §4, in words of our own), and with each line the rules that it stands
 * for. For the reader; the code that runs is in the files that the folder's README names.
 */
import { createPseudoCode } from '../shared/pseudo-code.ts';
import { messageListing, requestListing } from '../shared/refusal-words.ts';
import { refusalTexts } from './refusal-texts.ts';

const refusalsOf = (prefix: string) => Object.keys(refusalTexts).filter((code) => code.startsWith(prefix));
const badCertificate = refusalsOf('certificate-');
const takeState = ['restored', 'state-not-asked', 'bad-state'];
const badReport = ['checkpoint-unneeded', ...refusalsOf('prepared-')];
const badV = refusalsOf('new-view-').filter((code) => !code.startsWith('new-view-wrong-proposal'));

export const pseudoCode = createPseudoCode('pbft', {
  message: [
    ...messageListing,
    ['  if it is for an earlier view than mine: drop it', 'fitting', 'stale-view', 'already-in-view'],
    ['  if its slot is h or below: drop it', 'below-watermark'],
    ['  if its slot is far above H, or i has many in store: drop it', 'above-watermark', 'too-many-aside'],
    ['  if its signer has said it already: drop it', 'duplicate'],
    ['  if its signer has said otherwise: keep both as evidence', 'conflicting-vote', 'conflicting-proposal'],
  ],
  REQUEST: [
    ...requestListing,
    ['  if t > last-reply[c].t: waiting += request; start the timer if none runs', 'request'],
    ['  if I am primary, active and n + 1 <= H: n := n + 1; broadcast PRE-PREPARE(v, n, d)', 'propose'],
  ],
  'PRE-PREPARE': [
    ['on PRE-PREPARE(v, n, d) with its request:'],
    ['  if the sender is not primary(v), or I am: drop it', 'not-the-primary', 'own-proposal'],
    ['  if n is decided, or d stands for no request: drop it', 'already-committed', 'null-request'],
    ['  if digest(request) is not d: drop it', 'digest-mismatch'],
    ['  if v is my view, h < n <= H, and n is free:'],
    ['    log it; broadcast PREPARE(v, n, d)', 'pre-prepared', 'body'],
    ['  if v > view or n > H: set aside until it fits', 'set-aside'],
    ['  if the request is missing: FETCH it by d', 'fetch-request'],
    ['on FETCH of a request: send it, if it is here', 'unknown-request'],
    ['on BODY(request): take it, if a slot lacks it', 'body-not-asked'],
  ],
  PREPARE: [
    ['on PREPARE(v, n, d) of i, i not the primary, first of i for (v, n):', 'prepare-from-primary'],
    ['  prepares[v, n] += i', 'prepare'],
    ['  if the PRE-PREPARE is logged and q - 1 of prepares agree with it:'],
    ['    prepared(v, n, d): keep the certificate on disk; broadcast COMMIT(v, n, d)', 'prepared'],
  ],
  COMMIT: [
    ['on COMMIT(v, n, d) of i, first of i for (v, n):'],
    ['  commits[v, n] += i', 'commit'],
    ['  if prepared(v, n, d) and q of commits agree: committed-local(v, n, d)', 'committed'],
    ['  a certificate of q COMMITs for one (v, n, d) does as well', 'certified', ...badCertificate],
    ['while n = last-exec + 1 is committed-local:'],
    ['  execute it unless t <= last-reply[c].t; send REPLY; last-exec := n', 'executed'],
    ['tentative: when prepared and all before is committed, execute on a copy', 'tentative'],
  ],
  CHECKPOINT: [
    ['if last-exec is a multiple of K: take a snapshot; broadcast CHECKPOINT(n, d)', 'checkpoint'],
    ['on CHECKPOINT(n, d) of i, first of i for n, n > h:', 'stale-checkpoint', 'not-a-checkpoint-slot'],
    ['  checkpoints[n] += i', 'checkpoint-vote', 'checkpoint-late'],
    ['  if q of them agree and d is my own digest at n: h := n; drop the log up to n', 'stable'],
    ['  if q of them agree and d is not mine, or I am behind: FETCH the state', 'diverged', 'fetch-state'],
    ['on FETCH of a state: send it, if it is here', 'send-state', 'unknown-state'],
    ['on STATE(n, snapshot), asked for: if its digest is the certified one: take it over', ...takeState],
  ],
  timer: [
    ['when the request timer fires in view v: start-view-change(v + 1)', 'request-timeout'],
    ['when the new-view timer fires: start-view-change(v + 1), with 2T', 'new-view-timeout'],
    ['start-view-change(w): view := w; active := no; broadcast VIEW-CHANGE(w, h, C, P)', 'start-view-change'],
  ],
  'VIEW-CHANGE': [
    ['on VIEW-CHANGE(w, h, C, P) of i, if C proves h and every certificate in P is valid:', ...badReport],
    ['  changes[i] := it', 'view-change'],
    ['  if f + 1 replicas want later views: start-view-change(the smallest of these)', 'join'],
    ['  if q replicas want w: start the new-view timer T', 'gathered'],
    ['  if I am primary(w) and hold q for w: broadcast NEW-VIEW(w, V, O)', 'send-new-view'],
  ],
  'NEW-VIEW': [
    ['on NEW-VIEW(w, V, O) of primary(w), if V holds q valid VIEW-CHANGEs for w:', ...badV],
    ['  if O is what V gives: install w; log O; broadcast PREPAREs for it', 'new-view'],
    ['  else: start-view-change(w + 1)', 'new-view-wrong-proposals', 'new-view-wrong-proposal'],
  ],
  client: [
    ['send REQUEST to the primary; after the retry time to all'],
    ['accept r on f + 1 equal replies', 'accept'],
    ['accept a tentative r on q equal replies', 'accept-tentative'],
  ],
  STATUS: [
    ['every tick: tell the others view, h, last-exec and holes', 'status'],
    ['  who holds what is missing sends it again'],
  ],
});
