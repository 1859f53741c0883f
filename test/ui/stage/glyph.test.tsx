/** A replica's glyph: rings before the first vote, one vocabulary of phases, who is cut off, on a phone too. */
import { describe, expect, it } from 'vitest';
import type { ReplicaFrame } from '../../../src/projection/frame.ts';
import { phaseWord } from '../../../src/ui/stage/focus.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { ReplicaGlyphView } from '../../../src/ui/stage/replica.tsx';
import { good, opened } from '../../support/pages.ts';
import { scriptedFrame } from '../fake-script.ts';
import { markup } from '../panels/support.ts';

function drawn(
  replica: ReplicaFrame,
  { width = 800, height = 600, slot = 1, contradicts = false, seats = 4, behind = 0 } = {},
) {
  return markup(
    <svg aria-hidden="true">
      <ReplicaGlyphView
        replica={replica}
        layout={stageLayout(seats, 1, width, height)}
        slot={slot}
        mark={behind > 0 ? { kind: 'behind', slots: behind } : { kind: 'equal' }}
        selected={false}
        tabbable={false}
        blocked={false}
        commonView={0}
        letter={null}
        furthest={0}
        cut={null}
        ringCount={2}
        contradicts={contradicts}
      />
    </svg>,
  );
}

const texts = (html: string) =>
  [...html.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text = '']) => text.replace(/<[^>]*>/g, ''));
const count = (html: string, what: string) => html.split(what).length - 1;

describe('who leads, and who is on the way to another view', () => {
  const { 0: leader, 1: backup } = scriptedFrame(16).replicas as readonly [ReplicaFrame, ReplicaFrame];
  const ring = leader.glyph?.slots[0]?.rings[0];
  if (leader.glyph === null || ring === undefined) throw new Error('expected a glyph with a ring');
  const changing = { ...leader, glyph: { ...leader.glyph, change: { target: 1, ring } } } as ReplicaFrame;

  it.each([4, 7, 10, 16, 31])('wears a crown, once, among %i', async (seats) => {
    expect(count(await drawn(leader, { seats }), '♛')).toBe(1);
    expect(count(await drawn(backup, { seats }), '♛')).toBe(0);
  });

  it.each([16, 31])('is marked where there are no words, among %i', async (seats) => {
    expect(count(await drawn(changing, { seats }), 'mode-mark')).toBe(1);
    expect(count(await drawn(leader, { seats }), 'mode-mark')).toBe(0);
  });
});

describe('words that would run out of the stage', () => {
  it('end above its lower edge, however many lines the lowest replica has', async () => {
    const seat = scriptedFrame(16).replicas[2] as ReplicaFrame;
    const [open] = seat.glyph?.slots ?? [];
    if (seat.glyph === null || open === undefined) throw new Error('expected an open slot');
    const voted = { ...seat, glyph: { ...seat.glyph, slots: [open, { ...open, slot: open.slot + 1 }] } };
    for (const height of [380, 420, 480, 560]) {
      const html = await drawn(voted, { width: 800, height, behind: 1 });
      const { y } = stageLayout(4, 1, 800, height).replicas[2] ?? { y: 0 };
      const baselines = [...html.matchAll(/<text[^>]* y="(-?[\d.]+)"/g)].map(([, at]) => y + Number(at));
      expect(baselines.length).toBeGreaterThan(2);
      expect(Math.max(...baselines)).toBeLessThan(height - 8);
    }
  });

  it('stand in two lines, where there is room in one', async () => {
    const voted = scriptedFrame(16).replicas[1] as ReplicaFrame;
    expect(texts(await drawn(voted, { width: 1200, height: 600 }))).toContain('PREPARE 3/3 with R0');
    const narrow = texts(await drawn(voted, { width: 600, height: 600 }));
    expect(narrow).toContain('PREPARE 3/3');
    expect(narrow).toContain('with R0');
  });
});

describe('rings', () => {
  it('are there before anybody voted, every segment of them "not heard"', async () => {
    const glyph = await drawn(scriptedFrame(1).replicas[1] as ReplicaFrame);
    expect(count(glyph, 'segment is-none')).toBe(8);
    expect(glyph).not.toContain('class="seal"');
    expect(texts(glyph)).toContain('waiting');
  });

  it('where the slot was executed and forgotten are a seal, and it is said once', async () => {
    const { engine } = await opened('fault-free');
    const end = good(await engine.move(0, { kind: 'quiet' }));
    // The stable checkpoint has taken the slots away.
    const later = good(await engine.move(end.frame.cursor, { kind: 'time', target: end.frame.at + 100_000 }));
    const replica = later.frame.replicas[1] as ReplicaFrame;
    const glyph = await drawn(replica, { slot: 20 });
    expect(count(glyph, 'segment')).toBe(0);
    expect(glyph).toContain('class="seal"');
    expect(texts(glyph).filter((text) => text.startsWith('executed'))).toEqual(['executed 20']);
  });

  it('of one that is down are what is on its disk, hollow, with its view', async () => {
    const up = scriptedFrame(16).replicas[1] as ReplicaFrame;
    if (up.glyph === null) throw new Error('expected a glyph');
    const down = { ...up, status: 'crashed', glyph: null, root: null } as const;
    const bare = await drawn(down);
    expect(count(bare, 'segment is-')).toBe(0);
    expect(texts(bare)[0]).toBe('R1');
    const glyph = await drawn({ ...down, onDisk: up.glyph });
    expect(glyph).toContain('is-hollow');
    expect(count(glyph, 'segment is-')).toBe(8);
    expect(texts(glyph)[0]).toBe('R1 · view 0');
    expect(glyph).toMatch(/aria-label="R1, crashed, on its disk: view 0, prepared at slot 1/);
    expect(await drawn(up)).not.toContain('is-hollow');
  });

  it('of a replica that broke a promise carry the sign of a violation', async () => {
    const replica = scriptedFrame(16).replicas[1] as ReplicaFrame;
    expect(await drawn(replica)).not.toContain('contradicts');
    const glyph = await drawn(replica, { contradicts: true });
    expect(glyph).toContain('class="contradiction-mark"');
    expect(glyph).toMatch(/aria-label="[^"]*, contradicts"/);
  });
});

it('a slot without a proposal is waited for, whether votes have come or not', () => {
  const glyph = scriptedFrame(16).replicas[1]?.glyph;
  if (!glyph) throw new Error('expected a glyph');
  const idle = { slot: 7, phase: 'idle', level: 0, digest: null, rings: [] } as const;
  expect(phaseWord({ ...glyph, slots: [idle] }, 7)).toBe('waiting');
  expect(phaseWord({ ...glyph, slots: [] }, 7)).toBe('waiting');
  expect(phaseWord({ ...glyph, slots: [{ ...idle, phase: 'prepared' }] }, 7)).toBe('prepared');
});

it('on a phone says view, phase and count', async () => {
  const words = texts(
    await drawn(scriptedFrame(16).replicas[1] as ReplicaFrame, { width: 390, height: 400 }),
  );
  expect(words[0]).toBe('R1 · view 0');
  expect(words[1]).toMatch(/^prepared \d\/3/);
});

describe('who is cut off', () => {
  const away = async (act: { readonly do: string } & Readonly<Record<string, unknown>>) => {
    const { engine, at } = await opened('first-light');
    const { frame } = good(await engine.intervene(at.frame.cursor, act));
    return frame.replicas.map((replica) => [replica.cutOff, replica.away === true]);
  };
  const [whole, link, apart] = [
    [false, false],
    [true, false],
    [true, true],
  ];

  it('of 1 | 3 is only the one; of 2 | 2 everybody; of one cut link nobody', async () => {
    expect(await away({ do: 'partition', groups: [[0], [1, 2, 3]] })).toEqual([apart, link, link, link]);
    const halves = [
      [0, 1],
      [2, 3],
    ];
    expect(await away({ do: 'partition', groups: halves })).toEqual([apart, apart, apart, apart]);
    expect(await away({ do: 'cut', from: 0, to: 1 })).toEqual([link, link, whole, whole]);
  });

  it('alone has the scissors; a cut link is only named', async () => {
    const replica = scriptedFrame(16).replicas[1] as ReplicaFrame;
    const linked = await drawn({ ...replica, cutOff: true });
    expect(linked).not.toContain('badge-cut-off');
    expect(linked).toMatch(/aria-label="[^"]*, a link is cut/);
    const alone = await drawn({ ...replica, cutOff: true, away: true });
    expect(alone).toContain('badge-cut-off');
    expect(alone).toMatch(/aria-label="[^"]*, cut off/);
  });
});
