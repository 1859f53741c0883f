/**
 * The opening minute as data: one sentence and one button, each chosen by what really happened in the run and
 * never by a count of presses. It waits where the user is; whoever leaves it for free play finds it at the
 * fitting sentence.
 */
import type { MessageStyle } from '../kernel/present.ts';
import type { ClientFrame, Flight, Frame } from '../projection/frame.ts';
import type { RunInfo } from '../runtime/api.ts';
import { isAllDone } from './move-shown.ts';
import { counted, grouped } from './panels/words.ts';
import { listed } from './speech.ts';

export type GuideAct =
  | { readonly kind: 'round' }
  /** Crash that replica, then let the client send once more. */
  | { readonly kind: 'crash-and-send'; readonly replica: number }
  | { readonly kind: 'send' }
  /** On to where the client has its answer. */
  | { readonly kind: 'until-answer' }
  | { readonly kind: 'recover'; readonly replica: number }
  /** Close the guide. */
  | { readonly kind: 'leave' };

export interface GuideStep {
  readonly sentence: string;
  readonly button: { readonly label: string; readonly act: GuideAct };
  /** A moment to say that there are lessons: before the first act, and when the guide has no more to say. */
  readonly lessons?: true;
}

/** A transfer as the engine takes it. */
export interface TransferRow {
  readonly kind: 'transfer';
  readonly account: number;
  readonly to: number;
  readonly asset: string;
  readonly amount: string;
}

/**
 * The transfer that a request's text speaks of, to be asked for once more; null when it is something else.
 */
export function transferAgain(text: string): TransferRow | null {
  const match = /^account (\d+) pays account (\d+) ([\d.,]+) ([A-Z]+)/.exec(text);
  if (match === null) return null;
  const [, account, to, grouped = '', asset = ''] = match;
  const amount = grouped.replaceAll(',', '');
  return { kind: 'transfer', account: Number(account), to: Number(to), asset, amount };
}

/**
 * The sentence and button for a moment, or null when the guide has nothing to add.
 * @param storyHolds the scenario's story speaks of this run: nobody changed its numbers
 */
export function guideAt(frame: Frame, info: RunInfo, storyHolds = true): GuideStep | null {
  const down = frame.replicas.filter((replica) => replica.status === 'crashed').length;
  const [client] = frame.clients;
  // A broken promise has words of its own, and nothing that is said of a sound run is true any more.
  if (client === undefined || frame.broken !== undefined) return null;
  // Longer loads and liars are other lessons: there the guide only says what is going on.
  const isFirstLesson = (info.load?.count ?? 1) <= 1 && frame.faulty.now.length <= down;
  const done = isAllDone(frame, info) ? allDone(frame) : null;
  if (!isFirstLesson) return opening(frame, info, storyHolds) ?? done ?? underWay(frame, info, client, down);
  const leap = leapOver(frame, info, client, down);
  if (leap !== null) return leap;
  const waits = client.request !== null && client.request.state === 'waiting';
  if (down > info.faults) return waits ? stuck(frame, info, client) : done;
  if (client.request === null || waits || client.accepted === 0) return underWay(frame, info, client, down);
  return answered(frame, info, client, down);
}

const ROUND = { label: 'Round', act: { kind: 'round' } } as const;

/** What a longer load is, before it begins. */
function opening(frame: Frame, info: RunInfo, storyHolds: boolean): GuideStep | null {
  const count = info.load?.count ?? 1;
  if (frame.at > 0 || count <= 1) return null;
  const coming = counted(count, 'request');
  const plain = `${words(info.replicas)} replicas keep one ledger, and ${coming} will come.`;
  return { sentence: (storyHolds ? info.scenario.story[0] : null) ?? plain, button: ROUND };
}

/** After a fault the client may wait through many quiet rounds: one press leads to its answer. */
function leapOver(frame: Frame, info: RunInfo, client: ClientFrame, down: number): GuideStep | null {
  const quiet = frame.inFlight.every((flight) => flight.idle);
  const waits = client.request?.state === 'waiting' && down <= info.faults;
  if (!quiet || !waits || faultsSoFar(frame, info) === 0) return null;
  const missing = down === 0 ? '' : ` ${downWords(frame)} down.`;
  const sentence = `Nothing that matters is on its way.${missing} The next timer moves things on.`;
  return { sentence, button: { label: 'Until the client is answered', act: { kind: 'until-answer' } } };
}

/** The end of a run is a state of its own: what came of it, and what one can do now. */
function allDone({ clients }: Frame): GuideStep {
  const answered = clients.reduce((sum, { accepted }) => sum + accepted, 0);
  const all = answered === 1 ? 'The request is' : `All ${grouped(answered)} requests are`;
  const sentence =
    `Everything asked for is done. ${all} answered. Ask for more, cause a fault with a click on a replica, ` +
    `or go back with the scrubber.`;
  const canAsk = transferAgain(clients[0]?.request?.text ?? '') !== null;
  const button: GuideStep['button'] = canAsk
    ? { label: 'Send another', act: { kind: 'send' } }
    : { label: 'Explore freely', act: { kind: 'leave' } };
  return { sentence, button };
}

function underWay(frame: Frame, info: RunInfo, client: ClientFrame, down: number): GuideStep {
  const button = ROUND;
  const missing = down === 0 ? '' : ` ${downWords(frame)} down.`;
  if (frame.at === 0 && down === 0) {
    const ask =
      client.request === null
        ? 'a client wants a transfer'
        : `a client asks: ${client.request.text.replace(/ \(.*/, '')}`;
    return {
      sentence:
        `${words(info.replicas)} replicas keep one ledger, and ${ask}. Press Round: all ` +
        `that is on its way arrives.`,
      button,
      lessons: true,
    };
  }
  if (frame.inFlight.length === 0)
    return { sentence: `Nothing is on its way.${missing} A Round goes on to what happens next.`, button };
  return { sentence: `${says(frame, info)}${missing}`, button };
}

function answered(frame: Frame, info: RunInfo, client: ClientFrame, down: number): GuideStep | null {
  const outcome = client.request?.outcome ?? '';
  const replica = lastBackup(frame);
  if (replica === null) return null;
  if (down > 0 && !answeredSince(frame, info)) {
    const sentence = `${downWords(frame)} down. Does the client still get its answer?`;
    return { sentence, button: { label: 'Send again', act: { kind: 'send' } } };
  }
  if (down > 0 && faultsSoFar(frame, info) > info.faults + 1) {
    const sentence =
      `${sentenceOf(outcome)} ${whySoMany(info)} Now it is yours: a click on a replica opens its state and ` +
      `its faults.`;
    return { sentence, button: { label: 'Explore freely', act: { kind: 'leave' } }, lessons: true };
  }
  if (down < info.faults) {
    return {
      sentence: `${sentenceOf(outcome)} Does it still work when a replica fails?`,
      button: {
        label: `Crash ${down === 0 ? 'one' : 'another'} replica and send again`,
        act: { kind: 'crash-and-send', replica },
      },
    };
  }
  const up = info.replicas - down;
  return {
    sentence:
      `${sentenceOf(outcome)} Still paid: ${up} of ${info.replicas} replicas are enough. ` +
      `And with one less?`,
    button: {
      label: down === 1 ? 'Crash a second' : 'Crash one more',
      act: { kind: 'crash-and-send', replica },
    },
  };
}

/** What the opening minute was for: one sentence on both halves of 3f + 1. */
function whySoMany({ replicas, faults }: RunInfo): string {
  const need = replicas - faults;
  const shared = 2 * need - replicas;
  const size =
    replicas === 3 * faults + 1
      ? `That is why there are ${replicas}, 3f + 1 for f = ${faults}`
      : `So it is with ${replicas} and f = ${faults}`;
  return (
    `${size}: ${need} must be enough while ${faults} ${faults === 1 ? 'is' : 'are'} silent, and any two ` +
    `sets of ${need} share ${shared} replicas, at least one of them honest, which says the same to both.`
  );
}

/** Crashes and recoveries before the playhead. */
function faultsSoFar(frame: Frame, info: RunInfo): number {
  return info.marks.filter((mark) => mark.kind === 'fault' && mark.cursor <= frame.cursor).length;
}

/** True when the client was answered after the last fault, both before the playhead. */
function answeredSince(frame: Frame, info: RunInfo): boolean {
  const last = (kind: 'fault' | 'accepted') =>
    info.marks.findLast((mark) => mark.kind === kind && mark.cursor <= frame.cursor)?.cursor ?? 0;
  return last('accepted') > last('fault');
}

function stuck(frame: Frame, info: RunInfo, client: ClientFrame): GuideStep {
  const crashed = frame.replicas.filter((replica) => replica.status === 'crashed');
  const waiting = frame.replicas.find((replica) => replica.status === 'up' && replica.waiting !== null);
  const replica = crashed.at(-1)?.id ?? 0;
  if (frame.blocked.length === 0 && waiting === undefined)
    return underWay(frame, info, client, crashed.length);
  const why =
    waiting === undefined ? frame.blocked[0] : `R${waiting.id}: ${waiting.waiting?.split(':')[0] ?? ''}`;
  if (frame.inFlight.length > 0) {
    return {
      sentence: `${downWords(frame)} down. ${says(frame, info)}`,
      button: { label: 'Round', act: { kind: 'round' } },
    };
  }
  return {
    sentence:
      `${sentenceOf(why ?? '')} Nothing wrong was decided: progress waits until ` +
      `${info.replicas - info.faults} replicas are up.`,
    button: { label: `Recover R${replica}`, act: { kind: 'recover', replica } },
  };
}

/**
 * "9 PREPAREs on their way: a backup says …" for the type that most of them are; what only passes on the
 * words of others is named when nothing else is under way.
 */
function says(frame: Frame, info: RunInfo): string {
  const moving = frame.inFlight.filter((flight) => !flight.idle);
  const small = info.protocol.messages.filter((style) => style.small === true).map(({ type }) => type);
  const first = moving.filter(({ summary }) => !small.includes(summary.type));
  const flights = first.length > 0 ? first : moving;
  const type = mostCommon(flights);
  const style: MessageStyle | undefined = info.protocol.messages.find((entry) => entry.type === type);
  const own = flights.filter((flight) => flight.summary.type === type);
  if (own.length === 0) return 'Only routine messages are on their way.';
  return `${listed(own)} on the way. ${style === undefined ? '' : sentenceOf(style.says)}`;
}

function mostCommon(flights: readonly Flight[]): string | null {
  const counts = new Map<string, number>();
  for (const { summary } of flights) counts.set(summary.type, (counts.get(summary.type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The live replica with the highest number that leads nothing. */
function lastBackup(frame: Frame): number | null {
  const leader = frame.replicas.find((replica) => replica.glyph !== null)?.glyph?.leader;
  return frame.replicas.findLast((replica) => replica.status === 'up' && replica.id !== leader)?.id ?? null;
}

function downWords(frame: Frame): string {
  const names = frame.replicas
    .filter((replica) => replica.status === 'crashed')
    .map((replica) => `R${replica.id}`);
  return names.length === 1 ? `${names[0]} is` : `${names.join(' and ')} are`;
}

function sentenceOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const capital = `${trimmed[0]?.toUpperCase()}${trimmed.slice(1)}`;
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

function words(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'][count] ?? String(count);
}
