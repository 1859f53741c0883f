/** The second lesson: a crash of the primary, and how a view change loses nothing (OSDI'99 §4.4). */
import { all, equal, happens, more, not } from './claims.ts';
import type { Measure } from './conditions.ts';
import type { Lesson } from './types.ts';

/** The last slot executed, and the one after it. */
const executed = { measure: 'executed', replica: 1 } as const;
const next: Measure = { measure: 'sum', of: [executed, 1] };
const votedAgain: Measure = { measure: 'sent', types: ['PREPARE'], slot: executed, view: 1 };
const executedAgain: Measure = { measure: 'executions', slot: executed };
/** The three parts of the client's wait. */
const clientsPatience: Measure = {
  measure: 'span',
  from: { until: 'submitted' },
  to: { until: 'retried' },
};
const backupsPatience: Measure = {
  measure: 'span',
  from: { until: 'rule', rule: 'pbft/request' },
  to: { until: 'timer', timer: 'request' },
};
const decision: Measure = {
  measure: 'span',
  from: { until: 'timer', timer: 'request' },
  to: { until: 'accepted' },
};

export const primaryDies: Lesson = {
  id: 'primary-dies',
  title: 'The primary dies',
  about: 'Who takes over, who allows it, and why nothing decided is forgotten.',
  scenario: 'primary-crash',
  steps: [
    {
      title: 'A crash',
      begin: { until: 'command', do: 'crash' },
      text: [
        'R0 has led view 0, and {done} requests are executed. At {time} ms it has just crashed.',
        'What it sent before still travels: its PRE-PREPAREs for slot {next}.',
      ],
      given: {
        done: executed,
        time: { measure: 'time' },
        next,
      },
      slot: next,
      ask: {
        ask: 'choice',
        text: 'What will become of slot {next}?',
        choices: [
          {
            text: 'It is lost with R0.',
            holds: not(happens({ until: 'commit', slot: next })),
          },
          {
            text: 'The others decide it without R0, still in view 0.',
            holds: all(happens({ until: 'commit', slot: next }), equal({ measure: 'view' }, 0)),
          },
          {
            text: 'It waits until another replica leads.',
            holds: more({ measure: 'view' }, 0),
          },
        ],
      },
      run: {
        until: { until: 'any', of: [{ until: 'commit' }, { until: 'view' }] },
        label: 'Run until something is decided',
      },
      found: {
        signers: { measure: 'signers' },
        held: { measure: 'count', of: { measure: 'signers' } },
        n: { measure: 'replicas' },
        slot: { measure: 'slot' },
        view: { measure: 'view' },
      },
      explain:
        'COMMITs of {signers} were enough, {held} of {n}: slot {slot} is decided in view {view}. ' +
        'Once the proposal is out, ' +
        'the primary is one voter among others.',
    },
    {
      title: 'Silence',
      begin: { until: 'submitted' },
      text: [
        'c0 has its answer and sends its next request. It still takes R0 for the primary, and ' +
          'asks R0 alone.',
        'R0 is down, and nobody else knows of the request.',
      ],
      ask: {
        ask: 'choice',
        text: 'What will c0 do when no answer comes?',
        choices: [
          {
            text: 'Ask every replica.',
            holds: equal(
              { measure: 'count', of: { measure: 'recipients', type: 'REQUEST' } },
              { measure: 'replicas' },
            ),
          },
          {
            text: 'Ask R1, which is next in line.',
            holds: equal({ measure: 'count', of: { measure: 'recipients', type: 'REQUEST' } }, 1),
          },
          {
            text: 'Wait until R0 is back.',
            holds: not(happens({ until: 'retried' })),
          },
        ],
      },
      run: {
        until: { until: 'any', of: [{ until: 'retried' }, { until: 'accepted' }] },
        label: 'Run until c0 loses patience',
      },
      found: {
        waited: { measure: 'span', from: { until: 'submitted' }, to: { until: 'retried' } },
        all: { measure: 'recipients', type: 'REQUEST' },
      },
      explain:
        'After {waited} ms c0 sent the request to {all}. A client cannot tell a dead primary from a ' +
        'slow one, and asking ' +
        'everybody is right in both cases.',
    },
    {
      title: 'Patience',
      begin: { until: 'round' },
      text: [
        'Now every backup knows of a request that should be executed and is not. Each has started a ' +
          'timer of its own.',
      ],
      ask: {
        ask: 'choice',
        text: 'What will a backup do when its timer fires?',
        choices: [
          {
            text: 'Take over, and propose the request itself.',
            holds: more({ measure: 'sent', types: ['PRE-PREPARE', 'NEW-VIEW'] }, 0),
          },
          {
            text: 'Pass the request on to R0 once more.',
            holds: more({ measure: 'count', of: { measure: 'recipients', type: 'REQUEST' } }, 0),
          },
          {
            text: 'Vote no more in this view, and tell all what it has prepared.',
            holds: more({ measure: 'count', of: { measure: 'recipients', type: 'VIEW-CHANGE' } }, 0),
          },
        ],
      },
      run: { until: { until: 'timer', timer: 'request' }, label: 'Run until a timer fires' },
      found: {
        where: { measure: 'where' },
        waited: { measure: 'cited', rule: 'pbft/request-timeout', name: 'timeoutMs' },
        all: { measure: 'recipients', type: 'VIEW-CHANGE' },
        slots: { measure: 'cited', rule: 'pbft/start-view-change', name: 'slots' },
      },
      explain:
        '{where} had waited {waited} ms. It left view 0 and sent VIEW-CHANGE to {all}, with proof ' +
        'of what it prepared since its last checkpoint: slot {slots}.',
    },
    {
      title: 'Leave to lead',
      text: [
        'The primary of view v is replica v mod n, so view 1 belongs to R1. But R1 may lead only ' +
          'with the VIEW-CHANGEs of a quorum.',
        'STATUS is routine and has no part in this: who has come how far.',
      ],
      ask: {
        ask: 'number',
        text: 'How many VIEW-CHANGEs, its own among them, will R1 show?',
        unit: 'VIEW-CHANGEs',
        hides: 'VIEW-CHANGE',
        answer: {
          measure: 'count',
          of: { measure: 'cited', rule: 'pbft/send-new-view', name: 'signers' },
        },
      },
      run: { until: { until: 'view' }, label: 'Run until a new view begins' },
      found: {
        where: { measure: 'where' },
        signers: { measure: 'cited', rule: 'pbft/send-new-view', name: 'signers' },
        held: {
          measure: 'count',
          of: { measure: 'cited', rule: 'pbft/send-new-view', name: 'signers' },
        },
        view: { measure: 'view' },
      },
      explain:
        '{where} leads view {view} with the VIEW-CHANGEs of {signers}: {held}. Each of them is ' +
        'signed and goes into the ' +
        'NEW-VIEW, so that everybody can check it.',
    },
    {
      title: 'Nothing is forgotten',
      text: [
        'Slot {done} was executed in view 0. But the last checkpoint, a state that a quorum signed, is ' +
          'that of slot {stable}, and somebody may have missed what came after it.',
      ],
      given: { done: executed, stable: { measure: 'stable', replica: 1 } },
      slot: executed,
      ask: {
        ask: 'choice',
        text: 'What will happen to slot {done} in view 1?',
        choices: [
          {
            text: 'Nothing: it is done.',
            holds: equal(votedAgain, 0),
          },
          {
            text: 'It is voted on again, and not executed again.',
            holds: all(more(votedAgain, 0), equal(executedAgain, 0)),
          },
          {
            text: 'It is voted on again, and executed again.',
            holds: more(executedAgain, 0),
          },
        ],
      },
      run: { until: { until: 'commit' }, label: 'Run until a slot is executed' },
      found: {
        prepares: votedAgain,
        senders: { measure: 'senders', types: ['PREPARE'], slot: executed, view: 1 },
        again: executedAgain,
        slot: { measure: 'slot' },
      },
      explain:
        '{senders} sent {prepares PREPARE} for the old slot in the new view: the same request at ' +
        'the same place. It was ' +
        'executed again {again time}. Then came slot {slot}, the request that had waited.',
    },
    {
      title: 'Where the time went',
      text: ['c0 has waited for its second answer since it asked the dead primary.'],
      ask: {
        ask: 'choice',
        text: 'What will have taken longest?',
        choices: [
          {
            text: 'c0’s patience, before it asked everybody.',
            holds: all(more(clientsPatience, backupsPatience), more(clientsPatience, decision)),
          },
          {
            text: 'The backups’ patience, before they gave up on R0.',
            holds: all(more(backupsPatience, clientsPatience), more(backupsPatience, decision)),
          },
          {
            text: 'The change of view, and the decision.',
            holds: all(more(decision, clientsPatience), more(decision, backupsPatience)),
          },
        ],
      },
      run: { until: { until: 'accepted' }, label: 'Run until c0 has its answer' },
      found: {
        all: { measure: 'span', from: { until: 'submitted' }, to: { until: 'accepted' } },
        client: clientsPatience,
        travel: { measure: 'span', from: { until: 'retried' }, to: { until: 'rule', rule: 'pbft/request' } },
        backups: backupsPatience,
        decision,
      },
      explain:
        'c0 waited {all} ms: {client} ms until it asked everybody, {travel} ms on the way, ' +
        '{backups} ms until the timers ' +
        'fired, {decision} ms for the new view and the decision. Shorter timers would be quicker ' +
        'here, and would depose a primary that is merely slow.',
    },
  ],
};
