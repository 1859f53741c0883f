/** The manifest of the toy protocol (echo-protocol.ts): as little as the house insists on. */
import type { Message } from '../../src/kernel/message.ts';
import type { Manifest } from '../../src/kernel/protocol.ts';
import { quorum, weakQuorum } from '../../src/kernel/quorum.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { type Echo, type EchoState, echoProtocol } from './echo-protocol.ts';

export const echoManifest: Manifest<EchoState> = {
  id: 'echo',
  title: 'Echo',
  paper: 'none',
  simplified: [],
  protocol: echoProtocol,
  client: {
    targets: (attempt, leader, replicas) =>
      attempt === 0 ? [leader] : Array.from({ length: replicas }, (_, id) => id),
    accept(replies, { faults }) {
      for (const { result } of replies) {
        const voters = replies.filter((other) => other.result === result).map(({ replica }) => replica);
        if (voters.length >= weakQuorum(faults)) return { result, leader: 0, voters };
      }
      return null;
    },
  },
  behaviours: {
    silent: {
      title: 'says nothing',
      outbound: ({ effects, memory }) => ({
        effects: effects.filter(({ kind }) => kind !== 'send' && kind !== 'broadcast' && kind !== 'reply'),
        memory,
      }),
    },
    forgetful: {
      title: 'sends half of what it should, by chance',
      outbound: ({ effects, memory, ctx }) => ({
        effects: effects.filter(({ kind }) => kind !== 'broadcast' || ctx.draw('lie') < 0.5),
        memory,
      }),
    },
  },
  bugs: {},
  messages: [],
  idleTypes: ['STATUS'],
  idleTimers: ['nudge'],
  rules: {
    'echo/propose': { title: 'propose', source: 'toy', sentence: 'R0 proposes slot {slot}.' },
    'echo/commit': { title: 'commit', source: 'toy', sentence: '{count} echoes commit slot {slot}.' },
  },
  refusals: {
    malformed: 'it is malformed',
    'bad-signature': 'its signature is wrong',
    'bad-proposal': 'R0 did not sign it',
    'bad-echo': 'its sender did not sign it',
  },
  summary: ({ type }) => ({ type, view: null, slot: null, digest: null, hollow: false, pips: 0, text: type }),
  votes(message: Message) {
    if (message.type !== 'ECHO') return [];
    const { replica, slot, digest } = message as Echo;
    return [{ signer: replica, phase: 'ECHO', view: 0, slot, digest }];
  },
  properties: () => [],
  certificate: { across: 'it may have changed its mind', phase: 'ECHO', threshold: quorum },
  valueDigest: ([command]) => (command === undefined ? '' : requestDigest(command)),
  progressBound: ({ longestTimer, longestDelay }) => 4 * longestTimer + 20 * longestDelay,
  waitingFor: (state) => (state.waiting.length === 0 ? null : 'needs echoes'),
  view: () => 0,
  glyph: (state) => ({
    view: 0,
    leader: 0,
    mode: 'normal',
    executedSlot: state.executed,
    stableSlot: 0,
    armed: [],
    slots: [],
    change: null,
  }),
  describe: () => ({ chart: 'normal', variables: [], log: { columns: [], rows: [] } }),
};
