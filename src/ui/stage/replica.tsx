/**
 * One replica at one glance: crown, view, phase, who voted, state root and what is wrong with it (VISUAL 2).
 * It is a button: Enter and click select it, the context menu and the f key open its faults.
 */
import { memo } from 'react';
import type { Ring, RingSegment } from '../../kernel/present.ts';
import type { ReplicaFrame } from '../../projection/frame.ts';
import { namedSeats } from '../panels/words.ts';
import { BADGE_WORDS, Badges, badgesOf, Contradiction, CutRim, Teeth } from './badges.tsx';
import { Core } from './core.tsx';
import { countWords, currentRing, phaseWord, ringsOf, slotGlyph, viewName } from './focus.ts';
import { angleOf, type Layout, labelDrop, labelRoom, labelSide } from './geometry.ts';
import { heardWords } from './heard.ts';
import { HearsChip } from './hears-chip.tsx';
import { ReplicaLabels } from './labels.tsx';
import { QuorumRing } from './ring.tsx';
import type { RootMark } from './root-mark.ts';
import { openBeside, slotWords } from './window-squares.tsx';

interface ReplicaProps {
  readonly replica: ReplicaFrame;
  readonly layout: Layout;
  readonly slot: number;
  readonly mark: RootMark;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly blocked: boolean;
  /** The highest view that somebody is in. */
  readonly commonView: number;
  /** Of the value it holds at the slot, when that is contested. */
  readonly letter: string | null;
  /** The highest slot that some live replica has executed. */
  readonly furthest: number;
  /** Direction of its cut; null for none. */
  readonly cut: number | null;
  /** Rounds of votes that the protocol has. */
  readonly ringCount: number;
  /** One of those whose acts contradict each other, at the event that broke a promise. */
  readonly contradicts: boolean;
}

export const ReplicaGlyphView = memo(function ReplicaGlyphView(props: ReplicaProps) {
  const { replica, layout, slot, mark, selected, tabbable, blocked, letter, commonView, furthest, cut } =
    props;
  const { contradicts } = props;
  const place = layout.replicas[replica.id] ?? layout.centre;
  const half = layout.level.glyph / 2;
  const side = labelSide(layout, replica.id);
  const words = describeReplica(replica, slot, mark, letter);
  const said = contradicts ? `${words}, contradicts` : words;
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML buttons cannot stand inside an SVG picture.
    <g
      className={classOf(replica, selected)}
      transform={`translate(${place.x} ${place.y})`}
      role="button"
      tabIndex={tabbable ? 0 : -1}
      aria-pressed={selected}
      aria-label={said}
      data-replica={replica.id}
    >
      <title>{said}</title>
      <circle className="ground" r={half} />
      {selected && <circle className="selection" r={half + 6} />}
      <Rings
        replica={replica}
        slot={slot}
        half={half}
        detail={layout.level.detail}
        letter={letter}
        seats={layout.replicas.length}
        ringCount={props.ringCount}
      />
      <Middle replica={replica} mark={mark} half={half} detail={layout.level.detail} />
      {cut !== null && <CutRim radius={half + 5} towards={cut} />}
      {replica.behaviour !== 'honest' && <Teeth radius={half} />}
      {saysLittle(layout) && (
        <SmallMarks replica={replica} angle={angleOf(replica.id, layout.replicas.length)} half={half} />
      )}
      <Badges kinds={badgesOf(replica)} radius={half + 2} />
      {contradicts && <Contradiction radius={half + 2} />}
      <HearsChip replica={replica.id} />
      <ReplicaLabels
        replica={replica}
        slot={slot}
        side={side}
        room={labelRoom(layout, replica.id)}
        drop={labelDrop(layout, replica.id)}
        level={layout.level}
        compact={layout.compact}
        mark={mark}
        blocked={blocked}
        furthest={furthest}
        letter={letter}
        showView={saysView(layout) || replica.glyph?.view !== commonView}
      />
    </g>
  );
});

function classOf({ status, heard }: ReplicaFrame, selected: boolean): string {
  const known = heard === undefined ? '' : ' is-heard';
  return `replica is-${status}${known}${selected ? ' is-selected' : ''}`;
}

type MiddleProps = Pick<RingsProps, 'replica' | 'half' | 'detail'> & Pick<ReplicaProps, 'mark'>;

/** Its state, or its number where that is all there is room for. */
function Middle({ replica, mark, half, detail }: MiddleProps) {
  const { id, root, corrupted, status } = replica;
  return (
    <>
      {detail === 'number' ? (
        <text className="number" y={4}>
          {id}
        </text>
      ) : (
        <Core
          root={root}
          mark={mark}
          radius={coreRadius(half, detail)}
          hex={half >= 40}
          corrupted={corrupted}
        />
      )}
      {status === 'crashed' && <path className="saltire" d={saltire(half * 0.5)} />}
    </>
  );
}

interface RingsProps {
  readonly replica: ReplicaFrame;
  readonly slot: number;
  readonly half: number;
  readonly detail: Layout['level']['detail'];
  readonly letter: string | null;
  readonly seats: number;
  readonly ringCount: number;
}

function Rings({ replica, slot, half, detail, letter, seats, ringCount }: RingsProps) {
  const { glyph } = replica;
  const isDown = glyph === null && replica.onDisk !== undefined;
  const known = ringsOf(glyph ?? replica.onDisk ?? null, slot);
  const isOver = glyph === null || glyph.executedSlot >= slot;
  // Before the first vote every segment is there and says "not heard".
  const rings = known.length > 0 || isOver ? known : unheard(seats, ringCount);
  const shown = detail === 'all' ? rings : currentRing(rings);
  if (shown.length === 0) return <Bare half={half} executed={glyph !== null} />;
  if (detail === 'number') return <CountArc ring={shown[0] as Ring} radius={half - 2} />;
  const core = coreRadius(half, detail);
  const pitch = (half - 1 - core - 2) / shown.length;
  const dashed = glyph !== null && glyph.change !== null;
  return shown.map((ring, index) => (
    <QuorumRing
      key={ring.label}
      ring={ring}
      inner={core + 2 + index * pitch + 1}
      outer={core + 2 + (index + 1) * pitch - 1}
      dashed={dashed}
      hollow={isDown}
      letter={letter}
    />
  ));
}

/**
 * Where a glyph has no words: the crown of who leads, outside the ring of replicas, unless its name has it;
 * and the diamond of who is on the way to another view.
 */
function SmallMarks({ replica, angle, half }: SmallMarksProps) {
  const { glyph, id } = replica;
  if (glyph === null) return null;
  const reach = half + 9;
  return (
    <>
      {glyph.leader === id && half < NAMED_FROM && (
        <text
          className="crown is-alone"
          x={reach * Math.sin(angle)}
          y={4 - reach * Math.cos(angle)}
          textAnchor="middle"
        >
          ♛
        </text>
      )}
      {glyph.change !== null && (
        <path
          className="mode-mark"
          d="M0 -6L6 0L0 6L-6 0z"
          transform={`translate(${-half * 0.8} ${-half * 0.8})`}
        />
      )}
    </>
  );
}

/** Half of the smallest glyph that has its name beside it. */
const NAMED_FROM = 20;

interface SmallMarksProps {
  readonly replica: ReplicaFrame;
  readonly angle: number;
  readonly half: number;
}

/** Nobody's votes are known any more, or there is no state: with a seal where the slot was executed. */
function Bare({ half, executed }: { readonly half: number; readonly executed: boolean }) {
  return (
    <>
      <circle className="rim" r={half - 1} />
      {executed && <circle className="seal" r={half - 5} pathLength={1} transform="rotate(-90)" />}
    </>
  );
}

/** @param seats number of replicas */
function unheard(seats: number, count: number): readonly Ring[] {
  return Array.from({ length: count }, (_, index) => ({
    label: `round ${index + 1}`,
    hue: index === 0 ? ('vote1' as const) : ('vote2' as const),
    segments: new Array<RingSegment>(seats).fill('none'),
    count: 0,
    threshold: seats,
    proposer: null,
  }));
}

/** How far the count has come, from 12 o'clock clockwise: all that 28 px can show. */
function CountArc({ ring, radius }: { readonly ring: Ring; readonly radius: number }) {
  const share = Math.min(1, ring.count / ring.threshold);
  const length = 2 * Math.PI * radius;
  return (
    <g className={`hue-${ring.hue}`}>
      <circle className="rim" r={radius + 1} />
      <circle
        className={share === 1 ? 'count-arc is-reached' : 'count-arc'}
        r={radius - 1}
        transform="rotate(-90)"
        strokeDasharray={`${share * length} ${length}`}
      />
    </g>
  );
}

function saysLittle({ level }: Layout): boolean {
  return level.detail === 'name' || level.detail === 'number';
}

function saysView({ level }: Layout): boolean {
  return level.detail !== 'name';
}

function coreRadius(half: number, detail: Layout['level']['detail']): number {
  return half * (detail === 'one-ring' ? 0.7 : 0.6);
}

function saltire(reach: number): string {
  return `M${-reach} ${-reach}L${reach} ${reach}M${reach} ${-reach}L${-reach} ${reach}`;
}

/** The glyph as one sentence: what a screen reader says, and the tooltip. */
export function describeReplica(
  replica: ReplicaFrame,
  slot: number,
  mark: RootMark,
  letter: string | null,
): string {
  const { glyph } = replica;
  const parts = [`R${replica.id}`];
  if (replica.heard !== undefined) parts.push(heardWords(replica.heard));
  else if (glyph === null) parts.push(replica.status, ...onDiskWords(replica, slot));
  else {
    if (glyph.leader === replica.id) parts.push('leader');
    parts.push(
      viewName(glyph),
      `${phaseWord(glyph, slot)} at slot ${slot}${letter === null ? '' : `, value ${letter}`}`,
    );
    for (const ring of slotGlyph(glyph, slot)?.rings ?? []) parts.push(`${ring.label} ${countWords(ring)}`);
    parts.push(...openBeside(glyph.slots, glyph.executedSlot, slot).map(slotWords));
    parts.push(`executed ${glyph.executedSlot}`, `state ${replica.root?.slice(0, 4) ?? 'unknown'}`);
  }
  if (mark.kind === 'differs') parts.push(`state differs at slot ${mark.slot}`);
  if (mark.kind === 'behind') parts.push(`${mark.slots} behind`);
  parts.push(...badgesOf(replica).map((badge) => BADGE_WORDS[badge]));
  if (replica.waiting !== null) parts.push(namedSeats(replica.waiting));
  return parts.join(', ');
}

/** "on its disk: view 0, prepared at slot 1" */
function onDiskWords({ onDisk }: ReplicaFrame, slot: number): string[] {
  if (onDisk === undefined) return [];
  return [`on its disk: ${viewName(onDisk)}, ${phaseWord(onDisk, slot)} at slot ${slot}`];
}
