/** Which rule a refused message did not meet. */
import { refusalRulesOf } from '../shared/refusal-words.ts';

export const refusalRules = refusalRulesOf('pbft', {
  authentic: ['malformed', 'bad-signature', 'bad-request-signature', 'not-from-a-client'],
  fitting: ['stale-view', 'already-in-view', 'below-watermark', 'above-watermark', 'too-many-aside'],
  request: ['stale-request', 'duplicate-request', 'other-request-waits', 'too-many-waiting'],
  'pre-prepared': [
    'not-the-primary',
    'own-proposal',
    'null-request',
    'digest-mismatch',
    'conflicting-proposal',
    'already-committed',
  ],
  body: ['body-not-asked'],
  'fetch-request': ['unknown-request'],
  prepare: ['prepare-from-primary', 'duplicate', 'conflicting-vote'],
  certified: [
    'certificate-too-small',
    'certificate-repeats-signer',
    'certificate-mixed',
    'certificate-forged',
  ],
  'checkpoint-vote': ['stale-checkpoint', 'not-a-checkpoint-slot'],
  restored: ['state-not-asked', 'bad-state'],
  'send-state': ['unknown-state'],
  'view-change': [
    'checkpoint-unneeded',
    'prepared-too-small',
    'prepared-repeats-signer',
    'prepared-by-primary',
    'prepared-mixed',
    'prepared-forged',
    'prepared-wrong-primary',
    'prepared-too-late',
    'prepared-outside-window',
    'prepared-slot-twice',
  ],
  'new-view': [
    'new-view-not-primary',
    'new-view-too-small',
    'new-view-repeats-signer',
    'new-view-mixed',
    'new-view-bad-change',
    'new-view-wrong-proposals',
    'new-view-wrong-proposal',
  ],
});
