/** Elements and text of an SVG file: escaped, with a canvas's font and alignment in SVG's words. */

/** The page's typeface: none is carried along, each reader has its own. */
export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif";

export type Attributes = Readonly<Record<string, string | number>>;

/** `inside` is markup; text has to come through {@link escaped} first. */
export function element(tag: string, attributes: Attributes, inside = ''): string {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<${tag}${words.join('')}${inside === '' ? '/>' : `>${inside}</${tag}>`}`;
}

/** Also without the control characters that XML does not allow. */
export function escaped(text: string): string {
  return Array.from(text, (sign) => ENTITIES[sign] ?? (isAllowed(sign) ? sign : '')).join('');
}

const ENTITIES: Readonly<Record<string, string | undefined>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function isAllowed(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return (code >= 0x20 || code === 9 || code === 10) && !isSurrogate && code !== 0xfffe && code !== 0xffff;
}

/** A canvas font such as `600 11px system-ui, sans-serif`. */
export function fontOf(font: string): {
  readonly size: number;
  readonly weight: string;
  readonly family: string;
} {
  const found = /^(?:(\d{3}|bold)\s+)?([\d.]+)px(?:\/[\d.]+(?:px)?)?\s+(.+)$/.exec(font.trim());
  const [, weight = '400', size = '10', family = 'sans-serif'] = found ?? [];
  return { size: Number(size), weight: weight === 'bold' ? '700' : weight, family };
}

export function fontAttributes(font: string, scale: number): Attributes {
  const { size, weight, family } = fontOf(font);
  const pixels = Math.round(size * scale * 100) / 100;
  return { 'font-family': family, 'font-size': pixels, ...(weight !== '400' && { 'font-weight': weight }) };
}

export function alignAttributes(align: string, baseline: string): Attributes {
  const [anchor, dominant] = [ANCHORS[align], BASELINES[baseline]];
  return {
    ...(anchor !== undefined && { 'text-anchor': anchor }),
    ...(dominant !== undefined && { 'dominant-baseline': dominant }),
  };
}

const ANCHORS: Readonly<Record<string, string | undefined>> = { center: 'middle', right: 'end', end: 'end' };
const BASELINES: Readonly<Record<string, string | undefined>> = {
  middle: 'central',
  top: 'text-before-edge',
  hanging: 'hanging',
  bottom: 'text-after-edge',
};

/** Letters of a system font are a little over half as wide as high, on average. */
export function widthOf(text: string, size: number): number {
  return text.length * size * 0.54;
}

/** Text in lines that are about `width` wide, broken between words. */
export function linesOf(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
