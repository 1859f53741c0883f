/**
 * Open slots beyond the focus one as 6 px squares under a replica's words: empty, a third, two thirds, full
 * are idle, proposed, prepared, committed (VISUAL 0, rule 3).
 */
import type { SlotGlyph } from '../../kernel/present.ts';

interface SquaresProps {
  readonly slots: readonly SlotGlyph[];
  readonly executed: number;
  readonly focus: number;
  readonly x: number;
  readonly y: number;
  /** They grow to the left of `x`. */
  readonly leftwards: boolean;
}

const SIZE = 6;
const PITCH = 8;
const MOST = 8;

export function WindowSquares({ slots, executed, focus, x, y, leftwards }: SquaresProps) {
  const open = slots
    .filter((slot) => slot.slot > executed && slot.slot !== focus && slot.level > 0)
    .slice(0, MOST);
  const left = leftwards ? x - open.length * PITCH + PITCH - SIZE : x;
  return open.map((slot, index) => {
    const filled = (SIZE * Math.min(3, slot.level)) / 3;
    return (
      <g key={slot.slot} className="square" transform={`translate(${left + index * PITCH} ${y})`}>
        <rect className="square-fill" y={SIZE - filled} width={SIZE} height={filled} />
        <rect className="square-edge" width={SIZE} height={SIZE} />
      </g>
    );
  });
}
