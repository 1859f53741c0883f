/**
 * What a liar's second copy says to the second copy of a fellow: a message in another, so that nothing of one
 * side is heard on the other, and whoever reads the run can tell it from what the protocol sends.
 */
import type { Message } from '../kernel/message.ts';
import type { MessageStyle, MessageSummary } from '../kernel/present.ts';
import { isRecord } from '../kernel/signed.ts';

export interface Aside extends Message {
  readonly type: 'ASIDE';
  readonly of: Message;
}

/** Of no vote round: it counts for nobody. */
export const asideStyle: MessageStyle = {
  type: 'ASIDE',
  shape: 'bar',
  hue: 'neutral',
  hollow: true,
  says: 'What second copies of liars tell each other: nobody else hears it.',
};

type Summary = (message: Message) => MessageSummary;

/** A protocol's words for its messages, and for asides: of no view, slot or value, for nobody counts them. */
export function withAsides(summary: Summary): Summary {
  return (message) => {
    if (!isAside(message)) return summary(message);
    const text = `ASIDE among liars: ${summary(message.of).text}`;
    return { type: 'ASIDE', view: null, slot: null, digest: null, hollow: false, pips: 0, text };
  };
}

/** Total: anything may come from a liar. */
export function isAside(message: unknown): message is Aside {
  return (
    isRecord(message) &&
    message.type === 'ASIDE' &&
    isRecord(message.of) &&
    typeof message.of.type === 'string'
  );
}
