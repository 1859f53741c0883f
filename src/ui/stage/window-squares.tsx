/**
 * Open slots beyond the focus one under a replica's words, named, and as 6 px squares: empty, a third, two
 * thirds, full are idle, proposed, prepared, committed (VISUAL 0, rule 3).
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
  const open = openBeside(slots, executed, focus);
  if (open.length === 0) return null;
  const wide = open.length * PITCH - PITCH + SIZE;
  const left = leftwards ? x - wide : x;
  return (
    <>
      {open.map((slot, index) => {
        const filled = (SIZE * Math.min(3, slot.level)) / 3;
        return (
          <g key={slot.slot} className="square" transform={`translate(${left + index * PITCH} ${y})`}>
            <rect className="square-fill" y={SIZE - filled} width={SIZE} height={filled} />
            <rect className="square-edge" width={SIZE} height={SIZE} />
          </g>
        );
      })}
      <text className="label-count" x={leftwards ? left - 5 : left + wide + 5} y={y + SIZE}>
        {slotsWords(open.map((slot) => slot.slot))}
      </text>
    </>
  );
}

/** Slots above the last executed one that somebody works on, without the one that the stage speaks about. */
export function openBeside(slots: readonly SlotGlyph[], executed: number, focus: number): SlotGlyph[] {
  return slots.filter((slot) => slot.slot > executed && slot.slot !== focus && slot.level > 0).slice(0, MOST);
}

/** "slot 2", "slots 2–5", "slots 2, 4" */
export function slotsWords(slots: readonly number[]): string {
  const [first = 0] = slots;
  const last = slots.at(-1) ?? first;
  if (slots.length === 1) return `slot ${first}`;
  const inRow = last - first === slots.length - 1;
  return `slots ${inRow ? `${first}–${last}` : slots.join(', ')}`;
}
