/**
 * Planted bugs (fact pack §1.12): each removes one rule of the protocol, by name, at the one place that asks
 * for it. The scenarios `bug-…` of the catalogue each need exactly one of them to go wrong, and
 * docs/planted-bugs.md says what was found.
 */
import type { PlantedBug } from '../../kernel/protocol.ts';

/** What the code asks `ctx.bugs.has(…)` for. */
export type BugId = keyof typeof texts;

const texts = {
  'short-prepare-quorum': {
    title: 'PB1: q − 2 PREPAREs are enough to be prepared',
    rule: 'pbft/prepared',
    why:
      'Two sets of q − 1 replicas need not share an honest one, so a lying primary gets two requests ' +
      'prepared in one view and slot.',
  },
  'short-commit-quorum': {
    title: 'PB2: q − 1 COMMITs are enough to decide',
    rule: 'pbft/committed',
    why:
      'A slot may be decided with only one honest replica that can tell of it, and the next quorum for a ' +
      'view change may leave that one out.',
  },
  'empty-prepared-set': {
    title: 'PB3: VIEW-CHANGEs report nothing that was prepared',
    rule: 'pbft/start-view-change',
    why:
      'The next primary learns of no decision that it has not seen itself, and gives the slot to another ' +
      'request.',
  },
  'new-view-unchecked': {
    title: 'PB4: backups do not compute O again',
    rule: 'pbft/new-view',
    why: 'A lying primary proposes whatever it likes in slots that were decided before.',
  },
  'lowest-view-wins': {
    title: 'PB5: the certificate of the lowest view is proposed again',
    rule: 'pbft/send-new-view',
    why:
      'A request that was prepared and given up comes back in the place of one that was decided in a later ' +
      'view.',
  },
  'certificates-forgotten': {
    title: 'PB6: what was prepared is forgotten once it was reported',
    rule: 'pbft/start-view-change',
    why: 'If the next view fails as well, the second report no longer names what the first view decided.',
  },
  'gaps-unfilled': {
    title: 'PB7: gaps in a NEW-VIEW get no null request',
    rule: 'pbft/send-new-view',
    why: 'Nobody ever proposes the slot that is missing, and what lies above it is never executed.',
  },
  'checkpoint-unproved': {
    title: 'PB8: nobody checks the proof of a VIEW-CHANGE’s checkpoint',
    rule: 'pbft/view-change',
    why: 'A liar claims a checkpoint that nobody has, and everything below it is forgotten.',
  },
  'first-reply-taken': {
    title: 'PB9: a client takes the first reply',
    rule: 'pbft/accept',
    why: 'One liar is enough to tell a client whatever it likes.',
  },
  'weak-tentative-quorum': {
    title: 'PB10: f + 1 tentative replies are enough',
    rule: 'pbft/accept-tentative',
    why: 'What only one honest replica has prepared may be rolled back after the client relied on it.',
  },
  'primary-prepares': {
    title: 'PB11: a PREPARE of the primary counts',
    rule: 'pbft/prepare',
    why: 'The primary’s PRE-PREPARE is its vote already: with a PREPARE too it counts twice.',
  },
  'duplicates-counted': {
    title: 'PB12: every copy of a vote counts',
    rule: 'pbft/prepare',
    why: 'Two copies of one liar’s vote stand in for an honest replica that never voted.',
  },
  'executed-again': {
    title: 'PB13: a new view executes from the stable checkpoint on',
    rule: 'pbft/executed',
    why: 'What the application has executed above the checkpoint changes its state a second time.',
  },
  'nobody-joins': {
    title: 'PB14: f + 1 VIEW-CHANGEs convince nobody',
    rule: 'pbft/join',
    why: 'Replicas stay apart in different views, and no view ever has a quorum.',
  },
  'timeout-fixed': {
    title: 'PB14, second half: timeouts never grow',
    rule: 'pbft/new-view-timeout',
    why: 'When T is shorter than a view needs, every view ends before it decides, for ever.',
  },
  'stable-alone': {
    title: 'PB15: the own CHECKPOINT is enough to be stable',
    rule: 'pbft/stable',
    why:
      'A replica throws its log away without the proof that would replace it, and nobody accepts its ' +
      'VIEW-CHANGEs any more.',
  },
  'classic-quorum': {
    title: 'QG: a quorum is 2f + 1, whatever n is',
    rule: 'pbft/quorum',
    why: 'With n = 6 and f = 1 that is three, and two sets of three of six need not share anybody.',
  },
} as const;

export const pbftBugs: Readonly<Record<string, PlantedBug>> = texts;

/** True iff the rule has been removed: the only way that the protocol's code asks. */
export function isPlanted({ bugs }: { readonly bugs: ReadonlySet<string> }, bug: BugId): boolean {
  return bugs.has(bug);
}
