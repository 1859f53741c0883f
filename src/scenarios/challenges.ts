/** The challenges, in the order in which they are best met. */
import type { Challenge } from './challenges/types.ts';

const scenario = 'proving-ground';

export const challenges: readonly Challenge[] = [
  {
    id: 'stop-progress',
    title: 'Stop progress without breaking safety',
    about: [
      'Four replicas, none of them lies. Make the clients wait for ever.',
      'You may crash two replicas, cut links and delay messages. No verdict on safety may be violated.',
    ],
    scenario,
    liars: 0,
    crashes: 2,
    question: 'Can it be done without a single lie?',
    goal: { goal: 'stall' },
    lesson: [
      'Progress needs a quorum that can talk: n − f replicas that are up and connected.',
      'Safety needs nothing of the sort: whoever cannot gather a quorum decides nothing.',
    ],
  },
  {
    id: 'name-the-liar',
    title: 'Name the liar from the evidence',
    about: [
      'One of four replicas lies, and the picture does not say which: you see what replicas can know.',
      'Find two signed statements that no honest replica makes both, and name who signed them.',
      'The link holds a seed and no name. Whoever reads the program’s source can know: do not.',
    ],
    scenario: 'hidden-liar',
    liars: 0,
    crashes: 0,
    question: 'Can you tell by looking at one replica alone?',
    goal: { goal: 'name-liar' },
    lesson: [
      'Each listener was told one thing. Only two listeners together hold the contradiction.',
      'The statements are signed, so the proof convinces anybody, and it never names an honest replica.',
    ],
  },
  {
    id: 'break-with-one',
    title: 'Break agreement with one liar',
    about: [
      'Four replicas; one of them is yours. Make two honest replicas decide different requests at one slot.',
      'You may tell each replica something else, cut, delay and drop. Three different tries at least.',
    ],
    scenario,
    liars: 1,
    crashes: 0,
    question: 'Can one liar out of four do it?',
    goal: { goal: 'cannot-violate', property: 'agreement', tries: 3 },
    lesson: [
      'Two decisions need two quorums of three out of four. They share two replicas, and you own one.',
      'The other is honest. It would have had to vote twice, and it never does.',
    ],
  },
  {
    id: 'fork-with-two',
    title: 'Fork four replicas with two',
    about: [
      'Four replicas; two of them are yours. Make the two honest ones decide different requests at one slot.',
      'Then read what happened to account 1, and who is convicted.',
    ],
    scenario,
    liars: 2,
    crashes: 0,
    question: 'Can two liars out of four do it?',
    goal: { goal: 'violate', property: 'agreement' },
    lesson: [
      'Two quorums of three share two replicas, and both were yours: nobody honest had to vote twice.',
      'What you signed remains: at least f + 1 replicas stand convicted by their own votes.',
    ],
  },
];

export function findChallenge(id: string): Challenge | null {
  return challenges.find((challenge) => challenge.id === id) ?? null;
}
