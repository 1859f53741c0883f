/**
 * The positive controls: for every verdict the smallest trace that must trip it, with the event that
 * completes the violation, the replicas it names, and the sentence. Built on the toy protocol of
 * trace-builder.ts, n = 4, f = 1.
 */
import { evidence } from './bad-traces/evidence.ts';
import { logs } from './bad-traces/logs.ts';
import { outcomes } from './bad-traces/outcomes.ts';
import { requests } from './bad-traces/requests.ts';
import { votes } from './bad-traces/votes.ts';

export const badTraces = [...logs, ...requests, ...votes, ...outcomes, ...evidence];
