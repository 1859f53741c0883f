/**
 * A canvas path as the `d` of an SVG path: points go through the transform of the moment, as a canvas does
 * it.
 */

/** As in `setTransform`: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** `first` happens in the space that `then` makes. */
export function times(then: Matrix, first: Matrix): Matrix {
  const [a, b, c, d, e, f] = then;
  const [g, h, i, j, k, l] = first;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function through([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** How much longer lengths become, on average of the two directions. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** Two decimals are a fiftieth of what a screen or a printer can show. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export class SvgPath {
  private parts: string[] = [];
  private open = false;

  get d(): string {
    return this.parts.join('');
  }

  clear(): void {
    this.parts = [];
    this.open = false;
  }

  move(matrix: Matrix, x: number, y: number): void {
    this.parts.push(`M${this.point(matrix, x, y)}`);
    this.open = true;
  }

  /** The first line of a path starts where it would end. */
  line(matrix: Matrix, x: number, y: number): void {
    if (this.open) this.parts.push(`L${this.point(matrix, x, y)}`);
    else this.move(matrix, x, y);
  }

  curve(matrix: Matrix, ...numbers: readonly number[]): void {
    const points: string[] = [];
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      points.push(this.point(matrix, numbers[index] ?? 0, numbers[index + 1] ?? 0));
    }
    if (!this.open) this.parts.push(`M${points[0]}`);
    this.open = true;
    this.parts.push(`${points.length === 2 ? 'Q' : 'C'}${points.join(' ')}`);
  }

  /** Angles in radians, clockwise from 3 o'clock unless `back`; a whole turn is two half ones. */
  arc(matrix: Matrix, circle: Circle, from: number, to: number, back: boolean): void {
    const { x, y, rx, ry } = circle;
    const turn = sweep(from, to, back);
    const at = (angle: number) => [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
    this.line(matrix, ...at(from));
    const pieces = Math.abs(turn) > Math.PI ? 2 : 1;
    const scale = scaleOf(matrix);
    for (let piece = 1; piece <= pieces; piece += 1) {
      const end = this.point(matrix, ...at(from + (turn * piece) / pieces));
      this.parts.push(`A${short(rx * scale)} ${short(ry * scale)} 0 0 ${turn > 0 ? 1 : 0} ${end}`);
    }
  }

  close(): void {
    if (this.open) this.parts.push('z');
  }

  private point(matrix: Matrix, x: number, y: number): string {
    const [px, py] = through(matrix, x, y);
    return `${short(px)} ${short(py)}`;
  }
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** The way a canvas goes around: never more than once. */
function sweep(from: number, to: number, back: boolean): number {
  const whole = 2 * Math.PI;
  const way = back ? from - to : to - from;
  if (way >= whole) return back ? -whole : whole;
  const turned = ((way % whole) + whole) % whole;
  return back ? -turned : turned;
}
