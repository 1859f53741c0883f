/**
 * Open slots beyond the focus one as 6 px squares under the glyph: empty, a third, two thirds, full are idle,
 * proposed, prepared, committed (VISUAL 0, rule 3).
 */
import type { SlotGlyph } from '../../kernel/present.ts';

interface SquaresProps {
  readonly slots: readonly SlotGlyph[];
  readonly executed: number;
  readonly focus: number;
  readonly radius: number;
}

const SIZE = 6;
const PITCH = 8;
const MOST = 8;

export function WindowSquares({ slots, executed, focus, radius }: SquaresProps) {
  const open = slots
    .filter((slot) => slot.slot > executed && slot.slot !== focus && slot.level > 0)
    .slice(0, MOST);
  const left = -(open.length * PITCH - 2) / 2;
  return open.map((slot, index) => {
    const filled = (SIZE * Math.min(3, slot.level)) / 3;
    return (
      <g key={slot.slot} className="square" transform={`translate(${left + index * PITCH} ${radius + 5})`}>
        <rect className="square-fill" y={SIZE - filled} width={SIZE} height={filled} />
        <rect className="square-edge" width={SIZE} height={SIZE} />
      </g>
    );
  });
}
