/**
 * What the shared property ids mean, in one line each (fact pack 0.1). Properties of one protocol or of the
 * ledger come with their id only, which is made of the source's own words.
 */
import { sentenceCase } from './words.ts';

const meanings: Readonly<Record<string, string>> = {
  agreement: 'No two correct replicas decide different values for one slot.',
  prefix: 'Of any two decided logs one is a prefix of the other.',
  'total-order': 'Correct replicas execute the same commands in the same order.',
  validity: 'Whatever is decided was asked for by a client with the right to.',
  'exactly-once': 'No request changes a replica’s state twice.',
  'decide-stable': 'What is decided at a slot never changes or disappears.',
  'state-root': 'After the same slot, correct replicas have the same state.',
  certificates: 'A certificate holds a quorum of votes that were really cast.',
  'no-equivocation': 'A correct replica never votes for two values in one phase.',
  monotone: 'Views, slots and locks of a correct replica never go back.',
  progress: 'Every request is answered once the network lets it.',
  'catch-up': 'Every correct replica that can be reached gets to the others’ slot.',
  evidence: 'Proof of lying never names an honest replica.',
};

/** Title and meaning of a property; `scope` is the protocol or ledger it belongs to, if to one. */
export function nameOfProperty(id: string): { title: string; meaning: string | null; scope: string | null } {
  const cut = id.lastIndexOf('/');
  const words = sentenceCase(id.slice(cut + 1).replaceAll('-', ' '));
  return { title: words, meaning: meanings[id] ?? null, scope: cut < 0 ? null : id.slice(0, cut) };
}
