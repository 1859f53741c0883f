/** Messages in a line each, for stage, feed and table: the parts that no protocol says differently. */
import type { Message } from '../../kernel/message.ts';
import type { MessageSummary } from '../../kernel/present.ts';
import { isReply } from '../../kernel/signed.ts';

/** Total: what has none of the protocol's shapes says only what it calls itself. */
export function createSummary<M extends Message>(
  isWellFormed: (message: Message) => boolean,
  describe: (message: M) => MessageSummary,
): (message: Message) => MessageSummary {
  return (message) => {
    if (isReply(message)) {
      const { view, tentative, timestamp, client } = message;
      const kind = tentative ? 'tentative REPLY' : 'REPLY';
      return { ...bare('REPLY', `${kind} to ${client}, request ${timestamp}`), view, hollow: tentative };
    }
    if (isWellFormed(message)) return describe(message as M);
    const type = typeof message.type === 'string' ? message.type.slice(0, 32) : 'message';
    return bare(type, `malformed ${type}`);
  };
}

/** Of no view, slot or value. */
export function bare(type: string, text: string): MessageSummary {
  return { type, view: null, slot: null, digest: null, hollow: false, pips: 0, text };
}
