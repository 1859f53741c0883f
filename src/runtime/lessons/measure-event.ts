/** What a lesson may read off the last event of its stretch. */
import { unreachable } from '../../kernel/assert.ts';
import type { Because } from '../../kernel/effect.ts';
import type { Measure } from '../../scenarios/lessons/conditions.ts';
import { replicasOf } from './messages.ts';
import type { Value } from './value.ts';
import { lastEvent, type Window } from './window.ts';

type OfLastEvent = Measure & {
  readonly measure: 'recipients' | 'signers' | 'where' | 'cited' | 'slot';
};

export function measureLastEvent(given: OfLastEvent, window: Window): Value {
  switch (given.measure) {
    case 'recipients':
      return recipients(window, given.type);
    case 'signers':
      return signers(window);
    case 'where': {
      const event = lastEvent(window);
      return event?.kind === 'replica' ? [event.replica] : null;
    }
    case 'cited':
      return cited(window, given.rule, given.name);
    case 'slot':
      return slotOf(window);
    default:
      return unreachable(given);
  }
}

export function plain(value: Because[string] | undefined): Value {
  return typeof value === 'boolean' || value === undefined ? null : value;
}

function recipients(window: Window, type: string): Value {
  const sent = lastEvent(window)?.sent.filter(({ message }) => message.type === type) ?? [];
  return replicasOf(sent.map(({ to }) => to));
}

function signers(window: Window): Value {
  const event = lastEvent(window);
  if (event?.kind !== 'replica') return null;
  const proof = event.effects.findLast(({ kind }) => kind === 'commit' || kind === 'stable');
  if (proof?.kind !== 'commit' && proof?.kind !== 'stable') return null;
  const { manifest } = window.run.assembly;
  return replicasOf(
    proof.certificate.flatMap((message) => manifest.votes(message).map(({ signer }) => signer)),
  );
}

/** The last citation counts: a rule may be cited more than once in an event. */
function cited(window: Window, rule: string, name: string): Value {
  const event = lastEvent(window);
  if (event?.kind !== 'replica') return null;
  const cite = event.effects.findLast((effect) => effect.kind === 'cite' && effect.rule === rule);
  return cite?.kind === 'cite' ? plain(cite.because[name]) : null;
}

function slotOf(window: Window): number | null {
  const event = lastEvent(window);
  if (event?.kind !== 'replica') return null;
  for (const effect of [...event.effects].reverse()) {
    if (effect.kind === 'commit' || effect.kind === 'stable') return effect.slot;
    if (effect.kind === 'cite' && typeof effect.because.slot === 'number') return effect.because.slot;
  }
  return null;
}
