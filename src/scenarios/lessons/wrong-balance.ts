/** The third lesson: a damaged ledger, who can notice it, and state transfer (OSDI'99 §4.3). */
import { all, equal, happens, less, more, not } from './claims.ts';
import type { Lesson } from './types.ts';

const votes = ['PREPARE', 'COMMIT'];

export const wrongBalance: Lesson = {
  id: 'wrong-balance',
  title: 'A wrong balance: who notices, when, and how it heals',
  about: 'A memory error in one replica, from the damage to the certified repair.',
  scenario: 'corrupted-state',
  steps: [
    {
      title: 'The damage',
      begin: { until: 'command', do: 'corrupt' },
      text: [
        'At {time} ms somebody changes R2’s memory, past every protocol: {note}.',
        'No message was sent. Request after request goes on.',
      ],
      given: { time: { measure: 'time' }, note: { measure: 'note' } },
      ask: {
        ask: 'choice',
        text: 'What becomes of R2’s next votes?',
        choices: [
          {
            text: 'The others refuse them.',
            holds: more({ measure: 'refused', types: votes, from: 2 }, 0),
          },
          {
            text: 'R2 notices, and casts none.',
            holds: equal({ measure: 'sent', types: votes, from: 2 }, 0),
          },
          {
            text: 'They are counted like any other.',
            holds: all(
              more({ measure: 'taken', types: votes, from: 2 }, 0),
              equal({ measure: 'refused', types: votes, from: 2 }, 0),
            ),
          },
        ],
      },
      run: { until: { until: 'commit', replica: 2 }, label: 'Run until R2 has executed a slot' },
      found: {
        counted: { measure: 'taken', types: votes, from: 2 },
        refused: { measure: 'refused', types: votes, from: 2 },
        slot: { measure: 'slot' },
      },
      explain:
        'So far {counted vote} of R2’s have been counted, {refused} refused, and slot {slot} is ' +
        'committed. A vote speaks of a ' +
        'request and its place, not of balances.',
    },
    {
      title: 'Seen from outside',
      begin: { until: 'root-differs', replica: 2 },
      text: [
        'No replica knows it yet, but this page sees every memory: the small pattern in a replica’s ' +
          'middle is its state.',
        'States are compared only between replicas that have executed as much.',
      ],
      ask: {
        ask: 'number',
        text: 'At which slot does R2’s state differ now?',
        unit: '',
        answer: { measure: 'differs', replica: 2 },
      },
      found: {
        slot: { measure: 'differs', replica: 2 },
        root: { measure: 'root', replica: 2 },
        other: { measure: 'other-root', replica: 2 },
      },
      explain:
        'At slot {slot}: R2’s state root begins with {root}, that of the others with {other}. Every ' +
        'later root will differ too, ' +
        'since the wrong balance stays in it.',
    },
    {
      title: 'What the client sees',
      text: [
        'R2 executes every request on its wrong ledger, and answers c0 like the others. c0 believes ' +
          '{weak} equal replies.',
      ],
      given: { weak: { measure: 'weak-quorum' } },
      ask: {
        ask: 'choice',
        text: 'Can R2’s reply be one of those that c0 believes?',
        choices: [
          {
            text: 'Yes, it can be equal to another.',
            holds: happens({ until: 'accepted', voter: 2 }),
          },
          {
            text: 'No, it comes from a wrong ledger.',
            holds: not(happens({ until: 'accepted', voter: 2 })),
          },
        ],
      },
      run: {
        until: {
          until: 'any',
          of: [
            { until: 'accepted', voter: 2 },
            { until: 'sends', type: 'CHECKPOINT', replica: 2 },
          ],
        },
        label: 'Run on until it shows',
      },
      found: { voters: { measure: 'voters' } },
      explain:
        'The last result that c0 accepted rests on {voters}. A reply says what became of one ' +
        'request, and account 1 had no ' +
        'part in it.',
    },
    {
      title: 'Who says so',
      text: [
        'A replica speaks of its whole state only in a CHECKPOINT, after every {interval} slots. ' +
          'The last one that a quorum signed is at slot {stable}.',
      ],
      given: {
        interval: { measure: 'checkpoint-interval' },
        stable: { measure: 'stable', replica: 2 },
      },
      ask: {
        ask: 'number',
        text: 'After which slot will R2 sign a wrong state?',
        unit: '',
        answer: { measure: 'slot' },
      },
      run: {
        until: { until: 'sends', type: 'CHECKPOINT', replica: 2 },
        label: 'Run until R2 sends a CHECKPOINT',
      },
      found: {
        slot: { measure: 'slot' },
        root: { measure: 'root', replica: 2 },
        other: { measure: 'other-root', replica: 2 },
      },
      explain:
        'After slot {slot} R2 signed and broadcast {root}, in good faith. Who has executed as much ' +
        'has {other}.',
    },
    {
      title: 'Who acts on it',
      text: [
        'The others sign their state of this slot too, and {quorum} CHECKPOINTs that agree make it stable.',
      ],
      given: { quorum: { measure: 'quorum' } },
      ask: {
        ask: 'replica',
        text: 'Which replica will be the first to find that R2’s state is wrong?',
        answer: { measure: 'where' },
      },
      run: {
        until: { until: 'rule', rule: 'pbft/diverged' },
        label: 'Run until somebody notices',
      },
      found: {
        where: { measure: 'where' },
        held: { measure: 'cited', rule: 'pbft/checkpoint-vote', name: 'count' },
        slot: { measure: 'cited', rule: 'pbft/diverged', name: 'slot' },
        asked: { measure: 'recipients', type: 'FETCH' },
      },
      explain:
        '{where} itself, with {held} CHECKPOINTs for slot {slot} that agree with each other and not ' +
        'with its own. To the ' +
        'others its CHECKPOINT is one that does not count. It asks {asked} for the state.',
    },
    {
      title: 'The repair',
      text: [
        'R2 asks one replica for the state, and that one may be lying. What it asks for is ' +
          'certified by a quorum.',
      ],
      ask: {
        ask: 'choice',
        text: 'What will R2 need before it takes the state over?',
        choices: [
          {
            text: 'The same state from f + 1 replicas.',
            holds: not(less({ measure: 'taken', types: ['STATE'], to: 2 }, { measure: 'weak-quorum' })),
          },
          {
            text: 'One copy whose hashes give the certified root.',
            holds: all(
              equal({ measure: 'taken', types: ['STATE'], to: 2 }, 1),
              happens({ until: 'rule', rule: 'pbft/restored', replica: 2 }),
            ),
          },
          {
            text: 'Every request since the beginning, to execute again.',
            holds: equal({ measure: 'taken', types: ['STATE'], to: 2 }, 0),
          },
        ],
      },
      run: {
        until: { until: 'rule', rule: 'pbft/restored', replica: 2 },
        label: 'Run until R2 goes on',
      },
      found: {
        sender: { measure: 'senders', types: ['STATE'] },
        states: { measure: 'taken', types: ['STATE'], to: 2 },
        balance: { measure: 'balance', replica: 2, account: 1, asset: 'USD' },
        slot: { measure: 'cited', rule: 'pbft/restored', name: 'slot' },
      },
      explain:
        '{states STATE} of {sender} was enough. R2 recomputed every hash, found the root that a ' +
        'quorum signed for slot ' +
        '{slot}, and account 1 has {balance} USD again.',
    },
    {
      title: 'What it broke',
      text: ['The run goes on to its last request. Every property is judged after every event.'],
      ask: {
        ask: 'choice',
        text: 'Which promise will have been broken at the end?',
        choices: [
          {
            text: 'Agreement: two replicas executed different requests at one slot.',
            holds: more({ measure: 'violations', property: 'agreement' }, 0),
          },
          {
            text: 'Progress: a client waited too long.',
            holds: more({ measure: 'violations', property: 'progress' }, 0),
          },
          {
            text: 'None.',
            holds: equal({ measure: 'violations' }, 0),
          },
        ],
      },
      run: { until: { until: 'quiet' }, label: 'Run to the end' },
      found: {
        violations: { measure: 'violations' },
        wrong: {
          measure: 'span',
          from: { until: 'command', do: 'corrupt' },
          to: { until: 'rule', rule: 'pbft/restored', replica: 2 },
        },
        f: { measure: 'faults' },
        weak: { measure: 'weak-quorum' },
      },
      explain:
        'There were {violations violation}. R2 was wrong for {wrong} ms, and that is one fault of the ' +
        'f = {f} that are planned for. With {weak} replicas wrong in the same way, c0 could have ' +
        'believed them.',
    },
  ],
};
