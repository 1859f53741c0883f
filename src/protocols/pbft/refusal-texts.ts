/**
 * Why a message was not accepted, in the words after "R1 refused R0’s PREPARE …:". Blanks as in
 * rule-texts.ts.
 */
import type { RefusalCode } from '../../kernel/ids.ts';
import { commonRefusals } from '../shared/refusal-words.ts';

export const refusalTexts: Readonly<Record<RefusalCode, string>> = {
  ...commonRefusals,
  'stale-view': 'stale view {found} < {view}',
  'already-in-view': 'view {view} is installed here already',
  'below-watermark': 'slot {slot} is not above h = {low}',
  'above-watermark': 'slot {slot} is above H = {high}',
  'not-the-primary': 'R{primary} is the primary of view {view}, not R{found}',
  'own-proposal': 'this replica is the primary itself',
  'null-request': 'a null request may stand in a NEW-VIEW only',
  'digest-mismatch': 'the request is not the one with this digest',
  'conflicting-proposal':
    'R{signer} proposed something else for slot {slot} of view {view}; both are kept as evidence',
  'conflicting-vote': 'R{signer} has voted for something else at slot {slot}; both are kept as evidence',
  'already-committed': 'slot {slot} is decided already',
  'prepare-from-primary': 'R{signer} is the primary of view {view}: its PRE-PREPARE is its vote',
  duplicate: 'this {type} of R{signer} is here already',
  'too-many-aside': 'R{signer} has {most} early messages here already',
  'stale-checkpoint': 'slot {slot} is not above {low}, which is stable or known',
  'not-a-checkpoint-slot': 'slot {slot} is not a multiple of {interval}',
  'certificate-too-small': 'the certificate for slot {slot} needs {needed} votes, has {found}',
  'certificate-repeats-signer': 'the certificate for slot {slot} counts a replica twice',
  'certificate-mixed': 'the votes of the certificate for slot {slot} say different things',
  'certificate-forged': 'a vote in the certificate for slot {slot} is not its signer’s',
  'checkpoint-unneeded': 'a checkpoint at slot 0 has no proof',
  'prepared-too-small': 'P for slot {slot} needs {needed} PREPAREs, has {found}',
  'prepared-repeats-signer': 'P for slot {slot} counts a backup twice',
  'prepared-by-primary': 'P for slot {slot} counts a PREPARE of its primary R{primary}',
  'prepared-mixed': 'a PREPARE in P for slot {slot} does not match the PRE-PREPARE',
  'prepared-forged': 'a vote in P for slot {slot} is not its signer’s',
  'prepared-wrong-primary': 'P for slot {slot}: R{primary} is the primary of view {view}, not R{found}',
  'prepared-too-late': 'P for slot {slot} is from view {found}, not before view {target}',
  'prepared-outside-window': 'P names slot {slot}, outside its own window {low} to {high}',
  'prepared-slot-twice': 'P names slot {slot} twice',
  'new-view-not-primary': 'R{primary} is the primary of view {view}, not R{found}',
  'new-view-too-small': 'V needs {needed} VIEW-CHANGEs, has {found}',
  'new-view-repeats-signer': 'V counts a replica twice',
  'new-view-mixed': 'V holds R{signer}’s VIEW-CHANGE for view {found}, not {view}',
  'new-view-bad-change': 'R{signer}’s VIEW-CHANGE in V proves nothing ({fault})',
  'new-view-wrong-proposals': 'O must name {needed} slots, names {found}',
  'new-view-wrong-proposal': 'O must name {expected} at slot {slot}',
  'state-not-asked': 'no state of slot {slot} was asked for',
  'bad-state': 'its hashes do not give the certified digest of slot {slot}',
  'body-not-asked': 'no slot lacks this request',
  'unknown-request': 'the request of slot {slot} is not here',
  'unknown-state': 'the state of slot {slot} is not here',
};
