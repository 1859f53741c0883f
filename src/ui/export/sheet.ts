/**
 * The sheet around a figure: what it shows and when, and the trace hash by which anybody can check that it
 * was not made up. The file refers to nothing outside of itself.
 */
import type { Drawing } from './figure.ts';
import { PRINT } from './print-palette.ts';
import { short } from './svg-path.ts';
import { element, escaped, FONT, linesOf } from './svg-text.ts';

export interface Caption {
  readonly title: string;
  /** Figure, protocol, size, time: what one line can hold. */
  readonly line: string;
  readonly foot: readonly string[];
  /** In full, for those who open the file. */
  readonly description: string;
}

const MARGIN = 16;
const LEAST_WIDTH = 420;
const LINE = 16;

/** A whole SVG file. */
export function sheetOf({ width, height, markup }: Drawing, caption: Caption): string {
  const room = Math.max(width, LEAST_WIDTH - 2 * MARGIN);
  const heads = linesOf(caption.line.replaceAll(' · ', '\u00a0· '), 12, room);
  const feet = caption.foot.flatMap((text) => linesOf(text, 11, room));
  const top = MARGIN + 20 + heads.length * LINE + 8;
  const total = { width: room + 2 * MARGIN, height: top + height + 8 + feet.length * LINE + MARGIN };
  const left = MARGIN + (room - width) / 2;
  const clip = element('rect', { width: short(width), height: short(height) });
  const figure = { transform: `translate(${short(left)} ${short(top)})`, 'clip-path': 'url(#figure)' };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${short(total.width)}" height="${short(total.height)}"`,
    ` viewBox="0 0 ${short(total.width)} ${short(total.height)}" font-family="${escaped(FONT)}">\n`,
    element('title', {}, escaped(`${caption.title}: ${caption.line}`)),
    element('desc', {}, escaped(caption.description)),
    element('clipPath', { id: 'figure' }, clip),
    element('rect', { width: '100%', height: '100%', fill: PRINT.paper }),
    line(MARGIN + 14, caption.title, { 'font-size': 15, 'font-weight': 600, fill: PRINT.ink }),
    ...heads.map((text, index) =>
      line(MARGIN + 20 + 12 + index * LINE, text, { 'font-size': 12, fill: PRINT.muted }),
    ),
    '\n',
    element('g', figure, `\n${markup}\n`),
    '\n',
    ...feet.map((text, index) =>
      line(top + height + 20 + index * LINE, text, { 'font-size': 11, fill: PRINT.muted }),
    ),
    '\n</svg>\n',
  ].join('');
}

function line(y: number, text: string, attributes: Readonly<Record<string, string | number>>): string {
  return element('text', { x: MARGIN, y: short(y), ...attributes }, escaped(text));
}
