/**
 * What messages are refused for in every protocol: the words, the lines of pseudo-code, and which rule a
 * refused message did not meet.
 */
import type { RefusalCode, RuleId } from '../../kernel/ids.ts';
import type { Line } from './pseudo-code.ts';

/** Words after "R1 refused R0’s PREPARE …:". Blanks as in the texts of rules. */
export const commonRefusals: Readonly<Record<RefusalCode, string>> = {
  malformed: 'not a well-formed message',
  'bad-signature': 'the signature is not R{signer}’s',
  'bad-request-signature': 'the request is not signed by {client}',
  'not-from-a-client': 'a client may send requests only',
  'stale-request': 'request {found} of {client} is older than {last}, the last one executed',
  'duplicate-request': 'request {timestamp} of {client} waits already',
  'other-request-waits': '{client} signed another request with timestamp {timestamp}',
  'too-many-waiting': '{most} requests wait already',
};

/** What is asked of any message before anything reads it. */
export const messageListing: readonly Line[] = [
  ['on any message:', 'authentic'],
  ['  if it has not the shape of its type, or is too large: drop it', 'malformed'],
  ['  if a signature in it is not its signer’s: drop it', 'bad-signature', 'bad-request-signature'],
  ['  if it comes from a client and is no REQUEST: drop it', 'not-from-a-client'],
];

/** The beginning of a REQUEST's listing: what is done with one that is not new. */
export const requestListing: readonly Line[] = [
  ['on REQUEST(o, t, c), signed by c:'],
  ['  if t < last-reply[c].t: drop it', 'stale-request'],
  ['  if t = last-reply[c].t: send the stored REPLY again', 'reply-again'],
  ['  if a request of c with t or more waits: drop it', 'duplicate-request', 'other-request-waits'],
  ['  if as many wait as may: drop it', 'too-many-waiting'],
];

/** From each rule of a protocol, by its name alone, with the codes of those that do not meet it. */
export function refusalRulesOf(
  protocol: string,
  byRule: Readonly<Record<string, readonly RefusalCode[]>>,
): Readonly<Record<RefusalCode, RuleId>> {
  return Object.fromEntries(
    Object.entries(byRule).flatMap(([rule, codes]) => codes.map((code) => [code, `${protocol}/${rule}`])),
  );
}
