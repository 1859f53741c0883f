/**
 * The lies that every protocol knows, added to its manifest: they need its messages only as plain data, and
 * its lie kit where they edit one. What the manifest has under the same name wins.
 */
import type { Behaviour } from '../../kernel/lie.ts';
import type { Manifest } from '../../kernel/protocol.ts';
import { asideStyle, withAsides } from '../aside.ts';
import { delay } from './delay.ts';
import { garbage, garbageReplies } from './garbage.ts';
import { puppetOf } from './puppet.ts';
import { replayOf, spamOf } from './repeat.ts';
import { completed } from './reply-lies.ts';
import { lieTexts } from './rule-texts.ts';
import { dropClient, silent, silentTo, withhold } from './silent.ts';
import { tellOf } from './tell.ts';
import { collude, twin } from './twin.ts';

/**
 * The manifest with the house's behaviours, their sentences, words for asides, and a lie kit that knows every
 * message.
 */
export function withHouseLies(manifest: Manifest): Manifest {
  const { lies: own, behaviours, messages, rules, idleTypes, idleTimers } = manifest;
  const lies = completed(own);
  const idle = { types: new Set(idleTypes), timers: new Set(idleTimers) };
  const house: Readonly<Record<string, Behaviour>> = {
    silent,
    'silent-to': silentTo,
    withhold,
    'drop-client': dropClient,
    delay,
    tell: tellOf(lies),
    replay: replayOf(idle),
    spam: spamOf(lies, idle),
    garbage,
    'garbage-replies': garbageReplies,
    twin,
    collude,
    puppet: puppetOf(idle),
  };
  return {
    ...manifest,
    lies,
    behaviours: { ...house, ...behaviours },
    rules: { ...lieTexts, ...rules },
    // A protocol whose colluders need no asides has none.
    messages: behaviours.collude === undefined ? [...messages, asideStyle] : messages,
    summary: withAsides(manifest.summary),
  };
}
