/** The pen that writes SVG: what scenes draw on a canvas becomes elements that any reader understands. */
import { describe, expect, it } from 'vitest';
import { traceShape } from '../../../src/ui/canvas/shapes.ts';
import { sheetOf } from '../../../src/ui/export/sheet.ts';
import { patternOf } from '../../../src/ui/export/svg-pattern.ts';
import { SvgPen } from '../../../src/ui/export/svg-pen.ts';
import { escaped, linesOf } from '../../../src/ui/export/svg-text.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';

function drawn(draw: (pen: SvgPen) => void): string {
  const pen = new SvgPen('t');
  draw(pen);
  return pen.markup();
}

describe('paths', () => {
  it('go through the transform of the moment, as on a canvas', () => {
    const markup = drawn((pen) => {
      pen.setTransform(2, 0, 0, 2, 10, 20);
      pen.beginPath();
      pen.moveTo(1, 1);
      pen.lineTo(5, 1);
      pen.closePath();
      pen.lineWidth = 1.5;
      pen.strokeStyle = '#112233';
      pen.stroke();
    });
    expect(markup).toBe('<path d="M12 22L20 22z" fill="none" stroke="#112233" stroke-width="3"/>');
  });

  it('draw a whole circle as two arcs and part of one as it goes', () => {
    const whole = drawn((pen) => {
      pen.beginPath();
      pen.arc(0, 0, 5, 0, 2 * Math.PI);
      pen.fill();
    });
    expect(whole).toContain('d="M5 0A5 5 0 0 1 -5 0A5 5 0 0 1 5 0"');
    const part = drawn((pen) => {
      pen.beginPath();
      pen.arc(0, 0, 5, 0, Math.PI / 2);
      pen.fill();
    });
    expect(part).toContain('d="M5 0A5 5 0 0 1 0 5"');
    const back = drawn((pen) => {
      pen.beginPath();
      pen.arc(0, 0, 5, 0, Math.PI / 2, true);
      pen.fill();
    });
    expect(back).toContain('d="M5 0A5 5 0 0 0 -3.54 -3.54A5 5 0 0 0 0 5"');
  });

  it('of nothing are left out', () => {
    expect(
      drawn((pen) => {
        pen.beginPath();
        pen.fill();
        pen.stroke();
      }),
    ).toBe('');
  });
});

describe('state', () => {
  it('comes back with restore: style, transform, dashes and clip', () => {
    const markup = drawn((pen) => {
      pen.save();
      pen.beginPath();
      pen.rect(0, 0, 4, 4);
      pen.clip();
      pen.translate(1, 1);
      pen.setLineDash([2, 3]);
      pen.fillStyle = '#ff0000';
      pen.strokeRect(0, 0, 1, 1);
      pen.restore();
      pen.fillRect(0, 0, 1, 1);
      pen.restore();
    });
    expect(markup).toContain('<clipPath id="t0"><path d="M0 0L4 0L4 4L0 4z"/></clipPath>');
    expect(markup).toContain('stroke-dasharray="2 3" clip-path="url(#t0)"');
    expect(markup).toContain('<path d="M0 0L1 0L1 1L0 1z" fill="#000000"/>');
  });
});

describe('text', () => {
  it('keeps font, weight and alignment, and cannot leave its element', () => {
    const markup = drawn((pen) => {
      pen.font = '600 11px system-ui, sans-serif';
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText('</text><script>"&', 3, 4);
    });
    expect(markup).toBe(
      '<text x="3" y="4" font-family="system-ui, sans-serif" font-size="11" font-weight="600" text-anchor="middle"' +
        ' dominant-baseline="central" fill="#000000">&lt;/text&gt;&lt;script&gt;&quot;&amp;</text>',
    );
  });

  it('loses signs that XML does not allow', () => {
    expect(escaped('a\u0000\u0007\ud800b\u00e9😀')).toBe('abé😀');
  });

  it('is broken between words', () => {
    expect(linesOf('one two three four', 12, 60)).toEqual(['one two', 'three', 'four']);
    expect(linesOf('', 12, 60)).toEqual(['']);
  });
});

it('a striped tile becomes a pattern of rectangles, run by run', () => {
  const [hue, paper] = [
    [1, 2, 3, 255],
    [255, 255, 255, 255],
  ] as const;
  const pixels = [...hue, ...hue, ...paper, ...[0, 0, 0, 0]];
  expect(patternOf('p', 4, 1, pixels).markup).toBe(
    '<pattern id="p" width="4" height="1" patternUnits="userSpaceOnUse">' +
      '<rect x="0" y="0" width="2" height="1" fill="#010203"/><rect x="2" y="0" width="1" height="1" fill="#ffffff"/></pattern>',
  );
});

it('draws every shape of a message, on a sheet that refers to nothing outside', () => {
  const shapes = ['tag', 'tag-left', 'square', 'triangle', 'disc', 'hexagon', 'diamond', 'bar'] as const;
  const markup = drawn((pen) => {
    for (const [index, shape] of shapes.entries()) {
      pen.beginPath();
      traceShape(pen, shape, 20 * index, 10, 14);
      pen.fillStyle = PALETTES.light.vote1;
      pen.fill();
    }
  });
  const caption = { title: 'A < B', line: 'Stage · n = 4', foot: ['trace 0000'], description: 'all of it' };
  const sheet = sheetOf({ width: 800, height: 600, markup }, caption);
  expect(sheet.match(/<path /g)?.length).toBe(shapes.length);
  expect(sheet).toContain('A &lt; B');
  expect(sheet).not.toMatch(/href|url\((?!#)|<script|<style|class=|@import/);
  expect(balanced(sheet)).toBe(true);
});

/** Every element that opens closes, in order. */
function balanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, closing, tag = '', single] of markup.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== tag) return false;
    } else if (single !== '/') open.push(tag);
  }
  return open.length === 0;
}
