/** The matrix of links: which cell is which link, its newest message, and what is drawn of the link itself. */
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/projection/frame.ts';
import type { RunInfo } from '../../../src/runtime/api.ts';
import { cellAt, drawMatrix, linkNumber, MARGIN, newestByLink } from '../../../src/ui/stage/draw-matrix.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { scriptedFrame } from '../fake-script.ts';

const SIDE = MARGIN + 40;
const CELL = 10;

/** The calls of a pen, with where. */
async function drawn(changes: Partial<Frame>) {
  const opened = await createFakeEngine().open({ kind: 'catalogue', id: 'first-light' }, 'inline');
  if ('problem' in opened) throw new Error(opened.problem);
  const info: RunInfo = opened.info;
  const frame = { ...scriptedFrame(1), inFlight: [], ...changes };
  const calls: string[] = [];
  const pen = new Proxy({} as Record<string, unknown>, {
    get:
      (_, name: string) =>
      (...at: readonly number[]) =>
        calls.push(`${name} ${at.map((value) => Math.round(Number(value))).join(' ')}`),
    set: () => true,
    has: (_, name) => name !== 'drawImage',
  }) as unknown as CanvasRenderingContext2D;
  drawMatrix(pen, {
    frame,
    info,
    newest: newestByLink(frame),
    chosen: null,
    palette: PALETTES.light,
    side: SIDE,
  });
  return calls;
}

describe('the matrix of links', () => {
  it('has a row per sender and a column per receiver', () => {
    expect(cellAt(MARGIN + 35, MARGIN + 15, SIDE, 4)).toEqual({ from: 1, to: 3 });
    expect(cellAt(5, MARGIN + 25, SIDE, 4)).toEqual({ from: 2, to: 2 });
    expect(cellAt(5, 5, SIDE, 4)).toBeNull();
  });

  it('shows the message sent last on each link', () => {
    const frame = scriptedFrame(5);
    const [flight] = frame.inFlight.filter(({ from }) => from === 1);
    if (flight === undefined) throw new Error('expected a message of R1, found none');
    const later = { ...flight, id: 'later', sentAt: flight.sentAt + 1 };
    const newest = newestByLink({ ...frame, inFlight: [later, ...frame.inFlight] });
    expect(newest.get(linkNumber(1, Number(flight.to)))?.id).toBe('later');
    expect(newest.size).toBe(9);
  });

  it('numbers rows that have room for a line, and columns that have room for three digits', async () => {
    const numbers = (await drawn({})).filter((call) => call.startsWith('fillText'));
    const across = numbers.filter((call) => call.endsWith(` ${Math.round(MARGIN / 2)}`));
    expect(numbers.length - across.length).toBe(2);
    expect(across).toEqual([
      `fillText 0 ${MARGIN + 5} ${Math.round(MARGIN / 2)}`,
      `fillText 3 ${MARGIN + 35} ${Math.round(MARGIN / 2)}`,
    ]);
  });

  it('strikes a cut link through, and marks one with a delay or a loss of its own', async () => {
    const plain = await drawn({});
    const cut = await drawn({ cuts: [[1, 3]] });
    const [x, y] = [MARGIN + 3 * CELL, MARGIN + CELL];
    expect(cut).toContain(`moveTo ${x + 1} ${y + 9}`);
    expect(plain).not.toContain(`moveTo ${x + 1} ${y + 9}`);
    const slow = {
      from: 1,
      to: 3,
      delay: { min: 90_000, max: 90_000 },
      lossRate: null,
      duplicateRate: null,
    } as const;
    expect(await drawn({ links: [slow] })).toContain(`fillRect ${x} ${y} 1 9`);
    const lossy = { from: 1, to: 3, delay: null, lossRate: 0.2, duplicateRate: null } as const;
    expect(await drawn({ links: [lossy] })).toContain(`fillRect ${x} ${y + 8} 9 1`);
    expect(plain.filter((call) => call.endsWith('1 9') || call.endsWith('9 1'))).toEqual([]);
  });
});
