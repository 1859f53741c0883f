/** PBFT's manifest: all that the rest of the house knows about it (DESIGN 4). */
import type { Manifest } from '../../kernel/protocol.ts';
import { quorum } from '../../kernel/quorum.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { describeChart } from '../../replica/describe-chart.ts';
import { progressBound } from './bound.ts';
import { pbftBugs } from './bugs.ts';
import { behaviours } from './byzantine.ts';
import { changeTeller } from './change-story.ts';
import { modeChart } from './chart-mode.ts';
import { slotChart } from './chart-slot.ts';
import { pbftClient } from './client.ts';
import { describeReplica } from './describe.ts';
import { glyphOf } from './glyph.ts';
import { pbftLies } from './lies/kit.ts';
import { messageStyles, summaryOf } from './messages.ts';
import { pbftProperties } from './properties.ts';
import { pbftProtocol } from './protocol.ts';
import { pseudoCode } from './pseudo-code.ts';
import { refusalRules } from './refusal-rules.ts';
import { refusalTexts } from './refusal-texts.ts';
import { ruleTexts } from './rule-texts.ts';
import type { PbftState } from './state.ts';
import { evidence } from './statements.ts';
import { statusTimer } from './status.ts';
import { nullDigest } from './types.ts';
import { votesIn } from './votes.ts';
import { waitingFor } from './waiting.ts';

export const pbft: Manifest<PbftState> = {
  id: 'pbft',
  title: 'PBFT',
  paper: 'Castro and Liskov, Practical Byzantine Fault Tolerance, OSDI 1999 (signature version)',
  simplified: [
    'One slot orders one request: no batches.',
    'Messages are signed; the MAC version of 2002 with its VIEW-CHANGE-ACKs is not modelled.',
    'State transfer sends a whole state instead of a tree of pages.',
    'Read-only requests go the normal way.',
    'Lost messages are repeated after STATUS, at a slow tick without jitter.',
  ],
  protocol: pbftProtocol,
  client: pbftClient,
  behaviours,
  lies: pbftLies,
  bugs: pbftBugs,
  messages: messageStyles,
  idleTypes: ['STATUS'],
  idleTimers: [statusTimer],
  charts: [describeChart(slotChart, 'slot'), describeChart(modeChart, 'replica')],
  rules: ruleTexts,
  pseudoCode,
  refusals: refusalTexts,
  refusalRules,
  acceptRule: (tentative) => (tentative ? 'pbft/accept-tentative' : 'pbft/accept'),
  summary: summaryOf,
  votes: votesIn,
  evidence,
  properties: pbftProperties,
  certificate: {
    phase: 'COMMIT',
    threshold: quorum,
    across: 'it signed the earlier value and must have reported it to the later view',
  },
  checkpoint: { phase: 'CHECKPOINT' },
  valueDigest: ([command]) => (command === undefined ? nullDigest : requestDigest(command)),
  progressBound,
  waitingFor,
  view: (state) => state.view,
  glyph: glyphOf,
  describe: describeReplica,
  convicted: ({ evidence }) => [...new Set(evidence.map(({ replica }) => replica))],
  changes: changeTeller,
};
