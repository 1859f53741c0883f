/**
 * A trace as text that a person can check against the paper: one line per event, in trace order, with the
 * rules that fired and what was sent. Idle traffic is left out, because golden scripts tell stories; so are
 * the words of sentences.
 */
import type { Effect } from '../../src/kernel/effect.ts';
import type { Endpoint } from '../../src/kernel/ids.ts';
import type { Manifest } from '../../src/kernel/protocol.ts';
import type { TraceEvent } from '../../src/kernel/trace.ts';

export function transcript(events: readonly TraceEvent[], manifest: Manifest): string {
  const idleTimers = new Set(manifest.idleTimers);
  const lines = events
    .filter((event) => !isIdle(event, manifest))
    .map((event) => {
      const what = lineOf(event, manifest, idleTimers);
      return `${(event.at / 1000).toFixed(3).padStart(9)}  ${what}`;
    });
  return `${lines.join('\n')}\n`;
}

function isIdle(event: TraceEvent, { idleTypes, idleTimers }: Manifest): boolean {
  if (event.kind === 'lost') return idleTypes.includes(event.envelope.message.type);
  if (event.kind !== 'replica') return false;
  const { input } = event;
  if (input.kind === 'timer') return idleTimers.includes(input.timer);
  return (
    input.kind === 'message' && idleTypes.includes(input.envelope.message.type) && event.sent.length === 0
  );
}

function lineOf(event: TraceEvent, manifest: Manifest, idleTimers: ReadonlySet<string>): string {
  switch (event.kind) {
    case 'replica': {
      const said = event.effects
        .map((effect) => effectText(effect, manifest, idleTimers))
        .filter((text) => text !== '');
      return `${name(event.replica)}  ${inputText(event, manifest)}${said.map((text) => `\n${' '.repeat(15)}${text}`).join('')}`;
    }
    case 'client':
      return `${event.client}  ${clientText(event)}`;
    case 'command': {
      const { at: _at, after: _after, do: verb, ...rest } = event.command;
      return `--  ${verb} ${Object.values(rest).join(' ')}${event.refused === null ? '' : ` (refused: ${event.refused})`}`;
    }
    case 'lost':
      return `${name(event.envelope.to)}  is down: ${manifest.summary(event.envelope.message).text} of ${name(event.envelope.from)} is lost`;
  }
}

function inputText({ input }: TraceEvent & { kind: 'replica' }, manifest: Manifest): string {
  if (input.kind === 'timer') return `timer ${input.timer}`;
  if (input.kind !== 'message') return input.kind;
  const { message, from } = input.envelope;
  return `takes in ${manifest.summary(message).text}, from ${name(from)}`;
}

function clientText({ action, sent }: TraceEvent & { kind: 'client' }): string {
  const to = sent.map((envelope) => name(envelope.to)).join(' ');
  if (action.kind !== 'received') return `${action.kind} request ${action.timestamp} to ${to}`;
  const { envelope, refused, equal, accepted } = action;
  const from = name(envelope.from);
  if (refused !== null) return `leaves the REPLY of ${from} aside: ${refused}`;
  if (accepted === null) return `holds the REPLY of ${from}: ${equal.length} equal`;
  return `accepts with the REPLY of ${from}: ${accepted.voters.length} equal, after ${accepted.latency / 1000} ms`;
}

function effectText(effect: Effect, manifest: Manifest, idleTimers: ReadonlySet<string>): string {
  switch (effect.kind) {
    case 'send':
    case 'reply':
      return `-> ${name(effect.to)}: ${manifest.summary(effect.message).text}`;
    case 'broadcast':
      return `-> all: ${manifest.summary(effect.message).text}`;
    case 'arm':
      return idleTimers.has(effect.timer) ? '' : `arms ${effect.timer}, ${effect.after / 1000} ms`;
    case 'disarm':
      return idleTimers.has(effect.timer) ? '' : `disarms ${effect.timer}`;
    case 'commit':
      return `commits slot ${effect.slot} in view ${effect.view}, executes ${effect.execute.length}`;
    case 'execute':
      return `executes slot ${effect.slot} tentatively`;
    case 'rollback':
      return 'rolls back';
    case 'restore':
      return `takes over the state of slot ${effect.slot}`;
    case 'stable':
      return `checkpoint ${effect.slot} is stable`;
    case 'refuse':
      return `refuses: ${effect.why}`;
    case 'cite':
      return `[${effect.rule}]`;
    case 'persist':
      return '';
  }
}

function name(endpoint: Endpoint): string {
  return typeof endpoint === 'number' ? `R${endpoint}` : endpoint;
}
