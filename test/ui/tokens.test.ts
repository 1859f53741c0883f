/**
 * The palette is measured, not trusted: every text colour against every ground (WCAG 2.2, 1.4.3 and 1.4.11),
 * and the stylesheet against tokens.ts.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cssName, PALETTES, type Palette, type ThemeName, type TokenName } from '../../src/ui/tokens.ts';

const THEMES: readonly ThemeName[] = ['light', 'dark'];
const GROUNDS: readonly TokenName[] = ['paper', 'surface', 'band'];
const TEXT: readonly TokenName[] = ['ink', 'muted'];
const SHAPES: readonly TokenName[] = ['line', 'proposal', 'vote1', 'vote2', 'change', 'contra', 'neutral'];

describe.each(THEMES)('%s palette', (theme) => {
  const palette = PALETTES[theme];

  it.each(pairs(TEXT))('%s reads on %s (at least 4.5)', (token, ground) => {
    expect(contrast(palette, token, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(SHAPES))('%s is seen on %s (at least 3)', (token, ground) => {
    expect(contrast(palette, token, ground)).toBeGreaterThanOrEqual(3);
  });

  it('reads on the primary button', () => {
    expect(contrast(palette, 'onAccent', 'proposal')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['vote1', 'vote2', 'change'] as const)('lets a letter be read on %s', (hue) => {
    expect(contrast(palette, 'onHue', hue)).toBeGreaterThanOrEqual(4.3);
  });

  it.each(['proposal', 'neutral'] as const)('lets a letter be read on %s', (hue) => {
    expect(
      contrast(palette, theme === 'light' || hue === 'proposal' ? 'onAccent' : 'onHue', hue),
    ).toBeGreaterThanOrEqual(4.4);
  });

  it('says a violation in words as well as in colour', () => {
    expect(contrast(palette, 'contra', 'surface')).toBeGreaterThanOrEqual(4.5);
  });

  it('is the same in the stylesheet', () => {
    expect(stylesheet(theme)).toEqual(
      Object.fromEntries(
        Object.entries(palette).map(([token, value]) => [cssName(token as TokenName), value.toLowerCase()]),
      ),
    );
  });
});

describe('scrubber', () => {
  const sheet = readFileSync(new URL('../../src/ui/controls/transport.css', import.meta.url), 'utf8');
  const rule = (selector: string, from = sheet) => {
    const at = from.indexOf(`${selector} {`);
    if (at < 0) throw new Error(`no rule ${selector}`);
    return from.slice(at, from.indexOf('}', at));
  };

  it.each(THEMES)('what is simulated already differs from the rest by an edge, %s', (theme) => {
    const edge = /stroke: var\(--([a-z-]+)\)/.exec(rule('\n.era'))?.[1] as TokenName;
    expect(contrast(PALETTES[theme], edge, 'surface')).toBeGreaterThanOrEqual(3);
  });

  it('the playhead ends below the names of the eras', () => {
    const px = (text: string, name: string) => Number(new RegExp(`${name}: (\\d+)px`).exec(text)?.[1]);
    const wide = sheet.slice(sheet.indexOf('@media (min-width: 761px)'));
    const names = px(rule('.scrubber-eras'), 'height');
    const top = px(rule('.scrubber .scrubber-range', wide), 'top');
    expect(
      top + px(rule('.scrubber .scrubber-range::-webkit-slider-thumb', wide), 'border-top-width'),
    ).toBeGreaterThanOrEqual(names);
    expect(
      top + px(rule('.scrubber .scrubber-range::-moz-range-thumb', wide), 'border-top-width'),
    ).toBeGreaterThanOrEqual(names);
  });
});

it('measures contrast as WCAG does', () => {
  const palette = { ...PALETTES.light, ink: '#000000', paper: '#FFFFFF', muted: '#777777' };
  expect(contrast(palette, 'ink', 'paper')).toBeCloseTo(21, 5);
  expect(contrast(palette, 'muted', 'paper')).toBeCloseTo(4.478, 2);
});

function pairs(tokens: readonly TokenName[]): (readonly [TokenName, TokenName])[] {
  return tokens.flatMap((token) => GROUNDS.map((ground) => [token, ground] as const));
}

function contrast(palette: Palette, token: TokenName, ground: TokenName): number {
  const [lighter, darker] = [luminance(palette[token]), luminance(palette[ground])].sort((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** Relative luminance of #RRGGBB. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Custom properties that theme.css gives hexadecimal values for one theme. */
function stylesheet(theme: ThemeName): Record<string, string> {
  const css = readFileSync(new URL('../../src/ui/theme.css', import.meta.url), 'utf8');
  const start = css.indexOf(theme === 'light' ? ':root {' : ':root[data-theme="dark"] {');
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/(--[a-z0-9-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]),
  );
}
