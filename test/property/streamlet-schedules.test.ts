/**
 * Schedules against Streamlet: before every half epoch other links are cut, one replica votes for everything,
 * nothing is echoed. Whatever is drawn, nothing that is always true breaks; and with one of the first four
 * planted bugs the same schedules break it, so they would have found one (fact pack §9 searched them all).
 */
import { describe, expect, it } from 'vitest';
import { drawAt, streamKey } from '../../src/kernel/random.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

/** `SCHEDULES=5000` before the command asks for as many as the documentation speaks of. */
const schedules = Number(process.env.SCHEDULES ?? 80);
const halfEpochs = 20;

/** Cuts before every half epoch: messages are sent when an epoch begins and in its middle. */
function cutsOf(seed: number): readonly object[] {
  let counter = 0;
  const key = streamKey(seed, 'streamlet/schedule');
  const chance = (probability: number) => drawAt(key, counter++) < probability;
  const keep = 0.3 + 0.5 * drawAt(key, counter++);
  return Array.from({ length: halfEpochs }, (_, half) => {
    const at = half === 0 ? 0 : 10 * half - 5;
    const cuts = [0, 1, 2, 3].flatMap((from) =>
      [0, 1, 2, 3]
        .filter((to) => to !== from && !chance(keep))
        .map((to) => ({ atMs: at, do: 'cut', from, to })),
    );
    return [{ atMs: at, do: 'heal' }, ...cuts];
  }).flat();
}

async function violated(seed: number, bugs: readonly string[]): Promise<readonly string[]> {
  const checked = validateScenario(
    {
      version: 1,
      id: 'schedule',
      seed,
      protocol: {
        id: 'streamlet',
        replicas: 4,
        bugs,
        options: { own: { epochMs: 20, everyEpoch: true, echo: false } },
      },
      network: { delayMs: { min: 10, max: 10 } },
      workload: { source: 'builtin:transfers', count: 4, everyMs: 10 },
      commands: [{ atMs: 0, do: 'behave', replica: 3, as: 'double-vote' }, ...cutsOf(seed)],
      until: { quiet: true, ms: 10 * halfEpochs + 100 },
    },
    known,
  );
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const { verdicts } = await runScenario(checked.value, rows.value);
  return verdicts.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
}

describe('drawn schedules', () => {
  it('break nothing', async () => {
    for (let seed = 1; seed <= schedules; seed++)
      expect(await violated(seed, []), `seed ${seed}`).toEqual([]);
  }, 3_600_000);

  it.each(['two-consecutive', 'epoch-gaps', 'finalise-third', 'any-parent'])(
    'find %s',
    async (bug) => {
      let seed = 1;
      while (seed <= 10 * schedules && (await violated(seed, [bug])).length === 0) seed++;
      expect(seed).toBeLessThanOrEqual(10 * schedules);
    },
    120_000,
  );
});
