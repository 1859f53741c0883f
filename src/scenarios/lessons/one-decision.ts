/** The first lesson: one request through the three phases of PBFT, message by message (OSDI'99 §4.2). */
import { more } from './claims.ts';
import type { Lesson } from './types.ts';

/** The slot of the only request. */
const slot = { measure: 'slot' } as const;

export const oneDecision: Lesson = {
  id: 'one-decision',
  title: 'One decision, step by step',
  about: 'How replicas that do not trust each other agree on one transfer.',
  scenario: 'first-light',
  steps: [
    {
      title: 'A request',
      text: [
        'Account 1 wants to pay 25 USD to account 2, which has {had}. Its client, c0, asks {n} ' +
          'replicas that keep the same ledger.',
        'The REQUEST goes to R0, the primary: it leads view 0.',
      ],
      given: {
        n: { measure: 'replicas' },
        had: { measure: 'balance', replica: 2, account: 2, asset: 'USD' },
      },
      ask: {
        ask: 'choice',
        text: 'What will R0 do with it?',
        choices: [
          {
            text: 'Pay at once, and answer.',
            holds: more({ measure: 'sent', types: ['REPLY'] }, 0),
          },
          {
            text: 'Give it a slot, and propose that to the others.',
            holds: more({ measure: 'sent', types: ['PRE-PREPARE'], from: 0 }, 0),
          },
          {
            text: 'Ask the others to vote on it first.',
            holds: more({ measure: 'sent', types: ['PREPARE'] }, 0),
          },
        ],
      },
      run: { until: { until: 'message', type: 'REQUEST', to: 0 }, label: 'Run until R0 has the request' },
      found: { sent: { measure: 'sent', types: ['PRE-PREPARE'] }, slot },
      explain:
        'R0 gave the request slot {slot}, a place in the one order that all will execute, and sent ' +
        '{sent PRE-PREPARE}: one to each of the others.',
    },
    {
      title: 'The backups accept',
      text: [
        'The others are backups. One accepts the PRE-PREPARE if R0 leads this view, the slot is free, ' +
          'and the client signed the request.',
        'Then it tells every other replica so, with a PREPARE.',
      ],
      ask: {
        ask: 'number',
        text: 'How many PREPAREs will be on their way when every backup has accepted?',
        unit: 'PREPAREs',
        answer: { measure: 'sent', types: ['PREPARE'] },
      },
      run: { until: { until: 'round' }, label: 'Run until all arrive' },
      found: {
        sent: { measure: 'sent', types: ['PREPARE'] },
        senders: { measure: 'senders', types: ['PREPARE'] },
        others: { measure: 'sum', of: [{ measure: 'replicas' }, -1] },
      },
      explain:
        '{senders} each sent one to {others} others: {sent PREPARE}. R0 sent none, because its ' +
        'PRE-PREPARE is its vote.',
    },
    {
      title: 'Prepared',
      text: [
        'Of the {n}, f = {f} may be faulty. R2 is prepared once it holds a quorum of votes for the ' +
          'request: 2f + 1 = {quorum}. R0’s PRE-PREPARE is one of them (“with R0”), and R2’s own PREPARE.',
        'Then no other request can be at this slot in this view.',
      ],
      given: {
        f: { measure: 'faults' },
        n: { measure: 'replicas' },
        quorum: { measure: 'quorum' },
      },
      ask: {
        ask: 'number',
        text: 'How many PREPAREs of others must R2 take in?',
        unit: 'PREPAREs',
        answer: { measure: 'taken', types: ['PREPARE'], to: 2 },
      },
      run: {
        until: { until: 'phase', phase: 'prepared', replica: 2 },
        label: 'Run until prepared',
      },
      found: { taken: { measure: 'taken', types: ['PREPARE'], to: 2 } },
      explain:
        'R2 took in {taken PREPARE} of others. It holds those of {signers}, and R0’s PRE-PREPARE: ' +
        '{count} of {needed}. So it is prepared, and broadcasts COMMIT.',
    },
    {
      title: 'Not all at once',
      text: [
        'What arrives at one instant is taken in one by one, and the run stands in the middle of that. ' +
          'The framed one is next.',
        'Beside each replica stands its phase. Its inner ring shows whose proposal or PREPARE it holds.',
      ],
      ask: {
        ask: 'replica',
        text: 'Which replica is not prepared yet?',
        answer: { measure: 'in-phase', phase: 'pre-prepared', slot },
      },
      found: {
        prepared: { measure: 'in-phase', phase: 'prepared', slot },
        waiting: { measure: 'in-phase', phase: 'pre-prepared', slot },
      },
      explain:
        'Prepared at this event: {prepared}. Only pre-prepared: {waiting}. What a replica knows ' +
        'depends on what it has ' +
        'taken in, not on what has been sent.',
    },
    {
      title: 'Committed',
      text: [
        'R2 is prepared, but cannot know who else is. COMMIT says so, and R2 decides with a quorum ' +
          'of them: 2f + 1.',
        'Any two quorums share an honest replica, and it never votes for two requests at one slot ' +
          'in one view.',
      ],
      ask: {
        ask: 'number',
        text: 'How many COMMITs, its own among them, will R2 hold when it decides?',
        unit: 'COMMITs',
        hides: 'COMMIT',
        answer: { measure: 'count', of: { measure: 'signers' } },
      },
      run: { until: { until: 'commit', replica: 2 }, label: 'Run until R2 decides' },
      found: {
        signers: { measure: 'signers' },
        n: { measure: 'replicas' },
        held: { measure: 'count', of: { measure: 'signers' } },
        time: { measure: 'time' },
        slot,
        balance: { measure: 'balance', replica: 2, account: 2, asset: 'USD' },
      },
      explain:
        'At {time} ms R2 held COMMITs of {signers}: {held} of {n} replicas. It decided slot {slot} ' +
        'and executed it, and in ' +
        'its ledger account 2 now has {balance} USD.',
    },
    {
      title: 'An answer to believe',
      text: [
        'Each replica that has executed the transfer answers c0 with a REPLY. Up to f = {f} of them ' +
          'may be lying.',
      ],
      given: { f: { measure: 'faults' } },
      ask: {
        ask: 'number',
        text: 'How many equal replies will c0 wait for?',
        unit: 'replies',
        hides: 'REPLY',
        answer: { measure: 'count', of: { measure: 'voters' } },
      },
      run: { until: { until: 'accepted' }, label: 'Run until c0 believes it' },
      found: {
        voters: { measure: 'voters' },
        weak: { measure: 'weak-quorum' },
        latency: { measure: 'span', from: { until: 'submitted' }, to: { until: 'accepted' } },
      },
      explain:
        '{voters} gave the same answer. Among any f + 1 = {weak} replicas at least one is honest, ' +
        'so c0 believes it, {latency} ms after it asked.',
    },
    {
      title: 'What it cost',
      text: [
        'The decision took three kinds of messages between replicas: PRE-PREPARE, PREPARE, COMMIT.',
        'Think back, or step back: ← is one event, Shift ← one Round, until all that was on its way ' +
          'has arrived.',
      ],
      ask: {
        ask: 'number',
        text: 'How many messages did the replicas send each other for this one transfer?',
        unit: 'messages',
        answer: { measure: 'sent', types: ['PRE-PREPARE', 'PREPARE', 'COMMIT'] },
      },
      found: {
        proposals: { measure: 'sent', types: ['PRE-PREPARE'] },
        prepares: { measure: 'sent', types: ['PREPARE'] },
        commits: { measure: 'sent', types: ['COMMIT'] },
        all: { measure: 'sent', types: ['PRE-PREPARE', 'PREPARE', 'COMMIT'] },
        n: { measure: 'replicas' },
      },
      explain:
        '{proposals PRE-PREPARE}, {prepares PREPARE} and {commits COMMIT}: {all} among {n} ' +
        'replicas. In PREPARE all but R0 speak to everybody, in COMMIT all do, so the cost grows with ' +
        'the square of n.',
    },
  ],
};
