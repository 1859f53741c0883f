/** Which rule a refused message did not meet. */
import { refusalRulesOf } from '../shared/refusal-words.ts';

export const refusalRules = refusalRulesOf('streamlet', {
  authentic: ['malformed', 'bad-signature', 'bad-request-signature', 'not-from-a-client'],
  request: ['stale-request', 'duplicate-request', 'other-request-waits', 'too-many-waiting'],
  proposal: [
    'not-the-leader',
    'payload-too-long',
    'payload-repeats-client',
    'future-epoch',
    'too-many-blocks',
  ],
  vote: ['second-proposal', 'not-longest'],
  'vote-counted': ['too-many-votes'],
  notarised: ['votes-repeat-signer', 'votes-mixed'],
  orphan: ['too-many-orphans'],
  connected: ['not-after-parent'],
  'send-block': ['unknown-block'],
});
