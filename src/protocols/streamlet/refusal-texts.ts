/**
 * Why a message was not accepted, in the words after "R1 refused R0’s PROPOSE …:". Blanks as in
 * rule-texts.ts.
 */
import type { RefusalCode } from '../../kernel/ids.ts';
import { commonRefusals } from '../shared/refusal-words.ts';

export const refusalTexts: Readonly<Record<RefusalCode, string>> = {
  ...commonRefusals,
  'not-the-leader': 'R{leader} leads epoch {epoch}, not R{found}',
  'payload-too-long': 'a block holds at most {most} requests, this one has {found}',
  'payload-repeats-client': 'the block of epoch {epoch} holds two requests of one client',
  'votes-repeat-signer': 'the votes for the block of epoch {epoch} count a replica twice',
  'votes-mixed': 'a vote with the block of epoch {epoch} is not for it',
  'future-epoch': 'epoch {epoch} has not begun; this is epoch {found}',
  'not-after-parent': 'its parent is of epoch {parent}, which is not before epoch {epoch}',
  'not-longest': 'its chain has {found} notarised blocks, and one of {longest} is known',
  'second-proposal': 'R{leader} has proposed something else in epoch {epoch}; both are kept as evidence',
  'too-many-blocks': 'epoch {epoch} has {most} blocks here already',
  'too-many-orphans': '{most} blocks of R{leader} wait for their ancestors already',
  'too-many-votes': 'R{signer} has voted for {most} blocks of epoch {epoch} that nobody has shown',
  'unknown-block': 'this block is not here',
};
