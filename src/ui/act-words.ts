/**
 * What an act leads to and the picture does not show at once: a request that waits for its turn, messages
 * that are under way on a link just cut, a branch that began. One line beside the playhead, gone with the
 * next press.
 */
import type { Frame } from '../projection/frame.ts';
import type { Intervention, RunInfo } from '../runtime/api.ts';
import { counted } from './panels/words.ts';

export interface Act {
  readonly intervention: Intervention;
  readonly before: Frame;
  readonly after: Frame;
}

/** Null when the picture says it all. */
export function actWords(act: Act, kept: string): string | null {
  const parts = [queuedWords(act), stillComing(act), kept].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}

/** "What was seen stays as branch 1; this is branch 2." after an act in the past; empty after any other. */
export function keptWords(info: RunInfo | null, known: ReadonlySet<number>): string {
  const open = info?.branches.find(({ current }) => current);
  const isNew = open !== undefined && open.from !== null && !known.has(open.id) && known.size > 0;
  return isNew ? `What was seen stays as branch ${open.from}; this is branch ${open.id}.` : '';
}

/** A client sends one request at a time: when the new one was not sent at once, what it waits for. */
function queuedWords({ intervention, after }: Act): string {
  if (intervention.do !== 'submit' || after.line?.where !== 'session') return '';
  const named = /^(c\d+) /.exec(after.line.sentence)?.[1];
  const client = after.clients.find(({ id }) => id === named);
  if (client === undefined) return '';
  const { request } = client;
  const ahead =
    request?.state === 'waiting' ? `request ${request.timestamp} is still out` : 'others are before it';
  return `${client.id} has taken it and sends it later: one request at a time, and ${ahead}.`;
}

/** Messages on links that this act cut: what has left already arrives. */
function stillComing({ before, after }: Act): string {
  const cutBefore = new Set(before.cuts.map(([from, to]) => `${from}>${to}`));
  const cut = new Set(after.cuts.map(([from, to]) => `${from}>${to}`).filter((link) => !cutBefore.has(link)));
  if (cut.size === 0) return '';
  const coming = after.inFlight.filter(({ from, to }) => cut.has(`${from}>${to}`)).length;
  if (coming === 0) return '';
  const is = coming === 1 ? 'is' : 'are';
  const links = cut.size === 1 ? 'the cut link' : 'the cut links';
  const arrives = coming === 1 ? 'arrives' : 'arrive';
  const still = `${is} under way on ${links} and still ${arrives}`;
  return `${counted(coming, 'message')} ${still}; what is sent from now on is lost.`;
}
