import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartGraph, ChartMove } from '../../../src/kernel/present.ts';
import { pbft } from '../../../src/protocols/pbft/index.ts';
import { layoutChart } from '../../../src/ui/panels/chart-layout.ts';
import { litByPath, movesBetween, slotsByPhase } from '../../../src/ui/panels/chart-lit.ts';
import { ChartView } from '../../../src/ui/panels/chart-view.tsx';
import { scriptedFrame } from '../fake-script.ts';
import { markup, textOf } from './support.ts';

const charts = pbft.charts ?? [];
const mode = charts.find(({ of }) => of === 'replica');
const slot = charts.find(({ of }) => of === 'slot');
if (mode === undefined || slot === undefined) throw new Error('PBFT has a chart of each kind');

/** Flat charts of any size with any moves, from anywhere included. */
const anyChart = fc.integer({ min: 1, max: 8 }).chain((count): fc.Arbitrary<ChartGraph> => {
  const path = fc.integer({ min: 0, max: count - 1 }).map((index) => `s${index}`);
  const move: fc.Arbitrary<ChartMove> = fc.record({
    from: fc.option(path),
    to: path,
    on: fc.constantFrom('go', 'stop'),
    timer: fc.boolean(),
    says: fc.constant(''),
  });
  const states = Array.from({ length: count }, (_, index) => ({
    path: `s${index}`,
    parent: null,
    says: '',
    parallel: false,
    initial: index === 0,
  }));
  return fc.array(move, { maxLength: 16 }).map((moves) => ({ of: 'replica', states, moves }));
});

/** Upright parts of all wires, as x and the two heights. */
function uprights(graph: ChartGraph) {
  return layoutChart(graph, 28).wires.flatMap(({ points }) => {
    const [, a, b] = points;
    return points.length < 4 || a === undefined || b === undefined
      ? []
      : [{ x: a[0], from: Math.min(a[1], b[1]), to: Math.max(a[1], b[1]) }];
  });
}

describe('the layout of a chart', () => {
  it('never draws two wires over each other', () => {
    fc.assert(
      fc.property(anyChart, (graph) => {
        const lines = uprights(graph);
        for (const [index, line] of lines.entries()) {
          for (const other of lines.slice(index + 1)) {
            expect(line.x !== other.x || line.to < other.from || other.to < line.from).toBe(true);
          }
        }
      }),
    );
  });

  it('gives every name a line of its own, and every move a wire', () => {
    fc.assert(
      fc.property(anyChart, (graph) => {
        const { wires } = layoutChart(graph, 28);
        const heights = wires.map(({ name }) => name[1]);
        expect(new Set(heights).size).toBe(heights.length);
        expect(wires.flatMap(({ moves }) => moves)).toHaveLength(graph.moves.length);
      }),
    );
  });

  it.each([
    ['mode', mode],
    ['slot', slot],
  ])('nests the %s chart and keeps within the Inspector', (_, graph) => {
    const { boxes, width } = layoutChart(graph, 40);
    expect(width).toBeLessThanOrEqual(328);
    const byPath = new Map(boxes.map((box) => [box.state.path, box]));
    for (const box of boxes) {
      const parent = byPath.get(box.state.parent ?? '');
      if (parent === undefined) continue;
      expect(box.x).toBeGreaterThan(parent.x);
      expect(box.y).toBeGreaterThan(parent.y);
      expect(box.y + box.height).toBeLessThan(parent.y + parent.height);
    }
  });
});

describe('what is lit', () => {
  it('is a state with all around it, in every part of the chart', () => {
    const lit = litByPath('view.normal.waiting + state.current');
    expect([...lit]).toEqual(['view', 'view.normal', 'view.normal.waiting', 'state', 'state.current']);
  });

  it('is, for slots, every phase that a slot is in', () => {
    expect([...slotsByPhase(scriptedFrame(6).replicas[0]?.glyph ?? null)]).toEqual([['pre-prepared', [1]]]);
    expect(slotsByPhase(null).size).toBe(0);
  });

  it.each([
    ['view.normal.idle', 'view.normal.waiting', false, ['requested']],
    ['view.normal.waiting', 'view.changing.collecting', true, ['request']],
    ['view.normal.waiting', 'view.changing.collecting', false, ['joined']],
    ['view.changing.collecting', 'view.changing.awaiting', false, ['gathered']],
    ['view.changing.awaiting', 'view.normal.idle', false, ['installed']],
    ['state.current', 'state.transferring', false, ['behind']],
    ['view.normal.idle', 'view.normal.idle', false, []],
  ])('tells which move led from %s to %s (by a timer: %s)', (before, now, byTimer, signals) => {
    const taken = movesBetween(mode, litByPath(before), litByPath(now), byTimer);
    expect([...taken].map(({ on }) => on)).toEqual(signals);
  });

  it('names no move where two could have been taken', () => {
    // Drained, or a new view installed while a request waited: the states are the same.
    const [before, now] = [litByPath('view.normal.waiting'), litByPath('view.normal.idle')];
    expect(movesBetween(mode, before, now, false).size).toBe(0);
  });

  it('names both signals of one wire', () => {
    const taken = movesBetween(slot, new Set(['idle']), new Set(['pre-prepared']), false);
    expect([...taken].map(({ on }) => on)).toEqual(['proposed', 'accepted']);
  });

  it('is said in words for those who do not see the picture, with timers and slots', async () => {
    const notes = new Map([['prepared', 'slots 3, 4']]);
    const view = (
      <ChartView
        graph={slot}
        label="Slots of R2"
        lit={new Set(['prepared'])}
        taken={new Set()}
        notes={notes}
      />
    );
    const html = await markup(view);
    expect(html).toContain('role="img" aria-label="Slots of R2"');
    expect(textOf(html)).toContain('prepared slots 3, 4');
    const timers = new Map([['request', '396 ms']]);
    const clock = <ChartView graph={mode} label="Mode" lit={new Set()} taken={new Set()} timers={timers} />;
    expect(textOf(await markup(clock))).toContain('request in 396 ms');
  });
});
