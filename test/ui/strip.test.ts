/** The strip of a real run: the first lesson as the space-time diagram sees it. */
import { describe, expect, it } from 'vitest';
import { PageEngine } from '../../src/runtime/page-engine.ts';

async function firstLight(crash: number | null) {
  const engine = new PageEngine(null);
  const opened = await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline');
  if ('problem' in opened) throw new Error(opened.problem);
  let cursor = opened.frame.cursor;
  if (crash !== null) {
    const crashed = await engine.intervene(cursor, { do: 'crash', replica: crash });
    if ('problem' in crashed) throw new Error(crashed.problem);
    cursor = crashed.frame.cursor;
  }
  const done = await engine.move(cursor, { kind: 'quiet' });
  return { events: await engine.strip(0, 10_000), end: done.frame.cursor };
}

describe('the strip', () => {
  it('has one entry per event, each with its playhead', async () => {
    const { events, end } = await firstLight(null);
    expect(events.map((event) => event.cursor)).toEqual(Array.from({ length: end }, (_, index) => index + 1));
  });

  it('holds every message of a fault-free request once, and four executions', async () => {
    const { events } = await firstLight(null);
    const types = new Map<string, number>();
    for (const { type } of events.flatMap((event) => event.arrows))
      types.set(type, (types.get(type) ?? 0) + 1);
    expect(Object.fromEntries(types)).toMatchObject({
      REQUEST: 1,
      'PRE-PREPARE': 3,
      PREPARE: 9,
      COMMIT: 12,
      REPLY: 4,
    });
    expect(events.flatMap((event) => event.executed.map((slot) => [event.lane, slot]))).toHaveLength(4);
    for (const arrow of events.flatMap((event) => event.arrows))
      expect(arrow.endsAt - arrow.sentAt).toBe(20_000);
  });

  it('says where messages found nobody, and who is down', async () => {
    const { events } = await firstLight(3);
    expect(events.filter((event) => event.status === 'down').map((event) => event.lane)).toEqual([3]);
    const lost = events.flatMap((event) => event.arrows).filter((arrow) => arrow.fate === 'crashed');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((arrow) => arrow.to === 3)).toBe(true);
  });

  it('knows the view that each replica is in', async () => {
    const { events } = await firstLight(0);
    const views = events.flatMap((event) => (event.lane === 1 && event.view !== null ? [event.view] : []));
    expect(views[0]).toBe(0);
    expect(views.at(-1)).toBeGreaterThanOrEqual(1);
  });
});
