/** What a Streamlet replica says of itself: glyph, what it waits for, Inspector, block tree. */
import { describe, expect, it } from 'vitest';
import { streamlet } from '../../src/protocols/streamlet/index.ts';
import { blockDigest } from '../../src/protocols/streamlet/signed.ts';
import { genesisDigest, type Propose } from '../../src/protocols/streamlet/types.ts';
import { block, contextOf, Lone, signedRequest, vote } from '../support/streamlet-replica.ts';

const config = { replicas: 4, faults: 1, options: contextOf().options, self: 3 };
const glyphOf = (lone: Lone) => streamlet.glyph(lone.state, config);
const waitsFor = (lone: Lone) => streamlet.waitingFor(lone.state, config);
const short = (proposal: Propose) => blockDigest(proposal).slice(0, 4);

function started(): Lone {
  const lone = new Lone();
  lone.start();
  return lone;
}

describe('the glyph', () => {
  it('calls its view an epoch and names the leader', () => {
    const lone = started();
    lone.goTo(6);
    expect(glyphOf(lone)).toMatchObject({ view: 6, leader: 1, executedSlot: 0 });
  });

  it('has one ring per place in the chain: who voted, of how many', () => {
    const lone = started();
    const a = block(1, null);
    lone.hear(a, 0, 1);
    lone.hear(vote(0, a), 0);
    const [slot] = glyphOf(lone).slots;
    expect(slot).toMatchObject({ slot: 1, phase: 'proposed', level: 1, digest: blockDigest(a) });
    expect(slot?.rings).toMatchObject([
      { label: 'VOTE', count: 2, threshold: 3, segments: ['heard', 'none', 'none', 'own'] },
    ]);
  });

  it('shows a contradiction, and of two blocks for one place the one on the longest chain', () => {
    const lone = started();
    const [a, rival] = [block(1, null), block(1, null, [signedRequest(0, 1)])];
    lone.hear(a, 0, 1);
    lone.hear(rival, 0);
    for (const id of [0, 1, 2]) lone.hear(vote(id, rival), id);
    lone.hear(vote(2, a), 2);
    const [slot] = glyphOf(lone).slots;
    expect(slot).toMatchObject({ digest: blockDigest(rival), phase: 'notarised', level: 2 });
    expect(slot?.rings[0]?.segments).toEqual(['heard', 'heard', 'double', 'none']);
  });

  it('counts the final chain as executed', () => {
    const lone = started();
    const a = block(1, null);
    lone.grow(a);
    lone.grow(block(2, a));
    expect(glyphOf(lone)).toMatchObject({ executedSlot: 1 });
    expect(glyphOf(lone).slots.map(({ slot, phase, level }) => [slot, phase, level])).toEqual([
      [1, 'final', 4],
      [2, 'notarised', 2],
    ]);
  });
});

describe('what it waits for', () => {
  it('is nothing while no request waits', () => {
    expect(waitsFor(started())).toBe(null);
  });
  it('is the proposal of the epoch’s leader', () => {
    const lone = started();
    lone.hear(signedRequest(0, 1), 'c0', 1);
    lone.goTo(3);
    expect(waitsFor(lone)).toBe('epoch 3 needs the PROPOSE of R2');
  });
  it('is votes, with who gave some', () => {
    const lone = started();
    const a = block(1, null, [signedRequest(0, 1)]);
    lone.hear(a, 0, 1);
    lone.hear(vote(0, a), 0);
    expect(waitsFor(lone)).toBe(`block ${short(a)} of epoch 1 needs 3 VOTEs, has 2: from 0, 3`);
  });
  it('is neighbours in consecutive epochs', () => {
    const lone = started();
    const b = block(2, null, [signedRequest(0, 1)]);
    lone.grow(b);
    expect(waitsFor(lone)).toBe(
      `block ${short(b)} of epoch 2 is notarised and needs notarised neighbours of epochs 1 and 3`,
    );
  });
  it('is a missing parent', () => {
    const lone = started();
    lone.goTo(2);
    const b = block(2, block(1, null), [signedRequest(0, 1)]);
    lone.hear(b, 1);
    expect(waitsFor(lone)).toBe(`block ${short(b)} of epoch 2 needs its parent: FETCH-BLOCK sent`);
  });
});

describe('the Inspector', () => {
  const lone = started();
  const a = block(1, null, [signedRequest(0, 1)]);
  const b = block(2, a);
  const fork = block(3, null);
  lone.grow(a);
  lone.grow(b);
  lone.grow(fork, []);
  const detail = streamlet.describe(lone.state, config);

  it('has the log of the longest chain with its votes as evidence', () => {
    expect(detail.log).toMatchObject({ columns: ['proposed', 'notarised', 'final'] });
    expect(detail.log.rows.map(({ slot, view }) => [slot, view])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const [proposed, notarised, final] = detail.log.rows[0]?.cells ?? [];
    expect(proposed?.text).toBe('by R0, 1 request');
    expect(notarised).toMatchObject({ reached: true, text: '3 of 3 votes and 1 more' });
    expect(notarised?.certificate).toHaveLength(4);
    expect(final).toMatchObject({ reached: true, text: 'executed' });
  });

  it('has the paper’s variables', () => {
    const values = Object.fromEntries(detail.variables.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({
      e: '3',
      longest: `block ${short(b)}, length 2`,
      final: `block ${short(a)}, length 1`,
      voted: '2',
      '2n/3': '3',
      waiting: 'none',
    });
    expect(detail.chart).toContain('vote');
  });

  it('has the whole tree, fork included, in sentences', () => {
    const nodes = detail.tree?.nodes ?? [];
    expect(nodes.map(({ label, state, best, parent }) => [label, state, best, parent?.slice(0, 4)])).toEqual([
      ['genesis', 'final', true, undefined],
      [short(a), 'final', true, genesisDigest.slice(0, 4)],
      [short(b), 'notarised', true, short(a)],
      [short(fork), 'proposed', false, genesisDigest.slice(0, 4)],
    ]);
    expect(nodes[3]?.text).toBe(
      `block ${short(fork)} of epoch 3 by R2, proposed: after genesis, at length 1; 0 requests; 0 of 3 votes.`,
    );
  });

  it('shows votes for a block that nobody has shown, and what hangs in the air', () => {
    const late = started();
    late.goTo(2);
    late.hear(vote(1, a), 1);
    late.hear(b, 1);
    const texts = streamlet.describe(late.state, config).tree?.nodes.map(({ text }) => text) ?? [];
    expect(texts).toContain(`block ${short(a)} of epoch 1, not seen itself: 1 of 3 votes (R1).`);
    expect(texts.at(-1)).toContain('with an ancestor missing');
  });
});

describe('the charts', () => {
  it('are those of a block and of a replica, and their phases are those of glyph and Inspector', () => {
    const [slot, mode] = streamlet.charts ?? [];
    expect(slot?.states.map(({ path }) => path)).toEqual(['unseen', 'proposed', 'notarised', 'final']);
    expect(mode?.states.map(({ path }) => path)).toEqual([
      'work',
      'work.idle',
      'work.busy',
      'vote',
      'vote.open',
      'vote.cast',
    ]);
    const timers = mode?.moves.filter(({ timer }) => timer).map(({ on }) => on);
    expect(timers?.sort()).toEqual(['epoch', 'idle-epoch']);
    expect(streamlet.idleTimers).toEqual(['idle-epoch']);
  });
});
