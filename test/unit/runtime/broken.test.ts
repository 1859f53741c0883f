/** A frame says what is broken: from the very event on, and not to somebody who sits at one replica. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Moved } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { guideAt } from '../../../src/ui/guide.ts';
import { contradicting } from '../../../src/ui/panels/contradiction.tsx';
import { overlay, signersOf, votedValue, voteText } from '../../../src/ui/panels/quorums.ts';
import { spokenArrival, standingSpoken } from '../../../src/ui/speech.ts';
import { focusSlot } from '../../../src/ui/stage/focus.ts';
import { good } from '../../support/pages.ts';
import { twoLiars } from '../../support/two-liars.ts';

let engine: Engine;
let end: Moved;

beforeAll(async () => {
  engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'json', value: twoLiars }, 'inline'));
  end = good(await engine.move(0, { kind: 'time', target: 1_000_000 }));
});

describe('where two honest replicas contradict each other', () => {
  it('the frame names them, their slot, the promise and the event', () => {
    const { broken, cursor } = end.frame;
    expect(broken).toMatchObject({
      property: 'pbft/prepared-unique',
      kind: 'always',
      promise: 'No two correct replicas prepared different values at one view and slot.',
      slot: 2,
      event: cursor - 1,
    });
    expect([...(broken?.replicas ?? [])].sort()).toEqual([1, 2]);
    expect(end.stopped).toContain(broken?.because);
  });

  it('the evidence is the two certificates that contradict, whoever is named first', async () => {
    const { broken } = end.frame;
    if (broken === undefined) throw new Error('expected something broken');
    const pair = await contradicting(engine, broken);
    expect(pair?.map(({ holder }) => holder)).toEqual(broken.replicas.map((id) => `held by R${id}`));
    expect(pair?.map(({ certificate }) => signersOf(certificate).length)).toEqual([3, 3]);
    const values = pair?.map(({ certificate }) => votedValue(certificate)) ?? [];
    expect(values[0]).not.toBe(values[1]);
    const letters = end.frame.contested.filter(({ digest }) => values.includes(digest));
    expect(letters.map(({ letter }) => letter).sort()).toEqual(['A', 'B']);
    expect(await contradicting(engine, { ...broken, slot: 1 })).toBeNull();
    expect(await contradicting(engine, { ...broken, replicas: [1] })).toBeNull();
  });

  it('nothing is broken one event before, nor from one seat', async () => {
    const before = good(await engine.frame(end.frame.cursor - 1));
    expect('broken' in before).toBe(false);
    const seat = good(await engine.sit(1, end.frame.cursor));
    await engine.sit(null, 0);
    expect('broken' in seat).toBe(false);
  });

  it('the guide falls silent, the live region says it first, the stage goes to that slot', async () => {
    const before = good(await engine.frame(end.frame.cursor - 1));
    expect(guideAt(before, end.info)?.sentence).toContain('nothing else can prepare');
    expect(guideAt(end.frame, end.info)).toBeNull();
    const said =
      /^Prepared unique is violated\. Prepared at view 0, slot 2: B\u00a0\w{4} at R2, A\u00a0\w{4} at R1\. R0 and R3 are faulty: more than the f = 1/;
    expect(spokenArrival(before, end, { kind: 'round' })).toMatch(said);
    expect(standingSpoken(end.frame, null).replace(/^At event \d+ \(.*? ms\)\. /, '')).toMatch(said);
    expect(focusSlot(before, null)).toBe(1);
    expect(focusSlot(end.frame, null)).toBe(2);
    expect(focusSlot(end.frame, 1)).toBe(1);
  });
});

describe('where one event decides several slots', () => {
  it('the slot is the one at which they differ, and its certificates stand in epochs', async () => {
    const chains: Engine = new SeatedEngine(null);
    good(await chains.open({ kind: 'catalogue', id: 'streamlet-fork' }, 'inline'));
    const { frame } = good(await chains.move(0, { kind: 'time', target: 20_000_000 }));
    const { broken } = frame;
    if (broken === undefined) throw new Error('expected something broken');
    expect(broken).toMatchObject({ property: 'agreement', slot: 2 });
    const pair = (await contradicting(chains, broken)) ?? [];
    expect(pair.map(({ certificate }) => certificate.title)).toEqual([
      'notarised · slot 2, epoch 3',
      'notarised · slot 2, epoch 4',
    ]);
    const [one, two] = pair;
    if (one === undefined || two === undefined) throw new Error('two certificates expected');
    expect(overlay(one.certificate, two.certificate, 4, 1).conclusion).toBe(
      'They share R1 and R3; while at most 1 of all lie, one of these is honest: ' +
        'it voted in both epochs, each time on one of the longest notarised chains that it knew.',
    );
    expect(one.certificate.votes.map(voteText)[0]).toMatch(/^VOTE, epoch 3, value \w{4}$/);
  });
});
