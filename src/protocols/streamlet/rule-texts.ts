/** What each rule says when it fires: one sentence with blanks, and where the paper has it. */
import type { RuleId } from '../../kernel/ids.ts';
import type { RuleText } from '../../kernel/protocol.ts';

const paper = 'Chan and Shi 2020, §2';

export const ruleTexts: Readonly<Record<RuleId, RuleText>> = {
  'streamlet/authentic': {
    title: 'well-formed and signed',
    source: paper,
    sentence: 'A message counts only in the shape of its type, and signed by whom it names.',
  },
  'streamlet/accept': {
    title: 'client: accept',
    source: "OSDI'99 §4.1",
    sentence: 'A client takes a result that f + 1 replicas give: one of them is honest.',
  },
  'streamlet/request': {
    title: 'request',
    source: paper,
    sentence: 'Request {timestamp} of {client} waits to become final.',
  },
  'streamlet/reply-again': {
    title: 'reply again',
    source: "OSDI'99 §4.1",
    sentence:
      'Request {timestamp} was the last one of {client} to be executed: its stored result is sent again.',
  },
  'streamlet/propose': {
    title: 'propose',
    state: 'proposed',
    source: paper,
    sentence:
      'R{self} leads epoch {epoch} and proposes a child of {parent}, the end of the longest notarised ' +
      'chain it knows ({length:block}), with {requests:request}.',
  },
  'streamlet/proposal': {
    title: 'block seen',
    source: paper,
    sentence: 'Block {digest} of epoch {epoch}, by its leader R{leader}, with {requests:request}.',
  },
  'streamlet/vote': {
    title: 'vote',
    source: paper,
    sentence:
      'Block {digest} is the first of its leader in epoch {epoch}, it extends one of the longest notarised ' +
      'chains here ({length:block}), and R{self} has not voted in this epoch: it votes.',
  },
  'streamlet/late': {
    title: 'too late for a vote',
    source: paper,
    sentence: 'Block {digest} is of epoch {epoch}, and this is epoch {now}: kept, without a vote.',
  },
  'streamlet/in-the-air': {
    title: 'ancestor missing',
    source: paper,
    sentence: 'Block {digest} of epoch {epoch} gets no vote while an ancestor is missing.',
  },
  'streamlet/not-yet': {
    title: 'parent not notarised',
    source: paper,
    sentence: 'Block {digest} of epoch {epoch} gets no vote while its chain is not notarised here.',
  },
  'streamlet/vote-counted': {
    title: 'VOTE counted',
    source: paper,
    sentence: 'R{signer}’s VOTE for block {digest} of epoch {epoch}: {count} of {needed}.',
  },
  'streamlet/notarised': {
    title: 'notarised',
    state: 'notarised',
    source: paper,
    sentence:
      'Block {digest} of epoch {epoch} has the votes of {signers}, at least two thirds ({needed}), and so ' +
      'have all before it: a notarised chain of {slot:block}.',
  },
  'streamlet/final': {
    title: 'final',
    state: 'final',
    source: paper,
    sentence:
      'Three notarised blocks in a row are of consecutive epochs, the last one of {last}: block {digest} ' +
      'of epoch {epoch} is final, and all before it ({blocks} new).',
  },
  'streamlet/conflict': {
    title: 'two final chains',
    source: 'Chan and Shi 2020, §3',
    sentence:
      'Block {digest} of epoch {epoch} would be final too, beside {own}: more than f replicas lie. What is ' +
      'decided here stays.',
  },
  'streamlet/executed': {
    title: 'executed',
    state: 'executed',
    source: paper,
    sentence: 'R{self} executes block {slot} of the final chain, of epoch {epoch}: {requests:request}.',
  },
  'streamlet/echo': {
    title: 'echo',
    source: paper,
    sentence: 'Every message that is seen for the first time is passed on to all others.',
  },
  'streamlet/orphan': {
    title: 'orphan',
    source: 'state transfer',
    sentence: 'Block {digest} of epoch {epoch} waits for its parent {parent}.',
  },
  'streamlet/connected': {
    title: 'connected',
    source: 'state transfer',
    sentence: 'Block {digest} of epoch {epoch} has all its ancestors now.',
  },
  'streamlet/send-block': {
    title: 'send block',
    source: 'state transfer',
    sentence: 'Block {digest} of epoch {epoch} goes to R{to} with its votes.',
  },
  'streamlet/status': {
    title: 'status',
    source: 'state transfer',
    sentence: 'R{from} has {final} final and {length} notarised blocks; it is sent {answers:message}.',
  },
  'streamlet/evidence': {
    title: 'evidence',
    source: paper,
    sentence: 'R{replica} signed two different {type}s in epoch {epoch}: both are kept.',
  },
};
