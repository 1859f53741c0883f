/**
 * Planted bugs (fact pack §5.10): each removes one rule of the protocol, by name, at the one place that asks
 * for it.
 */
import type { PlantedBug } from '../../kernel/protocol.ts';

/** What the code asks for. */
export type BugId = keyof typeof texts;

const texts = {
  'two-consecutive': {
    title: 'ST1: two blocks of consecutive epochs make the first one final',
    rule: 'streamlet/final',
    why:
      'The voters of a third block would have refused every chain that is not longer; without it another ' +
      'chain of the same length can still be notarised.',
  },
  'epoch-gaps': {
    title: 'ST2: three blocks in a row are enough, whatever their epochs',
    rule: 'streamlet/final',
    why: 'In a missing epoch a block of another branch may have been notarised at the same length.',
  },
  'finalise-third': {
    title: 'ST3: the third block of the three becomes final too',
    rule: 'streamlet/final',
    why: 'Nobody need have seen the third block notarised: another one can still take its place.',
  },
  'any-parent': {
    title: 'ST4: votes ask for a notarised parent only, not for a longest chain',
    rule: 'streamlet/vote',
    why: 'Voters who have seen a final chain help a shorter one to grow past it.',
  },
  'two-votes': {
    title: 'ST5: a replica votes for every proposal of an epoch',
    rule: 'streamlet/vote',
    why: 'Both blocks of a leader who equivocates are notarised.',
  },
  'no-echo': {
    title: 'ST6: nothing is passed on',
    rule: 'streamlet/echo',
    why: 'A liar that votes towards one replica only makes it see another longest chain than the others.',
  },
  'vote-late': {
    title: 'ST7: proposals get votes after their epoch, too',
    rule: 'streamlet/late',
    why: 'A block of an earlier epoch gets the votes it lacked from replicas that voted on longer chains.',
  },
} satisfies Readonly<Record<string, PlantedBug>>;

export const streamletBugs: Readonly<Record<string, PlantedBug>> = texts;

/** True iff the rule has been removed: the only way that the protocol's code asks. */
export function isPlanted({ bugs }: { readonly bugs: ReadonlySet<string> }, bug: BugId): boolean {
  return bugs.has(bug);
}
