/**
 * The words of a replica, outside the ring where no link passes: name and view, phase of the focus slot,
 * counts, slots.
 */
import type { ReplicaGlyph, Ring } from '../../kernel/present.ts';
import type { ReplicaFrame } from '../../projection/frame.ts';
import { countText, currentRing, phaseWord, ringsOf, shortCount, viewName } from './focus.ts';
import type { LabelSide } from './geometry.ts';
import { heardWords } from './heard.ts';
import type { Level } from './level.ts';
import type { RootMark } from './root-mark.ts';
import { WindowSquares } from './window-squares.tsx';

interface LabelProps {
  readonly replica: ReplicaFrame;
  readonly slot: number;
  readonly side: LabelSide;
  /** For a line of words, px. */
  readonly room: number;
  /** From the first line down to the edge of the stage, px. */
  readonly drop: number;
  readonly level: Level;
  readonly compact: boolean;
  readonly mark: RootMark;
  /** Say what it waits for instead of counting: the run is stuck. */
  readonly blocked: boolean;
  readonly letter: string | null;
  /** The highest slot that some live replica has executed. */
  readonly furthest: number;
  /** Left out where there is no room and it is the same for all. */
  readonly showView: boolean;
}

interface Line {
  readonly key: string;
  readonly className: string;
  readonly text: string;
  readonly crown?: boolean;
}

const LEADING = 16;
/** Of a character of a label, px: 12 px type with wide letters. */
const ADVANCE = 7;

export function ReplicaLabels(props: LabelProps) {
  const { side } = props;
  const lines = linesOf(props).flatMap((line) => fitted(line, props.room));
  const first = firstLine(side, lines.length, props.drop);
  return (
    <g className="labels" textAnchor={side.anchor}>
      {lines.map((line, index) => (
        <text key={line.key} className={line.className} x={side.x} y={side.y + first + index * LEADING}>
          {line.crown === true && <tspan className="crown">♛ </tspan>}
          {line.text}
        </text>
      ))}
      {props.level.detail === 'all' && props.replica.glyph !== null && (
        <WindowSquares
          slots={props.replica.glyph.slots}
          executed={props.replica.glyph.executedSlot}
          focus={props.slot}
          x={side.x}
          y={side.y + first + lines.length * LEADING - 8}
          leftwards={side.anchor === 'end'}
        />
      )}
    </g>
  );
}

/** "PREPARE 3/3 with R0" or "pre-prepared 2/7" in two lines where it would run out of the stage. */
function fitted(line: Line, room: number): readonly Line[] {
  const within = line.text.indexOf(' with ');
  const cut = within < 0 ? line.text.lastIndexOf(' ') : within;
  if (line.crown !== undefined || cut < 0 || line.text.length * ADVANCE <= room) return [line];
  const rest = line.text.slice(cut + 1);
  return [
    { ...line, text: line.text.slice(0, cut) },
    { ...line, key: `${line.key} rest`, text: rest },
  ];
}

/** Of so many lines with the squares of slots below them, which end above the edge of the stage. */
function firstLine({ grow }: LabelSide, count: number, drop: number): number {
  if (grow === 'up') return -(count - 1) * LEADING;
  return grow === 'down' ? Math.min(0, drop - count * LEADING) : centred(count);
}

function centred(count: number): number {
  return -((count - 1) * LEADING) / 2 + 4;
}

/** "view 0, heard 42 ms ago" in two lines: in one it is wider than the room beside a glyph. */
function heardLines(words: string): Line[] {
  return words.split(/(?<=, heard|since) /).map((text) => ({ key: text, className: 'label-phase', text }));
}

function linesOf(props: LabelProps): Line[] {
  const { replica, slot, level, compact, mark, blocked, letter, showView } = props;
  const { glyph } = replica;
  const crown = glyph !== null && glyph.leader === replica.id;
  // Of one that is down, what its disk says.
  const last = glyph ?? replica.onDisk ?? null;
  const view = last === null || !showView ? '' : ` · ${viewName(last)}`;
  const name: Line = { key: 'name', className: 'label-name', text: `R${replica.id}${view}`, crown };
  if (level.detail === 'number') return [];
  if (level.detail === 'name') return [name];
  // Beside seven on a phone there is room for a name and a count.
  if (compact && props.side.grow === 'centre')
    return [{ ...name, text: `R${replica.id}` }, ...countOf(props)];
  if (replica.heard !== undefined) return [name, ...heardLines(heardWords(replica.heard))];
  if (glyph === null) return [name, { key: 'phase', className: 'label-phase', text: replica.status }];
  const phase: Line = {
    key: 'phase',
    className: 'label-phase',
    text: `${phaseText(glyph, slot, props.furthest)}${letter === null ? '' : ` ${letter}`}`,
  };
  const rings = ringsOf(glyph, slot);
  // What was executed and forgotten since is said once, with its slot.
  const isApart = mark.kind === 'differs' || mark.kind === 'behind';
  if (rings.length === 0 && glyph.executedSlot >= slot && !isApart && glyph.mode === 'normal')
    return [name, { ...phase, text: `executed ${glyph.executedSlot}` }];
  // Two below the ring stand close together.
  const isTight = props.side.grow === 'down' && (rings[0]?.segments.length ?? 0) > 5;
  if (compact && isTight) return [name, phase];
  if (compact) return [name, ...(glyph.change === null ? oneLine(phase, currentRing(rings)) : [phase])];
  if (level.detail === 'one-ring')
    return [
      name,
      ...(glyph.change === null ? oneLine(phase, currentRing(rings)) : [phase]),
      ...slotLines(replica, mark, level),
    ];
  if (glyph.change !== null) return [name, phase, ...slotLines(replica, mark, level)];
  const counts: Line[] = rings.map((ring) => ({
    key: ring.label,
    className: ring.count >= ring.threshold ? 'label-count is-reached' : 'label-count',
    text: `${ring.label} ${countText(ring)}`,
  }));
  const waiting = blocked && replica.waiting !== null ? waitingLines(replica.waiting) : null;
  return [name, phase, ...(waiting ?? counts), ...slotLines(replica, mark, level)];
}

/** The phase; a view change with its count, catching up with its progress. */
function phaseText(glyph: ReplicaGlyph, slot: number, furthest: number): string {
  if (glyph.change !== null) {
    const { ring } = glyph.change;
    return `${phaseWord(glyph, slot)}, ${shortCount(ring)}`;
  }
  return glyph.mode === 'state transfer' && furthest > glyph.executedSlot
    ? `slot ${glyph.executedSlot} to ${furthest}`
    : phaseWord(glyph, slot);
}

/** "3/7" of the ring that is drawn, bold when reached; none while no votes are counted. */
function countOf({ replica: { glyph, heard }, slot }: LabelProps): Line[] {
  const ring =
    glyph === null || heard !== undefined ? undefined : (glyph.change?.ring ?? currentOf(glyph, slot));
  if (ring === undefined) return [];
  const reached = ring.count >= ring.threshold;
  return [
    { key: 'count', className: reached ? 'label-count is-reached' : 'label-count', text: shortCount(ring) },
  ];
}

function currentOf(glyph: ReplicaGlyph, slot: number): Ring | undefined {
  return currentRing(ringsOf(glyph, slot))[0];
}

/** "prepared 3/7": phase and count of the one ring that is drawn. */
function oneLine(phase: Line, rings: readonly Ring[]): Line[] {
  const [ring] = rings;
  if (ring === undefined) return [phase];
  const reached = ring.count >= ring.threshold;
  return [
    {
      ...phase,
      className: reached ? 'label-count is-reached' : 'label-phase',
      text: `${phase.text} ${shortCount(ring)}`,
    },
  ];
}

/** "slot 3 needs 3 PREPAREs, has 2 with R0: from 0, 3" in lines that fit beside a glyph. */
function waitingLines(waiting: string): Line[] {
  const said = waiting.split(':')[0] ?? '';
  const lines = said.split(/(?<= needs) |(?<=,) /);
  return lines.map((text) => ({ key: text, className: 'label-waiting', text }));
}

function slotLines(replica: ReplicaFrame, mark: RootMark, level: Level): Line[] {
  if (mark.kind === 'differs')
    return [{ key: 'root', className: 'label-differs', text: `differs at ${mark.slot}` }];
  if (mark.kind === 'behind')
    return [
      {
        key: 'root',
        className: 'label-count',
        text: `−${mark.slots} ${mark.slots === 1 ? 'slot' : 'slots'}`,
      },
    ];
  if (level.detail !== 'all') return [];
  const executed = replica.glyph?.executedSlot ?? 0;
  return executed === 0 ? [] : [{ key: 'executed', className: 'label-count', text: `executed ${executed}` }];
}
