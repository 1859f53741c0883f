/**
 * What each rule says when it fires (EXPERIENCE, promise 3): one sentence with blanks, and where the paper
 * has it.
 */
import type { RuleId } from '../../kernel/ids.ts';
import type { RuleText } from '../../kernel/protocol.ts';

const orderingTexts: Readonly<Record<RuleId, RuleText>> = {
  'pbft/request': {
    title: 'request',
    source: "OSDI'99 §4.1",
    sentence: 'Request {timestamp} of {client} waits to be executed.',
  },
  'pbft/reply-again': {
    title: 'reply again',
    source: "OSDI'99 §4.1",
    sentence:
      'Request {timestamp} was the last one of {client} to be executed: its stored result is sent again.',
  },
  'pbft/propose': {
    title: 'propose',
    state: 'pre-prepared',
    source: "OSDI'99 §4.2",
    sentence:
      'R{self} is the primary of view {view} and gives the request of {client} slot {slot}, the next free ' +
      'one of those that may be open, up to {high}.',
  },
  'pbft/pre-prepared': {
    title: 'pre-prepared',
    state: 'pre-prepared',
    source: "OSDI'99 §4.2",
    sentence:
      'R{primary} is the primary of view {view}, slot {slot} is free and in the window, the client ' +
      'signed the request: ' +
      'R{self} accepts the PRE-PREPARE and broadcasts PREPARE.',
  },
  'pbft/body': {
    title: 'body found',
    source: "OSDI'99 §4.4",
    sentence: 'The request of slot {slot} has the digest that was proposed.',
  },
  'pbft/prepare': {
    title: 'PREPARE counted',
    source: "OSDI'99 §4.2",
    sentence: 'R{signer}’s PREPARE for slot {slot}: {held} that agree.',
  },
  'pbft/prepared': {
    title: 'prepared',
    state: 'prepared',
    source: "OSDI'99 §4.2",
    sentence:
      'R{self} holds PREPAREs of {signers} that match R{primary}’s PRE-PREPARE: {count} of {needed} with ' +
      'R{primary}. It is prepared at view {view}, slot {slot} and broadcasts COMMIT.',
  },
  'pbft/commit': {
    title: 'COMMIT counted',
    source: "OSDI'99 §4.2",
    sentence: 'R{signer}’s COMMIT for slot {slot}: {count} of {needed} that agree.',
  },
  'pbft/committed': {
    title: 'committed',
    state: 'committed',
    source: "OSDI'99 §4.2",
    sentence:
      'R{self} is prepared and holds COMMITs of {signers}: {count} of {needed}. Slot {slot} is ' +
      'committed in view {view}.',
  },
  'pbft/certified': {
    title: 'commit certificate',
    source: "OSDI'99 §4.2",
    sentence: 'COMMITs of {signers} decide slot {slot} in view {view}, whatever R{self} has seen of it.',
  },
  'pbft/executed': {
    title: 'executed',
    source: "OSDI'99 §4.2",
    sentence: 'R{self} has executed everything below slot {slot}, and now slot {slot}: {requests} new.',
  },
  'pbft/tentative': {
    title: 'tentative execution',
    source: "OSDI'99 §5.1",
    sentence:
      'Slot {slot} is prepared in view {view} and everything below it is executed: it is run on a ' +
      'copy, and the client is told.',
  },
  'pbft/set-aside': {
    title: 'set aside',
    source: "OSDI'99 §4.2",
    sentence: 'This {type} (view {view}, slot {slot}) is early: here it is still view {current}, H = {high}.',
  },
};

/** Rules that no replica cites: of the client, of all thresholds, and what every message must be. */
const clientTexts: Readonly<Record<RuleId, RuleText>> = {
  'pbft/authentic': {
    title: 'well-formed and signed',
    source: "OSDI'99 §2",
    sentence: 'A message counts only in the shape of its type, and signed by whom it names.',
  },
  'pbft/fitting': {
    title: 'in its place, once',
    source: "OSDI'99 §4.2",
    sentence: 'A message counts for the present view, for slots above h and up to H, and once.',
  },
  'pbft/quorum': {
    title: 'quorum',
    source: "OSDI'99 §4.2",
    sentence:
      'Two sets of q = ⌊(n + f) / 2⌋ + 1 replicas share an honest one; where n = 3f + 1, q is 2f + 1.',
  },
  'pbft/accept': {
    title: 'client: accept',
    source: "OSDI'99 §4.1",
    sentence: 'A client takes a result that f + 1 replicas give: one of them is honest.',
  },
  'pbft/accept-tentative': {
    title: 'client: accept a tentative result',
    source: "OSDI'99 §5.1",
    sentence: 'A client takes a tentative result that q replicas give: whatever view comes next keeps it.',
  },
};

const changeTexts: Readonly<Record<RuleId, RuleText>> = {
  'pbft/request-timeout': {
    title: 'request timer',
    source: "OSDI'99 §4.4",
    sentence:
      'Nothing was executed in {timeoutMs} ms while {waiting} waited: R{self} gives up on view {view}.',
  },
  'pbft/new-view-timeout': {
    title: 'new-view timer',
    source: "OSDI'99 §4.5.2",
    sentence:
      'No valid NEW-VIEW came within {timeoutMs} ms: R{self} gives up on view {view}, and will wait ' +
      'twice as long.',
  },
  'pbft/start-view-change': {
    title: 'view change',
    state: 'view change',
    source: "OSDI'99 §4.4",
    sentence:
      'R{self} leaves for view {view}: it reports its checkpoint {low} and what it has prepared above ' +
      '({slots}), and ' +
      'votes in no earlier view any more.',
  },
  'pbft/view-change': {
    title: 'VIEW-CHANGE counted',
    source: "OSDI'99 §4.4",
    sentence: 'R{signer} wants view {view}: VIEW-CHANGEs of {signers}, {count} of {needed}.',
  },
  'pbft/join': {
    title: 'view change: join',
    source: "OSDI'99 §4.5.2",
    sentence:
      '{signers} want later views; among f + 1 = {needed} one is honest, so R{self} joins, at view {view}.',
  },
  'pbft/gathered': {
    title: 'view change: timer',
    source: "OSDI'99 §4.5.2",
    sentence: '{count} of {needed} want view {view}: its primary now has {timeoutMs} ms.',
  },
  'pbft/send-new-view': {
    title: 'new view: lead',
    source: "OSDI'99 §4.4",
    sentence:
      'R{self} leads view {view} with VIEW-CHANGEs of {signers}. Proposed again, from the certificate ' +
      'of the highest ' +
      'view each: {slots}.',
  },
  'pbft/new-view': {
    title: 'new view: install',
    state: 'new view',
    source: "OSDI'99 §4.4",
    sentence:
      'R{primary}’s NEW-VIEW follows from its VIEW-CHANGEs: R{self} is in view {view}. Slots proposed ' +
      'again: {slots}.',
  },
  'pbft/fetch-request': {
    title: 'fetch a request',
    source: "OSDI'99 §4.4",
    sentence:
      'R{self} knows the request of slot {slot} by its digest only and asks {to}, whose votes named it.',
  },
};

const checkpointTexts: Readonly<Record<RuleId, RuleText>> = {
  'pbft/checkpoint': {
    title: 'checkpoint',
    source: "OSDI'99 §4.3",
    sentence: 'R{self} keeps its state as of slot {slot} and broadcasts CHECKPOINT.',
  },
  'pbft/checkpoint-vote': {
    title: 'CHECKPOINT counted',
    source: "OSDI'99 §4.3",
    sentence: 'R{signer}’s CHECKPOINT for slot {slot}: {count} of {needed} that agree.',
  },
  'pbft/checkpoint-late': {
    title: 'CHECKPOINT after the quorum',
    source: "OSDI'99 §4.3",
    sentence: 'R{signer} has the same state at slot {slot}, which is stable already.',
  },
  'pbft/stable': {
    title: 'stable checkpoint',
    state: 'stable',
    source: "OSDI'99 §4.3",
    sentence:
      '{signers} agree on the state at slot {slot}: it is stable, R{self} forgets what lies below; h ' +
      '= {low}, H = {high}.',
  },
  'pbft/diverged': {
    title: 'state differs',
    source: "OSDI'99 §4.3",
    sentence: 'R{self}’s own state at slot {slot} is not the certified one: it is replaced.',
  },
  'pbft/fetch-state': {
    title: 'fetch the state',
    source: "OSDI'99 §4.3",
    sentence: 'R{self} lacks the certified state of slot {slot} and asks R{to}.',
  },
  'pbft/send-state': {
    title: 'send the state',
    source: "OSDI'99 §4.3",
    sentence: 'R{self} sends R{to} its state of slot {slot}.',
  },
  'pbft/restored': {
    title: 'state restored',
    state: 'state taken over',
    source: "OSDI'99 §4.3",
    sentence: 'Every hash of the state fits the certified digest: R{self} goes on from slot {slot}.',
  },
  'pbft/status': {
    title: 'status',
    source: 'fact pack §12',
    sentence:
      'R{from} is in view {view} and has executed {executed}: it is sent {answers:message} that it lacks.',
  },
};

export const ruleTexts: Readonly<Record<RuleId, RuleText>> = {
  ...orderingTexts,
  ...clientTexts,
  ...changeTexts,
  ...checkpointTexts,
};
