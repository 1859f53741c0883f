/**
 * What clients do at an instant: take in replies, try again, send what is due. Each is one event of the
 * trace.
 */
import { invariant } from '../kernel/assert.ts';
import type { ClientId } from '../kernel/ids.ts';
import type { Envelope } from '../kernel/trace.ts';
import { type ClientState, type ClientWorld, nextDue, receive, retry, submit } from './clients.ts';
import type { Instant } from './instant.ts';
import { leave, send } from './perform.ts';
import type { Core } from './state.ts';

/** Runs the next thing that waits at this client. */
export function runClient(core: Core, instant: Instant, id: ClientId): void {
  const item = instant.takeFromClient(id);
  const position = positionOf(core, id);
  const client = core.state.clients[position];
  if (item === undefined || client === undefined) return;
  if ('message' in item) takeIn(core, instant, client, item);
  else if (item.kind === 'due') sendOut(core, instant, submit(client, worldOf(core)));
  else if (client.outstanding?.request.timestamp === item.timestamp) sendOut(core, instant, retry(client));
}

/** Puts the client's next request on the agenda, or into this very instant. */
export function scheduleNext(core: Core, instant: Instant, id: ClientId): void {
  const client = core.state.clients[positionOf(core, id)];
  const due = client === undefined ? null : nextDue(client, instant.at);
  if (due === null) return;
  const item = { kind: 'due', client: id, timestamp: 0 } as const;
  if (due > instant.at) core.state.agenda.put(due, item);
  else instant.add(item);
}

export function positionOf(core: Core, id: ClientId): number {
  return core.setup.plan.clients.findIndex((client) => client.id === id);
}

function takeIn(core: Core, instant: Instant, client: ClientState, envelope: Envelope): void {
  leave(core, envelope);
  const next = receive(client, envelope, instant.at, worldOf(core));
  core.state.clients[positionOf(core, client.id)] = next.client;
  const index = core.state.events;
  const head = {
    kind: 'client',
    index,
    at: instant.at,
    cause: envelope.cause,
    client: client.id,
    sent: [],
  } as const;
  core.record(instant, { ...head, action: next.action }, '');
  scheduleNext(core, instant, client.id);
}

function sendOut(core: Core, instant: Instant, next: ReturnType<typeof submit>): void {
  if (next === null) return;
  const { client, action } = next;
  const { outstanding, id } = client;
  invariant(outstanding !== null, `client ${id} expected a request to send, found none`);
  const { state, setup } = core;
  state.clients[positionOf(core, id)] = client;
  const { attempt, request } = outstanding;
  const index = state.events;
  const sent: Envelope[] = [];
  const sending = { from: id, message: request, at: instant.at, cause: index, resend: attempt > 0 };
  for (const to of setup.clientRule.targets(attempt, client.leader, setup.plan.replicas)) {
    send(core, sending, to, sent);
  }
  core.record(instant, { kind: 'client', index, at: instant.at, cause: -1, sent, client: id, action }, '');
  const again = instant.at + setup.plan.options.clientRetry;
  state.agenda.put(again, { kind: 'retry', client: id, timestamp: request.timestamp });
}

function worldOf(core: Core): ClientWorld {
  const { clientRule, authenticator, plan, bugs } = core.setup;
  const config = { replicas: plan.replicas, faults: plan.faults, options: plan.options };
  return { rule: clientRule, authenticator, config, bugs };
}
