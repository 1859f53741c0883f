/**
 * Every event in one sentence: what happened, and by which rule of the paper, or why it was refused
 * (EXPERIENCE, promise 3). The words come from the protocol's manifest; the numbers from the effects
 * themselves.
 */
import { unreachable } from '../kernel/assert.ts';
import type { Because, Effect } from '../kernel/effect.ts';
import { type Endpoint, endpointName, type TimeUs } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import { isDigest } from '../kernel/signed.ts';
import { inMs } from '../kernel/time-text.ts';
import {
  type ClientEvent,
  type CommandEvent,
  envelopeId,
  type ReplicaEvent,
  type SimCommand,
  type TraceEvent,
} from '../kernel/trace.ts';
import type { FeedLine } from './frame.ts';
import { editWords, lieWords } from './lie-words.ts';

/** What sentences need to know about the run. */
export interface Wording {
  readonly manifest: Manifest;
  readonly describeOperation: (operation: string) => string;
  /** "R3’s COMMIT v0 n1 to R0": the message that a command is about; null for none. */
  readonly messageOf?: (event: CommandEvent) => string | null;
  readonly readReceipt: (receipt: string) => { readonly code: number; readonly name: string } | null;
}

export function explain(event: TraceEvent, wording: Wording): FeedLine {
  const head = { event: event.index, at: event.at };
  switch (event.kind) {
    case 'replica':
      return { ...head, where: event.replica, ...replicaLine(event, wording) };
    case 'client':
      return { ...head, where: event.client, ...clientLine(event, wording) };
    case 'command': {
      const { command, refused, note } = event;
      const about = wording.messageOf?.(event) ?? null;
      const words = describeCommand(command, wording.describeOperation, about);
      const sentence =
        refused === null
          ? `${words}${note === null ? '' : ` (${apart(note)})`}.`
          : `Refused: ${words}; ${refused}.`;
      return { ...head, where: 'session', weight: 'fault', sentence, rule: null, message: null, slot: null };
    }
    case 'lost': {
      const { envelope } = event;
      const { text, slot } = wording.manifest.summary(envelope.message);
      const sentence =
        `${name(envelope.from)}’s ${ownText(envelope.from, text)} reaches ${name(envelope.to)}, ` +
        'which is down: it is lost.';
      const message = envelopeId(envelope);
      return { ...head, where: envelope.to, weight: 'quiet', sentence, rule: null, message, slot };
    }
    default:
      return unreachable(event);
  }
}

/** `R0`, `c0`: how sentences name an endpoint. */
export function name(endpoint: Endpoint): string {
  return typeof endpoint === 'number' ? `R${endpoint}` : endpointName(endpoint);
}

/**
 * Fills `{name}` blanks; sets of replicas read "R0, R2 and R3", digests their first four digits, and
 * `{requests:request}` "no requests", "1 request" or "2 requests".
 */
export function fill(sentence: string, because: Because): string {
  return sentence.replace(/\{(\w+)(?::(\w+))?\}/g, (blank, key: string, noun: string | undefined) => {
    const value = because[key];
    if (value === undefined) return blank;
    if (noun !== undefined) return `${value === 0 ? 'no' : value} ${noun}${value === 1 ? '' : 's'}`;
    if (key.endsWith('Ms') && typeof value === 'number') return inMs(1000 * value).slice(0, -' ms'.length);
    if (isDigest(value)) return value.slice(0, 4);
    return Array.isArray(value) ? listed(value as readonly (string | number)[]) : String(value);
  });
}

type Line = Omit<FeedLine, 'event' | 'at' | 'where'>;

function replicaLine(event: ReplicaEvent, wording: Wording): Line {
  const { input, effects, replica } = event;
  const envelope = input.kind === 'message' ? input.envelope : null;
  const summary = envelope === null ? null : wording.manifest.summary(envelope.message);
  const message = envelope === null ? null : envelopeId(envelope);
  const slot = summary?.slot ?? slotOf(effects);
  const refusal = effects.find((effect) => effect.kind === 'refuse');
  if (refusal !== undefined) {
    const why = fill(wording.manifest.refusals[refusal.why] ?? refusal.why, refusal.because);
    const sentence = `R${replica} refused ${what(event, wording)}: ${why}${why.endsWith('.') ? '' : '.'}`;
    const rule = { id: refusal.why, title: refusal.why, source: '' };
    return { weight: 'normal', sentence, rule, message, slot };
  }
  const cites = effects.filter((effect) => effect.kind === 'cite');
  const cite = cites.at(-1);
  const rule = cite === undefined ? undefined : wording.manifest.rules[cite.rule];
  if (cite === undefined || rule === undefined) {
    return { weight: 'quiet', sentence: plainSentence(event, wording), rule: null, message, slot };
  }
  const sentence = cites
    .map((each) => fill(wording.manifest.rules[each.rule]?.sentence ?? '', each.because))
    .join(' ');
  const weight = effects.some((effect) => milestones.has(effect.kind)) ? 'milestone' : 'normal';
  return { weight, sentence, rule: { id: cite.rule, title: rule.title, source: rule.source }, message, slot };
}

const milestones: ReadonlySet<Effect['kind']> = new Set(['commit', 'execute', 'restore', 'stable']);

function plainSentence(event: ReplicaEvent, wording: Wording): string {
  const { input, replica } = event;
  switch (input.kind) {
    case 'start':
      return `R${replica} starts.`;
    case 'recover':
      return `R${replica} starts again from what its disk holds.`;
    case 'timer':
      return `R${replica}’s ${input.timer} timer fires${sendsWords(event) ?? ', and nothing is sent'}.`;
    case 'message':
      return `R${replica} takes in ${what(event, wording)}${sendsWords(event) ?? '; no rule fires by it'}.`;
  }
}

/** " and sends STATUS to R1 and R2": what came of an event that no rule speaks of; null when nothing did. */
function sendsWords({ sent }: ReplicaEvent): string | null {
  const receivers = new Map<string, Endpoint[]>();
  for (const { message, to } of sent)
    receivers.set(message.type, [...(receivers.get(message.type) ?? []), to]);
  const parts = [...receivers].map(([type, ends]) => `${type} to ${endsWords(ends)}`);
  return parts.length === 0 ? null : ` and sends ${listed(parts)}`;
}

function endsWords(ends: readonly Endpoint[]): string {
  const each = [...new Set(ends)].map(name);
  return each.length > NAMED_MOST ? `${each.length} others` : listed(each);
}

/** More receivers than this are counted. */
const NAMED_MOST = 6;

function what({ input }: ReplicaEvent, wording: Wording): string {
  switch (input.kind) {
    case 'message':
      return `${name(input.envelope.from)}’s ${ownText(
        input.envelope.from,
        wording.manifest.summary(input.envelope.message).text,
      )}`;
    case 'timer':
      return `its ${input.timer} timer`;
    default:
      return `to ${input.kind}`;
  }
}

/** Amounts with their thousands apart; the note itself is part of the trace. */
function apart(note: string): string {
  return note.replace(/\d+(?=\.\d\d)/g, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** What names its sender at its end need not after its sender: "c0’s REQUEST 6". */
function ownText(from: Endpoint, text: string): string {
  const own = ` of ${name(from)}`;
  return text.endsWith(own) ? text.slice(0, -own.length) : text;
}

function clientLine(event: ClientEvent, wording: Wording): Line {
  const { action, client } = event;
  const none = { rule: null, message: null, slot: null };
  switch (action.kind) {
    case 'submitted':
      return {
        ...none,
        weight: 'normal',
        sentence: `${client} asks: ${wording.describeOperation(action.operation)}.`,
      };
    case 'retried':
      return {
        ...none,
        weight: 'normal',
        sentence:
          `${client} has no result yet and sends request ${action.timestamp} again, to ` + `every replica.`,
      };
    case 'received': {
      const { envelope, refused, equal, accepted } = action;
      const message = envelopeId(envelope);
      const from = name(envelope.from);
      if (refused !== null) {
        const sentence =
          refused === 'not-waiting'
            ? `${client} has its result already: ${from}’s reply comes late.`
            : `${client} refused ${from}’s reply: ${clientRefusals[refused]}.`;
        return { ...none, weight: 'quiet', sentence, message };
      }
      if (accepted === null) {
        const sentence =
          `${client} holds ${equal.length} equal ` +
          `${equal.length === 1 ? 'reply' : 'replies'}: ${listed(equal)}.`;
        return { ...none, weight: 'quiet', sentence, message };
      }
      return { ...none, weight: 'milestone', sentence: acceptedSentence(client, accepted, wording), message };
    }
  }
}

const clientRefusals = {
  malformed: 'it is not a well-formed reply',
  'bad-signature': 'the signature is not its sender’s',
  duplicate: 'this replica has answered already',
} as const;

function acceptedSentence(
  client: string,
  { result, voters, latency }: { result: string; voters: readonly number[]; latency: TimeUs },
  wording: Wording,
): string {
  return (
    `${client} accepts: ${outcomeOf(result, voters.length, wording)} (${listed(voters)}), ` +
    `${inMs(latency)} after the request was due.`
  );
}

/** "paid: 2 equal replies", or what the ledger refused. */
export function outcomeOf(result: string, votes: number, wording: Wording): string {
  const read = wording.readReceipt(result);
  const replies = `${votes} equal replies`;
  if (read === null) return `unreadable receipt: ${replies}`;
  return read.code === 0 ? `paid: ${replies}` : `refused by the ledger, ${read.name}: ${replies}`;
}

/**
 * A command in words: "R2 crashes".
 * @param about the message that it is about, in words; null calls it by its id
 */
export function describeCommand(
  command: SimCommand,
  describeOperation: (operation: string) => string,
  about: string | null = null,
): string {
  const message = about ?? ('message' in command ? `Message ${command.message}` : '');
  switch (command.do) {
    case 'crash':
      return `R${command.replica} crashes`;
    case 'recover':
      return `R${command.replica} recovers`;
    case 'lose-disk':
      return `R${command.replica} loses its disk`;
    case 'pause':
      return `R${command.replica} is paused`;
    case 'resume':
      return `R${command.replica} goes on`;
    case 'partition':
      return `The network splits into ${command.groups.map((group) => `{${listed(group)}}`).join(' and ')}`;
    case 'heal':
      return 'The network heals';
    case 'cut':
      return `The link ${name(command.from)} → ${name(command.to)} is cut`;
    case 'mend':
      return `The link ${name(command.from)} → ${name(command.to)} is mended`;
    case 'corrupt':
      return command.disk === true
        ? `A balance in the state on R${command.replica}’s disk is damaged`
        : `A balance in R${command.replica}’s state is damaged`;
    case 'behave':
      return command.as === 'honest'
        ? `R${command.replica} tells the truth again`
        : `R${command.replica} lies: ${lieWords(command)}`;
    case 'drop':
      return `${message} is dropped`;
    case 'deliver':
      return `${message} is delivered at once`;
    case 'duplicate':
      return `${message} is doubled`;
    case 'delay':
      return `${message} is delayed by ${inMs(command.by)}`;
    case 'alter':
      return `${message} says something else: ${editWords(command.edits)}`;
    case 'link':
      return `The link ${name(command.from)} → ${name(command.to)} changes`;
    case 'submit':
      return `${command.client} is handed a request: ${describeOperation(command.operation)}`;
  }
}

function slotOf(effects: readonly Effect[]): number | null {
  const commit = effects.find((effect) => effect.kind === 'commit');
  return commit?.slot ?? null;
}

/** "R0, R2 and R3"; words stay as they are. */
function listed(values: readonly (string | number)[]): string {
  const words = values.map((value) => (typeof value === 'number' ? `R${value}` : value));
  if (words.length < 2) return words[0] ?? 'nobody';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
