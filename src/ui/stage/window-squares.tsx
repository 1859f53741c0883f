/**
 * Open slots beyond the focus one under a replica's words, named, and as 6 px squares: empty, a third, two
 * thirds, full are idle, proposed, prepared, committed (VISUAL 0, rule 3). Under pointer and keyboard they
 * say their phases.
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
  const words = { x: leftwards ? left - 5 : left + wide + 5, y: y + SIZE };
  return (
    <g className="squares">
      {open.map((slot, index) => {
        const filled = (SIZE * Math.min(3, slot.level)) / 3;
        return (
          <g key={slot.slot} className="square" transform={`translate(${left + index * PITCH} ${y})`}>
            <title>{slotWords(slot)}</title>
            {/* As wide as its share of the row and as high as a line: 6 px are hard to hit. */}
            <rect className="square-reach" x={(SIZE - PITCH) / 2} y={-5} width={PITCH} height={16} />
            <rect className="square-fill" y={SIZE - filled} width={SIZE} height={filled} />
            <rect className="square-edge" width={SIZE} height={SIZE} />
          </g>
        );
      })}
      <text className="label-count squares-slots" {...words}>
        {slotsWords(open.map((slot) => slot.slot))}
      </text>
      <text className="label-count squares-phases" {...words}>
        {phasesWords(open)}
      </text>
    </g>
  );
}

/** Slots above the last executed one that somebody works on, without the one that the stage speaks about. */
export function openBeside(slots: readonly SlotGlyph[], executed: number, focus: number): SlotGlyph[] {
  return slots.filter((slot) => slot.slot > executed && slot.slot !== focus && slot.level > 0).slice(0, MOST);
}

/** "2–4 pre-prepared, 5 prepared": which stand where, as the row says under pointer and keyboard. */
export function phasesWords(slots: readonly SlotGlyph[]): string {
  const phases = new Map<string, number[]>();
  for (const { slot, phase } of slots) phases.set(phase, [...(phases.get(phase) ?? []), slot]);
  return [...phases].map(([phase, numbers]) => `${range(numbers)} ${phase}`).join(', ');
}

/** "slot 2: pre-prepared", as its square says when asked. */
export function slotWords({ slot, phase }: SlotGlyph): string {
  return `slot ${slot}: ${phase}`;
}

/** "slot 2", "slots 2–5", "slots 2, 4" */
export function slotsWords(slots: readonly number[]): string {
  return `${slots.length === 1 ? 'slot' : 'slots'} ${range(slots)}`;
}

/** "2", "2–5", "2, 4" */
function range(slots: readonly number[]): string {
  const [first = 0] = slots;
  const last = slots.at(-1) ?? first;
  const inRow = slots.length > 1 && last - first === slots.length - 1;
  return inRow ? `${first}–${last}` : slots.join(', ');
}
