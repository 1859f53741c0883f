/** Streamlet's manifest: all that the rest of the house knows about it (DESIGN 4). */
import type { Manifest } from '../../kernel/protocol.ts';
import { twoThirds } from '../../kernel/quorum.ts';
import { describeChart } from '../../replica/describe-chart.ts';
import { progressBound } from './bound.ts';
import { streamletBugs } from './bugs.ts';
import { behaviours } from './byzantine.ts';
import { blockChart } from './chart-block.ts';
import { modeChart } from './chart-mode.ts';
import { streamletClient } from './client.ts';
import { describeReplica } from './describe.ts';
import { glyphOf } from './glyph.ts';
import { streamletLies } from './lies.ts';
import { messageStyles, summaryOf } from './messages.ts';
import { streamletProperties } from './properties.ts';
import { streamletProtocol } from './protocol.ts';
import { pseudoCode } from './pseudo-code.ts';
import { refusalRules } from './refusal-rules.ts';
import { refusalTexts } from './refusal-texts.ts';
import { ruleTexts } from './rule-texts.ts';
import { ownOptions } from './settings.ts';
import type { StreamletState } from './state.ts';
import { evidence, votesIn } from './votes.ts';
import { waitingFor } from './waiting.ts';

export const streamlet: Manifest<StreamletState> = {
  id: 'streamlet',
  title: 'Streamlet',
  viewWord: 'epoch',
  paper: 'Chan and Shi, Streamlet: Textbook Streamlined Blockchains, AFT 2020',
  simplified: [
    'All replicas read one clock, so epochs begin everywhere at the same instant.',
    'Leaders take turns; a public hash of the epoch is an option.',
    'Nothing is proposed while no request waits; an option proposes in every epoch, as the paper does.',
    'Requests go from the client to all replicas and are not passed on.',
    'Lost messages are not repeated: STATUS and FETCH-BLOCK bring the blocks that somebody lacks.',
    'There are no checkpoints: whoever lost its disk gets the whole chain, and a damaged state stays so.',
  ],
  options: ownOptions,
  protocol: streamletProtocol,
  client: streamletClient,
  behaviours,
  lies: streamletLies,
  bugs: streamletBugs,
  messages: messageStyles,
  idleTypes: ['STATUS', 'FETCH-BLOCK'],
  idleTimers: ['idle-epoch'],
  charts: [describeChart(blockChart, 'slot'), describeChart(modeChart, 'replica')],
  rules: ruleTexts,
  refusals: refusalTexts,
  refusalRules,
  acceptRule: () => 'streamlet/accept',
  pseudoCode,
  summary: summaryOf,
  votes: votesIn,
  evidence,
  properties: streamletProperties,
  certificate: {
    phase: 'VOTE',
    threshold: twoThirds,
    slotOf: ({ view }) => view,
    place: ({ view }) => `epoch ${view}`,
    across: 'it voted in both epochs, each time on one of the longest notarised chains that it knew',
  },
  progressBound,
  waitingFor,
  view: (state) => state.epoch,
  glyph: glyphOf,
  describe: describeReplica,
};
