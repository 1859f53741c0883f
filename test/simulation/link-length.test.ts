/** A link with ten commands is at most 600 characters long, also when numbers of the scenario were changed. */
import { describe, expect, it } from 'vitest';
import type { Moved, Problem } from '../../src/runtime/api.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { catalogueIds } from '../../src/scenarios/catalog.ts';
import { hashOf } from '../../src/ui/address.ts';
import { besideText } from '../../src/ui/share/beside-link.ts';
import type { Place } from '../../src/ui/share/place.ts';

const MOST = 600;

const ACTS = [
  { do: 'crash', replica: 2 },
  { do: 'recover', replica: 2 },
  { do: 'cut', from: 0, to: 1 },
  { do: 'mend', from: 0, to: 1 },
  { do: 'submit', row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '12.5' } },
  { do: 'behave', replica: 3, as: 'equivocate', a: [1], b: [2] },
  {
    do: 'partition',
    groups: [
      [0, 1],
      [2, 3],
    ],
  },
  { do: 'heal' },
  { do: 'link', from: 0, to: 3, delayMs: { min: 40, max: 80 }, lossRate: 0.25 },
  { do: 'corrupt', replica: 1, account: 1, delta: 1_000_000 },
];

const CHANGES = [null, { seed: 123_456_789 }, { replicas: 7, delayMs: { min: 7, max: 33 }, everyMs: 17 }];

/** In the other one nobody may act before the liar is named. */
const played = catalogueIds.filter((id) => id !== 'hidden-liar');

describe.each(played)('%s with ten commands', (id) => {
  it.each(CHANGES)('and %j', async (changes) => {
    const engine = new SeatedEngine(null);
    await engine.open({ kind: 'catalogue', id }, 'inline');
    if (changes !== null) ok(await engine.restart(changes));
    const moved = await acted(engine);
    const { commands } = (moved.info.session as { session: { commands: unknown[] } }).session;
    expect(commands).toHaveLength(ACTS.length);
    const catalogue = await engine.catalogue();
    const place = await everything(moved, await actedOtherwise(engine, moved));
    const hash = await hashOf({ session: moved.info.session, catalogue, place });
    expect(hash).not.toBeNull();
    expect(`https://quorumscope.example/${hash}`.length).toBeLessThanOrEqual(MOST);
  });
});

async function acted(engine: SeatedEngine): Promise<Moved> {
  let moved = ok(await engine.move(0, { kind: 'step' }));
  for (const act of ACTS) {
    moved = ok(await engine.intervene(moved.frame.cursor, act));
    moved = ok(await engine.move(moved.frame.cursor, { kind: 'step' }));
    moved = ok(await engine.move(moved.frame.cursor, { kind: 'step' }));
  }
  return moved;
}

/** The last act done differently, in a branch; the open one is the first again. */
async function actedOtherwise(engine: SeatedEngine, { frame, info }: Moved): Promise<Moved> {
  const last = info.interventions.at(-1)?.cursor ?? 1;
  ok(await engine.intervene(last - 1, { do: 'pause', replica: 3 }));
  return ok(await engine.switchBranch(1, frame.cursor));
}

/** With something selected, everything open, a slot pinned, and a branch beside it. */
async function everything({ frame }: Moved, { info }: Moved): Promise<Place> {
  const beside = await besideText({ info, beside: { branch: 2, way: [], comparison: null } });
  expect(beside).not.toBeNull();
  return {
    drawer: 'branches',
    seat: null,
    beside,
    at: frame.cursor,
    selection: { kind: 'message', id: frame.inFlight[0]?.id ?? 'r0>1#1' },
    tab: 'evidence',
    panels: ['feed', 'inspector', 'timeline', 'table'],
    slot: 12,
  };
}

function ok(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
