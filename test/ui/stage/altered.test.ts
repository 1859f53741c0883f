/** A message that somebody made say something else has a zigzag around it, and says so in words. */
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/projection/frame.ts';
import { drawMarks } from '../../../src/ui/canvas/draw-marks.ts';
import { placeMarks } from '../../../src/ui/canvas/placement.ts';
import { WordPlaces } from '../../../src/ui/canvas/word-places.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';
import { good, opened } from '../../support/pages.ts';

const layout = stageLayout(4, 1, 900, 560);

function marksOf(frame: Frame) {
  return placeMarks({
    frame,
    layout,
    styles: new Map(),
    letters: new Map(),
    named: new Set(),
    focus: null,
    selected: null,
    split: null,
    stepped: false,
    time: frame.at,
  });
}

/** How many lines a pen draws for the marks of a frame. */
function linesOf(frame: Frame): number {
  let lines = 0;
  const calls: Record<string, unknown> = {
    lineTo: () => {
      lines += 1;
    },
    measureText: () => ({ width: 20 }),
  };
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) => calls[name] ?? (() => {}),
    set: () => true,
    has: () => false,
  }) as unknown as CanvasRenderingContext2D;
  drawMarks(pen, { marks: marksOf(frame), fronts: [] }, PALETTES.light, new WordPlaces(layout));
  return lines;
}

describe('an altered message', () => {
  it('is marked on the stage from then on, and no other is', async () => {
    const { engine, at } = await opened('equivocating-primary');
    const round = good(await engine.move(at.frame.cursor, { kind: 'round' }));
    const lie = round.frame.inFlight.find(({ from, summary }) => from === 0 && summary.slot !== null);
    if (lie === undefined) throw new Error('expected a PRE-PREPARE of R0, found none');
    const edit = { do: 'alter', message: lie.id, edits: { slot: '+3' } };
    const { frame } = good(await engine.intervene(round.frame.cursor, edit));
    expect(frame.inFlight.filter(({ altered }) => altered).map(({ id }) => id)).toEqual([lie.id]);
    const [mark] = marksOf(frame).filter(({ altered }) => altered);
    expect(mark?.id).toBe(lie.id);
    expect(mark?.text).toMatch(/, altered$/);
    const plain = { ...frame, inFlight: frame.inFlight.map(({ altered: _, ...flight }) => flight) };
    expect(linesOf(frame) - linesOf(plain)).toBe(20);
    const later = good(await engine.move(frame.cursor, { kind: 'round' }));
    expect(later.frame.inFlight.some(({ altered }) => altered)).toBe(false);
  });
});
