import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/projection/frame.ts';
import { groupNumbers, isolated, partitionOf, reachText, rejoined } from '../../../src/ui/controls/links.ts';
import { scriptedFrame } from '../fake-script.ts';

type Cut = readonly [number, number];

function frameWith(groups: readonly (readonly number[])[], single: readonly Cut[] = []): Frame {
  const numbers = groupNumbers(groups.length === 0 ? [[0, 1, 2, 3]] : groups, 4);
  const cuts: Cut[] = [...single];
  for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) if (numbers[a] !== numbers[b]) cuts.push([a, b]);
  return { ...scriptedFrame(16), groups, cuts };
}

describe('commands on links', () => {
  it('isolate one replica and leave the others together', () => {
    expect(isolated(frameWith([]), 2)).toEqual({ do: 'partition', groups: [[0, 1, 3], [2]] });
  });

  it('isolate one replica within a partition', () => {
    expect(
      isolated(
        frameWith([
          [0, 1],
          [2, 3],
        ]),
        3,
      ),
    ).toEqual({ do: 'partition', groups: [[0, 1], [2], [3]] });
  });

  it('heal when nothing else was cut', () => {
    expect(rejoined(frameWith([[0, 1, 3], [2]]), 2)).toEqual([{ do: 'heal' }]);
  });

  it('put one replica back and keep the rest apart', () => {
    expect(rejoined(frameWith([[0, 1], [2], [3]]), 3)).toEqual([
      { do: 'partition', groups: [[0, 1, 3], [2]] },
    ]);
  });

  it('mend its own single cuts and not those of others', () => {
    const frame = frameWith(
      [],
      [
        [0, 1],
        [1, 2],
        [2, 1],
      ],
    );
    expect(rejoined(frame, 1)).toEqual([{ do: 'heal' }]);
    expect(rejoined(frame, 0)).toEqual([{ do: 'mend', from: 0, to: 1 }]);
  });

  it('turn edited letters into groups, and one letter for all into healing', () => {
    expect(partitionOf([0, 1, 0, 2])).toEqual({ do: 'partition', groups: [[0, 2], [1], [3]] });
    expect(partitionOf([1, 1, 1, 1])).toEqual({ do: 'heal' });
  });

  it('say who is reached', () => {
    expect(reachText(frameWith([]), 0)).toBe('R0 reaches everyone.');
    expect(reachText(frameWith([[0], [1, 2, 3]]), 0)).toBe('R0 reaches nobody.');
  });

  it('say in which direction a link is cut', () => {
    const cuts: readonly (readonly [number, number])[] = [
      [0, 1],
      [1, 0],
      [0, 2],
      [3, 0],
    ];
    const frame = frameWith([], cuts);
    expect(reachText(frame, 0)).toBe('R0 is cut from R1; it does not reach R2; it hears nothing from R3.');
    expect(reachText(frame, 2)).toBe('R2 hears nothing from R0.');
    expect(reachText(frame, 3)).toBe('R3 does not reach R0.');
  });
});
