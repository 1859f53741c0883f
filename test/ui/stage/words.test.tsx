/** Words of the stage that explain signs: the letters of values, open slots, groups, a client's request. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ClientFrame } from '../../../src/projection/frame.ts';
import { ClientView } from '../../../src/ui/stage/client.tsx';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { groupWords } from '../../../src/ui/stage/partition-band.tsx';
import { keyOf, ValuesKey } from '../../../src/ui/stage/values-key.tsx';
import { openBeside, phasesWords, slotsWords, WindowSquares } from '../../../src/ui/stage/window-squares.tsx';
import { scriptedFrame } from '../fake-script.ts';

describe('the key of letters', () => {
  const contested = [
    { slot: 2, digest: 'aaaa11', letter: 'A' },
    { slot: 2, digest: 'bbbb22', letter: 'B' },
    { slot: 5, digest: 'cccc33', letter: 'A' },
    { slot: 5, digest: 'dddd44', letter: 'B' },
  ];

  it('says which value each letter is, of the slot in focus, else of the newest that has several', () => {
    expect(keyOf({ contested }, 2).map(({ digest }) => digest)).toEqual(['aaaa11', 'bbbb22']);
    expect(keyOf({ contested }, 3).map(({ digest }) => digest)).toEqual(['cccc33', 'dddd44']);
    expect(keyOf({ contested: [] }, 3)).toEqual([]);
    const words = renderToStaticMarkup(<ValuesKey frame={{ ...scriptedFrame(1), contested }} slot={2} />);
    expect(words.replace(/<[^>]*>/g, '')).toBe('slot 2:A aaaaB bbbb');
  });

  it('is not there while no slot has more than one value', () => {
    expect(renderToStaticMarkup(<ValuesKey frame={scriptedFrame(1)} slot={1} />)).toBe('');
  });
});

describe('open slots beside the one in focus', () => {
  const slot = (number: number, level: 0 | 1 | 2 | 3 | 4) =>
    ({ slot: number, phase: '', level, digest: null, rings: [] }) as const;

  it('are squares with their numbers', () => {
    const slots = [slot(1, 4), slot(2, 2), slot(3, 1), slot(4, 0), slot(5, 1)];
    expect(openBeside(slots, 1, 2).map((open) => open.slot)).toEqual([3, 5]);
    expect(slotsWords([3])).toBe('slot 3');
    expect(slotsWords([3, 4, 5])).toBe('slots 3–5');
    expect(slotsWords([3, 5])).toBe('slots 3, 5');
    const drawn = renderToStaticMarkup(
      <svg aria-hidden="true">
        <WindowSquares slots={slots} executed={1} focus={2} x={0} y={0} leftwards={false} />
      </svg>,
    );
    expect(drawn).toContain('>slots 3, 5</text>');
  });

  it('say slot and phase, each and together', () => {
    const slots = [
      { ...slot(2, 1), phase: 'pre-prepared' },
      { ...slot(3, 1), phase: 'pre-prepared' },
      { ...slot(4, 2), phase: 'prepared' },
    ];
    const drawn = renderToStaticMarkup(
      <svg aria-hidden="true">
        <WindowSquares slots={slots} executed={0} focus={1} x={0} y={0} leftwards={false} />
      </svg>,
    );
    expect([...drawn.matchAll(/<title>([^<]*)</g)].map(([, text]) => text)).toEqual([
      'slot 2: pre-prepared',
      'slot 3: pre-prepared',
      'slot 4: prepared',
    ]);
    expect(drawn).toContain('>2–3 pre-prepared, 4 prepared</text>');
    expect(phasesWords(slots.slice(2))).toBe('4 prepared');
  });
});

describe('groups of a partition', () => {
  it('are named one by one, or as a range', () => {
    expect(groupWords([2, 0])).toBe('R0 R2');
    expect(groupWords([0, 1, 2, 3, 4, 9])).toBe('R0–R4 R9');
  });
});

describe('a client', () => {
  const [client] = scriptedFrame(30).clients as readonly [ClientFrame];
  const linesAt = (width: number, height: number, changed: ClientFrame = client) => {
    const layout = stageLayout(4, 1, width, height);
    const drawn = renderToStaticMarkup(
      <ClientView {...{ client: changed, layout, index: 0, count: 1, selected: false, tabbable: false }} />,
    );
    const place = layout.clients[0] ?? { x: 0, y: 0 };
    return [...drawn.matchAll(/<text([^>]*)>([^<]*)</g)].map(([, attributes = '', text = '']) => ({
      text,
      y: place.y + Number(/ y="(-?[\d.]+)"/.exec(attributes)?.[1] ?? 0),
    }));
  };

  it('says what it asks for on a phone, too, and inside the stage', () => {
    for (const [width, height] of [
      [360, 400],
      [390, 400],
      [1240, 420],
    ] as const) {
      const lines = linesAt(width, height);
      expect(lines.map(({ text }) => text).join(' ')).toContain('account 1 pays account 2');
      expect(Math.min(...lines.map(({ y }) => y))).toBeGreaterThan(11);
    }
  });

  it('breaks a long outcome in two, so that it ends before the ring', () => {
    const outcome = 'refused by the ledger, E_NONCE: 2 equal replies';
    const request = client.request === null ? null : { ...client.request, outcome };
    const lines = linesAt(1240, 420, { ...client, request });
    expect(lines.map(({ text }) => text)).toContain('refused by the ledger,');
    expect(Math.max(...lines.map(({ text }) => text.length))).toBeLessThan(30);
    expect(Math.min(...lines.map(({ y }) => y))).toBeGreaterThan(11);
  });
});
