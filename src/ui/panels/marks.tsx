/**
 * Small marks beside words: verdicts by form first (VISUAL 8), message types by shape and hue (VISUAL 3),
 * weights of feed lines. All are decoration for a word that stands next to them, so they are hidden from
 * assistive technology.
 */
import type { MessageStyle, Shape } from '../../kernel/present.ts';
import type { Verdict } from '../../kernel/property.ts';
import type { FeedLine } from '../../projection/frame.ts';
import './marks.css';

/** Hollow circle holds, half circle pending, filled square with a saltire violated. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict['verdict'] }) {
  return (
    <svg className={`mark mark-${verdict}`} viewBox="0 0 16 16" aria-hidden="true">
      {verdict === 'violated' ? (
        <>
          <rect className="mark-fill" x="1" y="1" width="14" height="14" />
          <path className="mark-cross" d="M4 4 12 12M12 4 4 12" />
        </>
      ) : (
        <circle className="mark-line" cx="8" cy="8" r="6" />
      )}
      {verdict === 'pending' && <path className="mark-half" d="M8 2a6 6 0 0 1 0 12z" />}
    </svg>
  );
}

/** The mark of one message type, as it flies on the stage. */
export function MessageMark({
  style,
  hollow,
}: {
  readonly style: MessageStyle | undefined;
  readonly hollow?: boolean;
}) {
  if (style === undefined) return null;
  const empty = hollow === true || style.hollow === true;
  return (
    <svg className={`mark hue-${style.hue}`} viewBox="0 0 16 16" aria-hidden="true">
      <path className={empty ? 'mark-hollow' : 'mark-solid'} d={paths[style.shape]} />
      {style.double === true && <path className="mark-inner" d={paths[style.shape]} transform={inward} />}
    </svg>
  );
}

/** How much a line of the feed matters, in the gutter. */
export function WeightMark({ weight }: { readonly weight: FeedLine['weight'] }) {
  if (weight === 'quiet' || weight === 'normal')
    return <span className="mark mark-none" aria-hidden="true" />;
  if (weight === 'violation') return <VerdictMark verdict="violated" />;
  return (
    <svg className={`mark mark-${weight}`} viewBox="0 0 16 16" aria-hidden="true">
      {weight === 'milestone' ? (
        <rect x="4" y="4" width="8" height="8" />
      ) : (
        <path d="M9 1 4 9h4l-1 6 5-8H8z" />
      )}
    </svg>
  );
}

const inward = 'translate(8 8) scale(0.5) translate(-8 -8)';

const paths: Readonly<Record<Shape, string>> = {
  tag: 'M1.5 4H10l4.5 4L10 12H1.5z',
  'tag-left': 'M14.5 4H6L1.5 8 6 12h8.5z',
  square: 'M2.5 2.5h11v11h-11z',
  triangle: 'M8 2 14.5 13.5h-13z',
  disc: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z',
  hexagon: 'M4.8 2.5h6.4L14.4 8l-3.2 5.5H4.8L1.6 8z',
  diamond: 'M8 1.2 14.8 8 8 14.8 1.2 8z',
  bar: 'M1.5 5.5h13v5h-13z',
};
