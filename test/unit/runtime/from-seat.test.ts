/** What one replica knows: crashed, cut off and slow look the same, and a liar is marked by evidence only. */
import { describe, expect, it } from 'vitest';
import type { Moved, Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';

describe('from the seat of R2', () => {
  it('a crashed, a paused and a cut off replica look alike', async () => {
    const looks = [];
    for (const act of [
      { do: 'crash', replica: 3 },
      { do: 'pause', replica: 3 },
      { do: 'partition', groups: [[0, 1, 2], [3]] },
    ]) {
      const { engine, cursor } = await opened('fault-free', 200_000);
      const acted = moved(await engine.intervene(cursor, act));
      const later = moved(await engine.move(acted.frame.cursor, { kind: 'time', target: 800_000 }));
      const frame = await engine.sit(2, later.frame.cursor);
      if ('problem' in frame) throw new Error(frame.problem);
      looks.push({ ...frame.replicas[3], cuts: frame.cuts, groups: frame.groups, links: frame.links });
    }
    expect(looks[0]?.heard?.at).toBeLessThan(300_000);
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
  });

  it('nothing of others is in flight, and its own messages have no fate', async () => {
    const { engine, cursor } = await opened('lossy-network', 0);
    const lost: unknown[] = [];
    for (let at = 1; at < 400; at++) {
      const { frame } = moved(await engine.move(cursor, { kind: 'event', target: at }));
      lost.push(...frame.fates.filter(({ to, fate }) => to === 2 && fate === 'dropped'));
      const seen = await engine.sit(2, frame.cursor);
      await engine.sit(null, 0);
      if ('problem' in seen) throw new Error(seen.problem);
      expect(seen.inFlight.every(({ from }) => from === 2)).toBe(true);
      expect(seen.fates.every(({ to, fate }) => to === 2 && /^(taken|refused)$/.test(fate))).toBe(true);
      expect(seen.replicas.filter(({ id, glyph }) => id !== 2 && glyph !== null)).toEqual([]);
    }
    // Some never came, and nobody there was told.
    expect(lost.length).toBeGreaterThan(0);
  });

  it('a message of its own that is dropped, cut off or delivered looks the same, for as long', async () => {
    const looks = [];
    for (const act of [null, 'drop', 'cut', 'deliver'] as const) {
      const { engine } = await opened('proving-ground', 0);
      // R2 has broadcast its PREPARE; nobody has taken it in.
      let { frame } = moved(await engine.move(0, { kind: 'event', target: 8 }));
      const flight = frame.inFlight.find(({ from, to }) => from === 2 && to === 3);
      if (act === 'cut') ({ frame } = moved(await engine.intervene(8, { do: 'cut', from: 2, to: 3 })));
      else if (act !== null) ({ frame } = moved(await engine.intervene(8, { do: act, message: flight?.id })));
      const seen = [];
      for (const target of [frame.at, frame.at + 10_000, frame.at + 19_999, frame.at + 20_000]) {
        const at = moved(await engine.move(frame.cursor, { kind: 'time', target })).frame.cursor;
        const seat = await engine.sit(2, at);
        if ('problem' in seat) throw new Error(seat.problem);
        const own = seat.inFlight.filter(({ summary }) => summary.type === 'PREPARE');
        seen.push(own.map(({ id, dueAt, unsure }) => [id, dueAt, unsure]));
        await engine.sit(null, 0);
      }
      looks.push(seen);
    }
    expect(looks[0]?.map((own) => own.length)).toEqual([3, 3, 3, 0]);
    for (const look of looks) expect(look).toEqual(looks[0]);
  });

  it('a fate is known only once an answer has shown it', async () => {
    const { engine } = await opened('proving-ground', 0);
    const end = moved(await engine.move(0, { kind: 'time', target: 90_000 })).frame.cursor;
    await engine.sit(0, 8);
    const fate = async (cursor: number, id: string) => {
      const found = await engine.message(cursor, id);
      return 'problem' in found ? found.problem : found.fate;
    };
    expect(await fate(8, 'r0>1#1')).toBe('Sent by R0; what became of it is not known there');
    expect(await fate(end, 'r0>1#1')).toBe('Sent by R0; an answer shows that R1 took it in');
  });

  it('an equivocating primary is marked where both its statements are held, and nowhere else', async () => {
    const { engine } = await opened('equivocating-primary', 0);
    const early = moved(await engine.move(0, { kind: 'time', target: 30_000 }));
    expect(early.frame.replicas[0]?.behaviour).toBe('equivocate');
    const seen = await engine.sit(2, early.frame.cursor);
    expect('replicas' in seen && seen.replicas[0]?.behaviour).toBe('honest');
    const late = moved(await engine.move(early.frame.cursor, { kind: 'time', target: 5_000_000 }));
    expect(late.frame.seat).toBe(2);
    expect(late.frame.replicas.map(({ behaviour }) => behaviour)).toEqual(Array(4).fill('honest'));
    const atR1 = await engine.sit(1, late.frame.cursor);
    expect('replicas' in atR1 && atR1.replicas.map(({ behaviour }) => behaviour)).toEqual([
      'convicted',
      'honest',
      'honest',
      'honest',
    ]);
  });

  it('why a run stops or ends is not told where a broken promise is why', async () => {
    for (const [id, at] of [
      ['fork-two-colluders', 0],
      ['streamlet-fork', 400_000],
    ] as const) {
      const { engine, cursor } = await opened(id, at);
      const truth = moved(await engine.move(cursor, { kind: 'quiet' }));
      expect(truth.stopped).toMatch(/^agreement is violated: /);
      await engine.sit(2, cursor);
      const seen = moved(await engine.move(cursor, { kind: 'quiet' }));
      expect(seen.frame.cursor).toBe(truth.frame.cursor);
      expect([seen.stopped, seen.info.ended]).toEqual(
        Array(2).fill('what stops it is not known from this seat'),
      );
      expect(JSON.stringify(seen)).not.toMatch(/is violated/);
    }
  });

  it('a letter stands only where the seat itself knows of two values', async () => {
    const { engine, cursor } = await opened('equivocating-primary', 100_000);
    for (const seat of [1, 2, 3]) {
      const frames = [];
      for (let at = 1; at <= cursor; at++) {
        const frame = await engine.sit(seat, at);
        if ('problem' in frame) throw new Error(frame.problem);
        frames.push(frame);
      }
      // The PRE-PREPARE has come, and no vote yet: nobody here knows that R0 told others another value.
      const first = frames.find((frame) => frame.replicas[seat]?.glyph?.slots.some(({ digest }) => digest));
      expect(first?.contested).toEqual([]);
      expect(frames.some(({ contested }) => contested.length > 0)).toBe(true);
    }
  });

  it('what is true comes back, and another session begins with it', async () => {
    const { engine, cursor } = await opened('fault-free', 100_000);
    const truth = await engine.frame(cursor);
    await engine.sit(1, cursor);
    expect(await engine.sit(null, cursor)).toEqual(truth);
    await engine.sit(1, cursor);
    const again = moved(await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline'));
    expect(again.frame.seat).toBeUndefined();
    expect(await engine.sit(9, 0)).toEqual({ problem: 'expected a replica from 0 to 3, found 9' });
  });
});

async function opened(id: string, until: number): Promise<{ engine: SeatedEngine; cursor: number }> {
  const engine = new SeatedEngine(null);
  const first = moved(await engine.open({ kind: 'catalogue', id }, 'inline'));
  const { frame } = moved(await engine.move(first.frame.cursor, { kind: 'time', target: until }));
  return { engine, cursor: frame.cursor };
}

function moved(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

describe('questions from a seat', () => {
  it('do not say who else holds a block, and name views by the protocol’s word', async () => {
    const { engine, cursor } = await opened('streamlet-silent-leader', 150_000);
    const holders = async () => {
      const found = await engine.replica(cursor, 2);
      if ('problem' in found) throw new Error(found.problem);
      return found.detail?.tree?.nodes.flatMap((node) => node.holders) ?? null;
    };
    expect((await holders())?.length).toBeGreaterThan(0);
    const [all, own] = [await engine.frame(cursor), await engine.replica(cursor, 2)];
    expect(all.replicas[2]?.glyph?.viewWord).toBe('epoch');
    expect('detail' in own && own.detail?.log.viewWord).toBe('epoch');
    const seen = await engine.sit(2, cursor);
    expect(await holders()).toEqual([]);
    expect('replicas' in seen && seen.replicas[0]?.heard?.viewWord).toBe('epoch');
  });

  it('a whole way is shown as one replica knows it, beside what is true', async () => {
    const { engine, cursor } = await opened('equivocating-primary', 60_000);
    const way = await engine.wayFromSeat(2, cursor - 10, cursor, 5);
    if ('problem' in way) throw new Error(way.problem);
    expect(way.frames.map((frame) => frame.cursor).at(-1)).toBe(cursor);
    expect(way.frames.length).toBeLessThanOrEqual(5);
    for (const frame of way.frames) expect([frame.seat, frame.faulty.now]).toEqual([2, []]);
    expect((await engine.frame(cursor)).seat).toBeUndefined();
    expect(await engine.wayFromSeat(7, 0, 5, 5)).toHaveProperty('problem');
  });

  it('are answered with what the replica can know', async () => {
    const { engine, cursor } = await opened('equivocating-primary', 2_000_000);
    const feed = await engine.feed(0, 50);
    const sent = feed.find(({ where }) => where === 3)?.event ?? 0;
    const acted = moved(await engine.intervene(cursor, { do: 'crash', replica: 3 }));
    await engine.sit(2, acted.frame.cursor);
    const seen = moved(await engine.move(acted.frame.cursor, { kind: 'step' }));
    expect([seen.info.seat, seen.info.marks, seen.info.undoes]).toEqual([2, [], 'the last act']);
    expect(seen.info.interventions.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(await engine.verdicts(cursor)).toEqual([]);
    expect(await engine.replica(cursor, 0)).toEqual({ problem: "From R2's seat nobody can look into R0" });
    expect(await engine.replica(cursor, 2)).toMatchObject({ replica: 2 });
    expect(await engine.compareLedgers(cursor, 2, 1)).toHaveProperty('problem');
    expect(await engine.certificate(cursor, 1, 1, 1)).toHaveProperty('problem');
    expect(await engine.event(sent)).toEqual({ problem: 'R2 knows nothing of this event' });
    const known = (await engine.feed(0, 400)).filter(({ where }) => where !== 'session');
    expect(known.length).toBeGreaterThan(10);
    expect(known.every(({ where }) => where === 2)).toBe(true);
    expect(await engine.accusations(cursor)).toEqual([]);
    await engine.sit(1, cursor);
    expect((await engine.accusations(cursor)).map(({ replica }) => replica)).toContain(0);
    const found = await engine.search({ type: 'PREPARE' } as never);
    for (const at of found) expect(await engine.event(at - 1)).not.toHaveProperty('problem');
  });
});
