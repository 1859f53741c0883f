/**
 * SVG of the page as markup that stands by itself: every style that the page's sheets gave is written as an
 * attribute, and what only a page has use for (classes, roles, handlers) is left out.
 */
import { type Attributes, element, escaped, FONT } from './svg-text.ts';

type Styles = Readonly<Record<string, string>>;

/** Inherited by the parts of a picture, with the value that a picture starts with. */
const LINES: Styles = {
  fill: '#000000',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1',
  'stroke-dasharray': 'none',
  'stroke-dashoffset': '0',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-opacity': '1',
  'paint-order': 'normal',
};
const LETTERS: Styles = {
  'font-family': FONT,
  'font-size': '16',
  'font-weight': '400',
  'font-style': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
};

const TAGS: ReadonlySet<string> = new Set(
  'g path circle ellipse rect line polyline polygon text tspan title defs pattern clipPath marker'.split(' '),
);
/** Of text, and of a pattern's or a marker's own drawing. */
const KEPT_ATTRIBUTES = new Set(
  [
    'id d x y x1 y1 x2 y2 dx dy cx cy r rx ry width height points transform clip-path pathLength',
    'patternUnits patternContentUnits patternTransform viewBox markerWidth markerHeight refX refY orient',
  ]
    .join(' ')
    .split(' '),
);

/** The parts of one picture, without its `svg` element. */
export function printedParts(picture: SVGSVGElement): string {
  return childrenOf(picture, { ...LINES, ...LETTERS }, false);
}

function childrenOf(parent: Element, styles: Styles, hidden: boolean): string {
  return Array.from(parent.childNodes, (node) => {
    if (node instanceof SVGElement) return printed(node, styles, hidden);
    const isText = node.nodeType === Node.TEXT_NODE && TEXTS.has(parent.localName);
    return isText ? escaped(node.textContent ?? '') : '';
  }).join('');
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'tspan', 'title']);

/** @param hidden inside of definitions, which are nowhere on screen themselves */
function printed(part: SVGElement, around: Styles, hidden: boolean): string {
  const tag = part.localName;
  if (!TAGS.has(tag)) return '';
  if (tag === 'title') return element(tag, {}, childrenOf(part, around, hidden));
  const computed = getComputedStyle(part);
  const isHidden = computed.display === 'none' || computed.visibility === 'hidden';
  if (isHidden && !hidden && tag !== 'defs') return '';
  const names = Object.keys(TEXTS.has(tag) ? { ...LINES, ...LETTERS } : LINES);
  const own = Object.fromEntries(names.map((name) => [name, plain(computed.getPropertyValue(name))]));
  const changed = Object.entries(own).filter(([name, value]) => value !== around[name]);
  const attributes: Attributes = {
    ...ownAttributes(part),
    ...Object.fromEntries(changed),
    ...(computed.opacity !== '1' && { opacity: computed.opacity }),
  };
  const inside = childrenOf(part, { ...around, ...own }, hidden || tag === 'defs');
  return tag === 'g' && inside === '' ? '' : element(tag, attributes, inside);
}

function ownAttributes(part: SVGElement): Attributes {
  return Object.fromEntries(
    Array.from(part.attributes)
      .filter(({ name }) => KEPT_ATTRIBUTES.has(name))
      .map(({ name, value }) => [name, value]),
  );
}

/** Colours as `#rrggbb`, references within the file, pixels as numbers. */
export function plain(value: string): string {
  const reference = /^url\("?#([^")]+)"?\)/.exec(value)?.[1];
  if (reference !== undefined) return `url(#${reference})`;
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(value);
  if (rgb !== null) {
    const parts = rgb.slice(1).map((part) => Number(part).toString(16).padStart(2, '0'));
    return `#${parts.join('')}`;
  }
  return value.replace(/(\d)px\b/g, '$1').replaceAll('"', "'");
}
