/**
 * Links as quadratic curves bowed to the right of travel, so that a → b and b → a never share a line, cut off
 * at the glyphs' edges (VISUAL 1).
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Start, control point, end. */
export interface Curve {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

/**
 * The link from centre to centre, without the parts under the glyphs; `bow` is the control point's share of
 * the distance, aside.
 */
export function linkCurve(a: Point, aRadius: number, b: Point, bRadius: number, bow: number): Curve {
  return steeredCurve([a, aRadius], [b, bRadius], bow, 0);
}

/** The same with the control point also moved along: `along` is its share of the distance from the middle. */
export function steeredCurve(
  [a, aRadius]: readonly [Point, number],
  [b, bRadius]: readonly [Point, number],
  aside: number,
  along: number,
): Curve {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const whole: Curve = {
    from: a,
    control: {
      x: (a.x + b.x) / 2 - dy * aside + dx * along,
      y: (a.y + b.y) / 2 + dx * aside + dy * along,
    },
    to: b,
  };
  return part(whole, leaves(whole, a, aRadius), 1 - leaves(reversed(whole), b, bRadius));
}

/** The point at share `t` of the way, 0 … 1. */
export function pointAt({ from, control, to }: Curve, t: number): Point {
  const s = 1 - t;
  return {
    x: s * s * from.x + 2 * s * t * control.x + t * t * to.x,
    y: s * s * from.y + 2 * s * t * control.y + t * t * to.y,
  };
}

/** As SVG path data, rounded to tenths. */
export function pathOf({ from, control, to }: Curve): string {
  return `M${r(from.x)} ${r(from.y)}Q${r(control.x)} ${r(control.y)} ${r(to.x)} ${r(to.y)}`;
}

/** Where the curve leaves the circle it starts in: halving, 20 times. */
function leaves(curve: Curve, centre: Point, radius: number): number {
  let low = 0;
  let high = 0.5;
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2;
    const point = pointAt(curve, middle);
    if (Math.hypot(point.x - centre.x, point.y - centre.y) < radius) low = middle;
    else high = middle;
  }
  return high;
}

function reversed({ from, control, to }: Curve): Curve {
  return { from: to, control, to: from };
}

/** The same curve between two shares of its way. */
function part(curve: Curve, start: number, end: number): Curve {
  const mix = (p: Point, q: Point, t: number): Point => ({
    x: p.x + (q.x - p.x) * t,
    y: p.y + (q.y - p.y) * t,
  });
  // The control point of the part is the curve's polar form at (start, end).
  const control = mix(mix(curve.from, curve.control, start), mix(curve.control, curve.to, start), end);
  return { from: pointAt(curve, start), control, to: pointAt(curve, end) };
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
