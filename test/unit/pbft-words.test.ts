/**
 * What PBFT says about itself: every rule fires with a value for every blank, and what is shown is what is
 * held.
 */
import { describe, expect, it } from 'vitest';
import type { Because } from '../../src/kernel/effect.ts';
import type { Manifest } from '../../src/kernel/protocol.ts';
import { fill } from '../../src/projection/explain.ts';
import { pbft } from '../../src/protocols/pbft/index.ts';
import { messageStyles, summaryOf } from '../../src/protocols/pbft/messages.ts';
import { ruleTexts } from '../../src/protocols/pbft/rule-texts.ts';
import type { PbftState } from '../../src/protocols/pbft/state.ts';
import { nullDigest } from '../../src/protocols/pbft/types.ts';
import { votesIn } from '../../src/protocols/pbft/votes.ts';
import { silent } from '../../src/replica/behaviours/silent.ts';
import { told } from '../support/lies.ts';
import {
  certificate,
  checkpointProof,
  commit,
  give,
  host,
  newView,
  prePrepare,
  prepare,
  proposal,
  viewChange,
} from '../support/pbft-messages.ts';
import { createNet, feed, type Host, type Net, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const request = signedRequest(0, 1);
const message = prePrepare(0, 1, request);

type Cite = { readonly rule: string; readonly because: Because };

/** Runs that together make every rule fire. */
function everything(): readonly Cite[] {
  let quiet = true;
  const crash = createNet({ options: { requestTimeout: 100 * ms } });
  crash.crash(0);
  for (const r of [request, signedRequest(1, 1)]) crash.request(r, [1, 2, 3]);
  crash.until(2_000 * ms);
  crash.request(request, [1]);
  crash.recover(0);
  crash.until(4_000 * ms);
  const cut = createNet({ delay: ({ from, to }) => (quiet && (from === 3 || to === 3) ? null : 10 * ms) });
  for (let t = 1; t <= 22; t++) order(cut, t);
  quiet = false;
  cut.until(cut.now() + 4_000 * ms);
  const late = createNet({
    options: { tentative: true },
    delay: ({ from, to }) => (from === 0 && to === 3 ? 35 : 10) * ms,
  });
  for (let t = 1; t <= 4; t++) order(late, t);
  return [crash, cut, late, damaged(), twoSilent()].flatMap((net) => net.cites).concat(byHand() as never);
}

function order(net: Net, timestamp: number): void {
  net.request(signedRequest(0, timestamp), [0]);
  net.until(net.now() + 60 * ms);
}

function damaged(): Net {
  const net = createNet();
  order(net, 1);
  const broken = net.hosts[2] as Host;
  broken.app = { ...broken.app, chain: '00' };
  for (let t = 2; t <= 5; t++) order(net, t);
  return net;
}

function twoSilent(): Net {
  const net = createNet({
    replicas: 7,
    options: { requestTimeout: 100 * ms },
    outbound: (replica, effects, { state, ctx }) =>
      replica < 2 ? told(silent, { effects, state, ctx }) : effects,
  });
  net.request(request, [0, 1, 2, 3, 4, 5, 6]);
  net.until(2_000 * ms);
  return net;
}

/** A NEW-VIEW that names a request by digest, its body, and a vote for a view that is not here yet. */
function byHand(): readonly Cite[] {
  const one = host(3);
  const changes = [
    viewChange(0, { prepared: [certificate(0, 1, message.digest)] }),
    viewChange(1),
    viewChange(2),
  ];
  const effects = [
    ...give(one, 1, newView({ changes, proposals: [proposal(1, 1, message.digest)] })),
    ...give(one, 0, { type: 'BODY', request }),
    ...give(one, 2, commit(2, { view: 4, slot: 1, digest: message.digest })),
  ];
  return effects.filter((effect) => effect.kind === 'cite');
}

/** Said of the client, of all thresholds, and of what is refused: no replica cites them. */
const unfired = ['pbft/quorum', 'pbft/authentic', 'pbft/fitting', 'pbft/accept', 'pbft/accept-tentative'];
const fired = Object.keys(ruleTexts).filter((rule) => !unfired.includes(rule));

describe('rules', () => {
  const cites = everything();
  it.each(fired)('%s fires, and its sentence has no blank left', (rule) => {
    const all = cites.filter((cite) => cite.rule === rule);
    expect(all.length).toBeGreaterThan(0);
    for (const { because } of all.slice(0, 20)) {
      expect(fill(ruleTexts[rule]?.sentence ?? '', because)).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
  });
  it('no other rule fires', () => {
    expect(cites.map((cite) => cite.rule).filter((rule) => ruleTexts[rule] === undefined)).toEqual([]);
  });
  it('the sentence of the promise', () => {
    const two = host(2);
    give(two, 0, prePrepare(0, 3, request));
    const cite = give(two, 3, prepare(3, prePrepare(0, 3, request))).find(
      (effect) => effect.kind === 'cite' && effect.rule === 'pbft/prepared',
    ) as Cite | undefined;
    expect(fill(ruleTexts['pbft/prepared']?.sentence ?? '', cite?.because ?? {})).toBe(
      'R2 holds PREPAREs of R2 (its own) and R3 that match R0’s PRE-PREPARE: 3 of 2f + 1 = 3 with R0. ' +
        'It is prepared at view 0, slot 3 and broadcasts COMMIT.',
    );
  });
  it('counts the PRE-PREPARE with those PREPAREs alone that agree with it', () => {
    const said = (one: Host, vote: unknown) =>
      fill(
        ruleTexts['pbft/prepare']?.sentence ?? '',
        (
          give(one, 3, vote).find(
            (effect) => effect.kind === 'cite' && effect.rule === 'pbft/prepare',
          ) as Cite
        ).because,
      );
    const ready = host(2);
    give(ready, 0, message);
    expect(said(ready, prepare(3, message))).toBe(
      'R3’s PREPARE for slot 1: 3 of 2f + 1 = 3 with R0 that agree.',
    );
    const crossed = host(2);
    give(crossed, 0, message);
    expect(said(crossed, prepare(3, { ...message, digest: '1'.repeat(64) }))).toBe(
      'R3’s PREPARE for slot 1: 1 of 2f + 1 = 3 that agree.',
    );
    expect(said(host(2), prepare(3, message))).toBe('R3’s PREPARE for slot 1: 1 of 2f + 1 = 3 that agree.');
  });
});

const config = (one: Host) => ({
  self: one.ctx.self,
  replicas: one.ctx.replicas,
  faults: one.ctx.faults,
  options: one.ctx.options,
});
const waits = (one: Host): string | null => pbft.waitingFor(one.state, config(one));

describe('what a replica waits for', () => {
  it('step by step through one slot', () => {
    const two = host(2);
    expect(waits(two)).toBeNull();
    give(two, 'c0', request);
    expect(waits(two)).toBe('request 1 of c0 needs the PRE-PREPARE of R0');
    give(two, 3, prepare(3, message));
    expect(waits(two)).toBe('slot 1 needs the PRE-PREPARE of R0');
    const three = host(3);
    give(three, 0, message);
    expect(waits(three)).toBe('slot 1 needs 3 PREPAREs, has 2 with R0: from 0, 3');
    give(three, 1, prepare(1, message));
    expect(waits(three)).toBe('slot 1 needs 3 COMMITs, has 1: from 3');
    give(three, 0, commit(0, message));
    give(three, 1, commit(1, message));
    expect(waits(three)).toBeNull();
  });
  it('in a view change', () => {
    const three = host(3);
    give(three, 0, viewChange(0));
    give(three, 'c0', request);
    feed(three, { kind: 'timer', timer: 'request' });
    expect(waits(three)).toBe('view 1 needs 3 VIEW-CHANGEs, has 2: from 0, 3');
    give(three, 2, viewChange(2));
    expect(waits(three)).toBe('view 1 needs the NEW-VIEW of R1');
  });
  it('for a slot below, a body, a state, the window', () => {
    const one = host(3);
    const second = prePrepare(0, 2, signedRequest(1, 1));
    give(one, 1, {
      type: 'COMMIT-CERTIFICATE',
      view: 0,
      slot: 2,
      digest: second.digest,
      request: second.request,
      commits: [0, 1, 2].map((r) => commit(r, second)),
    });
    expect(waits(one)).toBe('slot 1 needs the PRE-PREPARE of R0');
    const body = host(3);
    const changes = [
      viewChange(0, { prepared: [certificate(0, 1, message.digest)] }),
      viewChange(1),
      viewChange(2),
    ];
    give(body, 1, newView({ changes, proposals: [proposal(1, 1, message.digest)] }));
    expect(waits(body)).toBe('slot 1 needs the request itself: FETCH sent');
    const state = host(3);
    give(state, 1, {
      type: 'CHECKPOINT-CERTIFICATE',
      slot: 12,
      digest: message.digest,
      checkpoints: checkpointProof(12, message.digest),
    });
    expect(waits(state)).toBe('needs the state of slot 12: FETCH sent');
    const zero = host(0);
    for (let client = 0; client < 9; client++) give(zero, 'c0', signedRequest(client, 1));
    expect(waits(zero)).toBe('slot 1 needs 3 PREPAREs, has 1 with R0: from 0');
  });
});

describe('the glyph', () => {
  const glyph = (one: Host) => pbft.glyph(one.state, config(one));
  it('shows who voted, and how', () => {
    const three = host(3);
    give(three, 1, prepare(1, message));
    give(three, 1, prepare(1, { ...message, digest: nullDigest }));
    give(three, 2, prepare(2, { ...message, digest: certificate(0, 1, '1'.repeat(64)).proposal.digest }));
    give(three, 0, message);
    const [prepares, commits] = glyph(three).slots[0]?.rings ?? [];
    expect(prepares).toEqual({
      label: 'PREPARE',
      hue: 'vote1',
      segments: ['heard', 'double', 'other', 'own'],
      proposer: 0,
      count: 3,
      threshold: 3,
    });
    expect(commits).toMatchObject({ segments: ['none', 'none', 'none', 'own'], count: 1, threshold: 3 });
    expect(glyph(three)).toMatchObject({
      view: 0,
      leader: 0,
      mode: 'normal',
      armed: ['request', 'status'],
      change: null,
    });
  });
  it('knows a slot from its certificate only', () => {
    const three = host(3);
    const second = prePrepare(0, 2, signedRequest(1, 1));
    give(three, 1, {
      type: 'COMMIT-CERTIFICATE',
      view: 0,
      slot: 2,
      digest: second.digest,
      request: second.request,
      commits: [0, 1, 2].map((r) => commit(r, second)),
    });
    const slot = glyph(three).slots[1];
    expect(slot).toMatchObject({ slot: 2, phase: 'committed', level: 3, digest: second.digest });
    expect(slot?.rings[1]).toMatchObject({
      segments: ['certified', 'certified', 'certified', 'none'],
      count: 3,
    });
  });
  it('names what is decided, where a liar had proposed something else', () => {
    const one = host(1);
    const second = prePrepare(0, 1, signedRequest(1, 1));
    give(one, 0, message);
    give(one, 2, prepare(2, second));
    give(one, 3, {
      type: 'COMMIT-CERTIFICATE',
      view: 0,
      slot: 1,
      digest: second.digest,
      request: second.request,
      commits: [0, 2, 3].map((replica) => commit(replica, second)),
    });
    const [slot] = glyph(one).slots;
    expect(slot).toMatchObject({ slot: 1, phase: 'executed', digest: second.digest });
    expect(slot?.rings[0]).toMatchObject({ segments: ['other', 'other', 'heard', 'none'], count: 1 });
    expect(slot?.rings[1]).toMatchObject({ count: 3 });
    const row = pbft.describe(one.state, config(one)).log.rows.find((found) => found.slot === 1);
    expect(row?.digest).toBe(second.digest);
    expect(row?.cells[0]?.text).toContain(message.digest.slice(0, 4));
  });
  it('gives its rings way to one of VIEW-CHANGEs', () => {
    const three = host(3);
    give(three, 'c0', request);
    feed(three, { kind: 'timer', timer: 'request' });
    give(three, 2, viewChange(2));
    expect(glyph(three)).toMatchObject({
      mode: 'view change',
      armed: ['status'],
      change: {
        target: 1,
        ring: {
          hue: 'change',
          segments: ['none', 'none', 'heard', 'own'],
          count: 2,
          threshold: 3,
          proposer: 1,
        },
      },
    });
  });
  it('says when it fetches a state', () => {
    const three = host(3);
    give(three, 1, {
      type: 'CHECKPOINT-CERTIFICATE',
      slot: 12,
      digest: message.digest,
      checkpoints: checkpointProof(12, message.digest),
    });
    expect(glyph(three).mode).toBe('state transfer');
  });
});

describe('the Inspector', () => {
  it('names chart, variables and log with certificates', () => {
    const three = host(3);
    give(three, 0, message);
    give(three, 1, prepare(1, message));
    const detail = pbft.describe(three.state, three.ctx);
    expect(detail.chart).toBe('view.normal.waiting + state.current');
    expect(Object.fromEntries(detail.variables.map(({ name, value }) => [name, value]))).toMatchObject({
      v: '0',
      h: '0',
      H: '8',
      'last-exec': '0',
      T: '400 ms',
      waiting: 'c0 #1',
      q: '3',
      evidence: 'none',
    });
    const [row] = detail.log.rows;
    expect(row?.cells.map(({ reached, text }) => [reached, text])).toEqual([
      [true, `R0: value ${message.digest.slice(0, 4)}`],
      [true, '3 of 3 with R0'],
      [false, '1 of 3'],
      [false, ''],
    ]);
    expect(row?.cells[1]?.certificate.map((one) => (one as { type: string }).type)).toEqual([
      'PRE-PREPARE',
      'PREPARE',
      'PREPARE',
    ]);
  });
});

describe('evidence of what is not yet prepared', () => {
  it('holds as many signers as its words count', () => {
    const three = host(3);
    give(three, 0, message);
    const cell = pbft.describe(three.state, three.ctx).log.rows[0]?.cells[1];
    expect(cell?.text).toBe('2 of 3 with R0');
    expect(cell?.certificate.map((one) => (one as { replica: number }).replica)).toEqual([0, 3]);
  });
});

describe('messages', () => {
  const change = viewChange(2, { stableSlot: 4, prepared: [certificate(0, 5, message.digest)] });
  it('every type has a style, and a summary that names it', () => {
    const types = messageStyles.map((style) => style.type);
    expect(new Set(types).size).toBe(types.length);
    for (const one of [request, message, prepare(1, message), change, newView(), ...checkpointProof(4)]) {
      expect(types).toContain(one.type);
      expect(summaryOf(one).text).toContain(one.type);
    }
    expect(summaryOf(change)).toMatchObject({
      view: 1,
      pips: 1,
      text: 'VIEW-CHANGE to view 1: checkpoint 4, 1 prepared',
    });
    expect(summaryOf(proposalOfNull()).hollow).toBe(false);
  });
  it('bind their signers to the votes they carry', () => {
    expect(votesIn(prepare(1, message))).toEqual([
      { signer: 1, phase: 'PREPARE', view: 0, slot: 1, digest: message.digest },
    ]);
    expect(votesIn(change).map(({ signer, phase, slot, view }) => [signer, phase, view, slot])).toEqual([
      [0, 'CHECKPOINT', 0, 4],
      [1, 'CHECKPOINT', 0, 4],
      [2, 'CHECKPOINT', 0, 4],
      [0, 'PRE-PREPARE', 0, 5],
      [1, 'PREPARE', 0, 5],
      [2, 'PREPARE', 0, 5],
    ]);
    expect(votesIn(request)).toEqual([]);
    expect(votesIn({ type: 'PREPARE' })).toEqual([]);
    const whole = newView({
      changes: [change, viewChange(1), viewChange(3)],
      proposals: [proposal(1, 5, message.digest)],
    });
    expect(votesIn(whole)).toHaveLength(1 + 6);
  });
});

function proposalOfNull() {
  return proposal(1, 1, nullDigest);
}

it('the manifest belongs to its state', () => {
  const manifest: Manifest<PbftState> = pbft;
  expect(manifest.certificate.threshold(6, 1)).toBe(4);
  expect(manifest.valueDigest?.([request])).toBe(message.digest);
});

it('the progress bound covers what runs already and f + 1 more views with doubled timeouts', () => {
  const bound = (longestTimer: number): number =>
    pbft.progressBound({ ...config(host(0)), longestTimer, longestDelay: 20 * ms });
  expect(bound(400 * ms)).toBeGreaterThan((400 + 800 + 1_600) * ms);
  expect(bound(6_400 * ms)).toBeGreaterThan((6_400 + 12_800 + 25_600) * ms);
});
