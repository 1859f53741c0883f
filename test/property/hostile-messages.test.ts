/** Whatever a liar sends, an honest replica refuses or uses it, and never throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepContext } from '../../src/kernel/context.ts';
import type { Effect } from '../../src/kernel/effect.ts';
import type { Message } from '../../src/kernel/message.ts';
import { drawAt, streamKey } from '../../src/kernel/random.ts';
import { pbft } from '../../src/protocols/pbft/index.ts';
import { pbftLies } from '../../src/protocols/pbft/lies/kit.ts';
import { garbage } from '../../src/replica/behaviours/garbage.ts';
import { told } from '../support/lies.ts';
import { contextOf, createNet, feed, type Host, type Net, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const options = { checkpointInterval: 2, windowSlots: 4 };

/** Every phase: a view change with certificates, checkpoints, a state transfer. */
function busyNet(): Net {
  const net = createNet({ options });
  net.request(signedRequest(0, 1), [0]);
  net.until(35 * ms);
  net.crash(0);
  for (let t = 2; t < 8; t++) {
    for (const client of [0, 1]) net.request(signedRequest(client, t), [1, 2, 3]);
    net.until(t * 800 * ms);
  }
  net.recover(0);
  net.until(net.now() + 4_000 * ms);
  for (const client of [0, 1]) net.request(signedRequest(client, 9), [1, 2, 3]);
  net.until(net.now() + 15 * ms);
  return net;
}

const net = busyNet();
const samples = net.sent.filter(({ from, message }) => typeof from === 'number' && message.type !== 'REPLY');

function copyOf(host: Host): Host {
  return { ...host, disk: { ...host.disk }, executed: [...host.executed] };
}

/** Fed to every other replica as it is now: each answers with effects. */
function expectCalm(from: number, message: unknown): void {
  for (const host of net.hosts) {
    if (host.ctx.self === from) continue;
    const effects = feed(copyOf(host), { kind: 'message', from, message }, net.now());
    expect(Array.isArray(effects)).toBe(true);
  }
  expect(() => pbft.summary(message as Message)).not.toThrow();
  expect(() => pbft.votes(message as Message)).not.toThrow();
}

function drawing(self: number, seed: number): StepContext {
  let counter = 0;
  return { ...contextOf(self, 4, options), draw: (stream) => drawAt(streamKey(seed, stream), counter++) };
}

const pick = fc.nat(samples.length - 1);

describe('an honest replica', () => {
  it('survives malformed messages', () =>
    fc.assert(
      fc.property(pick, fc.nat(), (at, seed) => {
        const sample = samples[at];
        if (sample === undefined || typeof sample.from !== 'number') return;
        const state = net.hosts[sample.from]?.state;
        const effects: Effect[] = [{ kind: 'send', to: 0, message: sample.message }];
        for (const effect of told(garbage, { effects, state, ctx: drawing(sample.from, seed) })) {
          if (effect.kind === 'send') expectCalm(sample.from, effect.message);
        }
      }),
      { numRuns: 400 },
    ));

  it('survives well-formed lies', () =>
    fc.assert(
      fc.property(pick, fc.nat(), fc.nat(), fc.nat(), (at, first, second, value) => {
        const sample = samples[at];
        if (sample === undefined || typeof sample.from !== 'number') return;
        const ctx = contextOf(sample.from, 4, options);
        const state = (net.hosts[sample.from] as Host).state;
        const fields = pbftLies.fields(sample.message, state, ctx).filter(({ edit }) => edit !== null);
        const edits: Record<string, unknown> = {};
        for (const number of [first, second]) {
          const field = fields[number % Math.max(1, fields.length)];
          if (field?.edit == null) continue;
          edits[field.field] = pickedValue(field.edit, value);
        }
        const lie = pbftLies.alter(sample.message, edits, state, ctx);
        if (!('refused' in lie)) expectCalm(sample.from, lie);
      }),
      { numRuns: 400 },
    ));

  it('survives anything at all', () =>
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        for (const host of net.hosts)
          feed(copyOf(host), { kind: 'message', from: 1, message: value }, net.now());
      }),
      { numRuns: 300 },
    ));
});

function pickedValue(
  edit: NonNullable<ReturnType<typeof pbftLies.fields>[number]['edit']>,
  draw: number,
): unknown {
  switch (edit.kind) {
    case 'number':
      return [edit.least, edit.most, '+1', '-1', '+100', Math.min(edit.most, draw % 20)][draw % 6];
    case 'flag':
      return draw % 2 === 0;
    case 'choice':
      return edit.choices[draw % Math.max(1, edit.choices.length)]?.value;
    case 'subset':
      return edit.members.filter((_, i) => (draw >> (i % 30)) % 2 === 0).map(({ value }) => value);
  }
}
