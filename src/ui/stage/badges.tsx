/**
 * Marks of what is wrong with a replica, each a form of its own and never a colour alone (VISUAL 2): liar,
 * corrupted, cut off, paused, catching up. A crash is drawn over the whole glyph instead.
 */
import type { ReplicaFrame } from '../../projection/frame.ts';

export type BadgeKind = 'paused' | 'liar' | 'corrupted' | 'cut-off' | 'link-cut' | 'catching-up';

export function badgesOf(replica: ReplicaFrame): BadgeKind[] {
  const badges: BadgeKind[] = [];
  if (replica.behaviour !== 'honest') badges.push('liar');
  if (replica.corrupted) badges.push('corrupted');
  if (replica.away === true) badges.push('cut-off');
  else if (replica.cutOff) badges.push('link-cut');
  if (replica.status === 'paused') badges.push('paused');
  if (replica.glyph?.mode === 'state transfer') badges.push('catching-up');
  return badges;
}

export const BADGE_WORDS: Readonly<Record<BadgeKind, string>> = {
  paused: 'paused',
  liar: 'liar',
  corrupted: 'corrupted',
  'cut-off': 'cut off',
  'link-cut': 'a link is cut',
  'catching-up': 'catching up',
};

/** Badges from half past one on, clockwise around the rim. */
export function Badges({ kinds, radius }: { readonly kinds: readonly BadgeKind[]; readonly radius: number }) {
  return kinds.filter(isDrawn).map((kind, index) => {
    const angle = Math.PI / 4 + (index * Math.PI) / 4.5;
    const place = `translate(${radius * Math.sin(angle)} ${-radius * Math.cos(angle)})`;
    return (
      <g key={kind} className={`badge badge-${kind}`} transform={place}>
        <circle className="badge-ground" r={11} />
        <path className="badge-mark" d={PATHS[kind]} />
      </g>
    );
  });
}

/** A cut link is drawn on the link. */
function isDrawn(kind: BadgeKind): kind is keyof typeof PATHS {
  return kind !== 'link-cut';
}

const PATHS: Readonly<Record<Exclude<BadgeKind, 'link-cut'>, string>> = {
  paused: 'M-3 -5V5M3 -5V5',
  // A forked arrow: two things said at once.
  liar: 'M0 6V1L-5 -5M0 1L5 -5M-5 -1V-5H-1M5 -1V-5H1',
  corrupted: 'M-1 -7L3 -2L-3 1L1 7',
  // Scissors.
  'cut-off':
    'M-5 -6L4 4M5 -6L-4 4M-6.5 5.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M2.5 5.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  'catching-up': 'M5 -3A6 6 0 1 0 6 2M6 -7V-3H2',
};

/** The sign of a violated verdict at half past ten, and a rim of its colour. */
export function Contradiction({ radius }: { readonly radius: number }) {
  const at = radius * Math.SQRT1_2;
  return (
    <g className="contradiction">
      <circle className="contradiction-rim" r={radius + 2} />
      <g transform={`translate(${-at} ${-at})`}>
        <rect className="contradiction-ground" x={-9} y={-9} width={18} height={18} />
        <path className="contradiction-mark" d="M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5" />
      </g>
    </g>
  );
}

/** A line around the glyph with a gap of 60 degrees towards the cut, in radians from 12 o'clock. */
export function CutRim({ radius, towards }: { readonly radius: number; readonly towards: number }) {
  const [from, to] = [towards + Math.PI / 6, towards - Math.PI / 6];
  const at = (angle: number) =>
    `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  return <path className="cut-rim" d={`M${at(from)}A${radius} ${radius} 0 1 1 ${at(to)}`} />;
}

/** Teeth around the rim of a liar, every 30 degrees. */
export function Teeth({ radius }: { readonly radius: number }) {
  const teeth = Array.from({ length: 12 }, (_, index) => {
    const angle = (index * Math.PI) / 6;
    const point = (turn: number, reach: number) =>
      `${(reach * Math.sin(angle + turn)).toFixed(2)} ${(-reach * Math.cos(angle + turn)).toFixed(2)}`;
    return `M${point(-0.09, radius)}L${point(0, radius + 6)}L${point(0.09, radius)}`;
  });
  return <path className="teeth" d={teeth.join('')} />;
}
