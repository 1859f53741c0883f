/** One stroke: an open one cuts what it crosses, a closed one parts who is inside from the rest. */
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../src/ui/stage/curve.ts';
import { type Layout, stageLayout } from '../../../src/ui/stage/geometry.ts';
import { beginStroke, extendStroke, MOST_CUTS, meaningOf } from '../../../src/ui/stage/stroke.ts';
import { scriptedFrame } from '../fake-script.ts';

const frame = scriptedFrame(0);

describe('an open stroke', () => {
  it('cuts every link it crosses, each direction by itself', () => {
    const layout = stageLayout(4, 1, 1200, 600);
    const { centre, radius } = layout;
    // From above between R0 and R1 to the right of R1: the two links between them are in its way.
    const meaning = drawn(layout, [
      { x: centre.x + radius * 0.3, y: centre.y - radius * 0.3 },
      { x: centre.x + radius * 0.9, y: centre.y - radius * 0.9 },
    ]);
    expect(meaning.label).toBe('cuts 2 links');
    expect(meaning.acts).toEqual([
      { do: 'cut', from: 0, to: 1 },
      { do: 'cut', from: 1, to: 0 },
    ]);
  });

  it('leaves out what is cut already', () => {
    const layout = stageLayout(4, 1, 1200, 600);
    const { centre, radius } = layout;
    const cut = { ...frame, cuts: [[0, 1]] as const };
    const from = { x: centre.x + radius * 0.3, y: centre.y - radius * 0.3 };
    const to = { x: centre.x + radius * 0.9, y: centre.y - radius * 0.9 };
    expect(meaningOf(extendStroke(beginStroke(from), to, cut, layout), layout).label).toBe('cuts 1 link');
  });

  it('means nothing where it crosses nothing, and advises a loop where it crosses too much', () => {
    const few = stageLayout(4, 1, 1200, 600);
    const nothing = drawn(few, [
      { x: 10, y: 590 },
      { x: 60, y: 590 },
    ]);
    expect(nothing.acts).toEqual([]);
    const many = stageLayout(10, 1, 1200, 600);
    const crowd = drawn(many, [
      { x: many.centre.x, y: many.centre.y - many.radius * 0.8 },
      { x: many.centre.x, y: many.centre.y + many.radius * 0.8 },
    ]);
    expect(crowd.acts).toEqual([]);
    expect(crowd.label).toMatch(/^crosses (\d+) links/);
    expect(Number(/\d+/.exec(crowd.label)?.[0])).toBeGreaterThan(MOST_CUTS);
  });
});

describe('a stroke that closes on itself', () => {
  it('parts the replicas inside from the rest', () => {
    const layout = stageLayout(4, 1, 1200, 600);
    const [r0, r1] = layout.replicas as [Point, Point];
    const meaning = drawn(layout, [
      { x: r0.x - 80, y: r0.y - 80 },
      { x: r1.x + 80, y: r0.y - 80 },
      { x: r1.x + 80, y: r1.y + 80 },
      { x: r1.x - 80, y: r1.y },
      { x: r0.x - 80, y: r0.y + 80 },
      { x: r0.x - 80, y: r0.y - 70 },
    ]);
    expect(meaning).toEqual({
      label: '{R0, R1} | {R2, R3}',
      acts: [
        {
          do: 'partition',
          groups: [
            [0, 1],
            [2, 3],
          ],
        },
      ],
      closed: true,
    });
  });

  it('means nothing around nobody or around all', () => {
    const layout = stageLayout(4, 1, 1200, 600);
    const { x, y } = layout.centre;
    const around = (half: number) => [
      { x: x - half, y: y - half },
      { x: x + half, y: y - half },
      { x: x + half, y: y + half },
      { x: x - half, y: y + half },
      { x: x - half, y: y - half + 5 },
    ];
    expect(drawn(layout, around(40))).toMatchObject({ acts: [], closed: true });
    expect(drawn(layout, around(500))).toMatchObject({ acts: [], closed: true });
  });
});

function drawn(layout: Layout, [first, ...rest]: readonly Point[]) {
  let stroke = beginStroke(first as Point);
  for (const point of rest) stroke = extendStroke(stroke, point, frame, layout);
  return meaningOf(stroke, layout);
}
