/** A state that goes bad on the disk: found when it is read, refused, and fetched from the others. */
import { describe, expect, it } from 'vitest';
import type { Intervention, Moved, Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';

function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer as T;
}

async function openedAt(at: number, id = 'fault-free') {
  const engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'catalogue', id }, 'inline'));
  let now = await engine.move(0, { kind: 'time', target: at });
  const act = async (what: Intervention): Promise<Moved> => {
    now = good(await engine.intervene(now.frame.cursor, what));
    return now;
  };
  const until = async (target: number): Promise<Moved> => {
    now = await engine.move(now.frame.cursor, { kind: 'time', target });
    return now;
  };
  return { engine, act, until };
}

/** Fault-free runs have decided some slots by then, and checkpoints are stable. */
const LATER = 600_000;
const corruptDisk = { do: 'corrupt', replica: 2, account: 1, delta: 5_000_000, disk: true } as const;

describe('a state that goes bad on the disk', () => {
  it('is noticed by nobody while it is not read', async () => {
    const { act } = await openedAt(LATER);
    const { frame } = await act(corruptDisk);
    expect(frame.line?.sentence).toMatch(/^A balance in the state on R2’s disk is damaged/);
    expect(frame.replicas.map(({ root }) => root === frame.replicas[0]?.root)).toEqual(Array(4).fill(true));
    expect(frame.replicas[2]?.corrupted).toBe(false);
    expect(frame.faulty.now).toEqual([]);
  });

  it.each([
    ['before the crash', [corruptDisk, { do: 'crash', replica: 2 }]],
    ['while the replica is down', [{ do: 'crash', replica: 2 }, corruptDisk]],
  ] as const)('is refused on recovery and fetched from the others: %s', async (_, acts) => {
    const { engine, act, until } = await openedAt(LATER);
    for (const what of acts) await act(what);
    await until(LATER + 100_000);
    const up = await act({ do: 'recover', replica: 2 });
    const fetched = await engine.move(up.frame.cursor, { kind: 'message', type: 'STATE' });
    expect(fetched.stopped).toBeNull();
    const end = await engine.move(up.frame.cursor, { kind: 'quiet' });
    expect(new Set(end.frame.replicas.map(({ root }) => root)).size).toBe(1);
    const verdicts = await engine.verdicts(end.frame.cursor);
    expect(verdicts.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
  });

  it('without the damage what is on the disk is enough, with it nothing is believed', async () => {
    const stateOf = async (...acts: readonly Intervention[]) => {
      const { engine, act } = await openedAt(LATER);
      for (const what of [...acts, { do: 'crash', replica: 2 }]) await act(what);
      const up = await act({ do: 'recover', replica: 2 });
      const awake = await engine.move(up.frame.cursor, { kind: 'replica', target: 2 });
      return awake.frame.replicas[2]?.glyph?.mode;
    };
    expect(await stateOf(corruptDisk)).toBe('state transfer');
    expect(await stateOf()).not.toBe('state transfer');
  });

  it('is refused with its reason where there is none', async () => {
    const { act } = await openedAt(0);
    await expect(act(corruptDisk)).resolves.toMatchObject({
      frame: { line: { sentence: expect.stringContaining('R2 has no state on its disk') } },
    });
  });
});
