/**
 * Which value is A and which is B, wherever letters appear: in the upper right corner of the stage, with the
 * texture that marks and segments have for it (VISUAL 3). Of the slot that the stage speaks about, else of
 * the newest contested one.
 */
import type { Slot } from '../../kernel/ids.ts';
import type { ContestedValue, Frame } from '../../projection/frame.ts';
import { textureOf } from '../canvas/texture.ts';
import { sentenceCase, shortDigest } from '../panels/words.ts';
import { viewWordOf } from './focus.ts';
import './values-key.css';

/** More values of one slot are counted. */
const SHOWN = 4;

export function ValuesKey({ frame, slot }: { readonly frame: Frame; readonly slot: Slot }) {
  const values = keyOf(frame, slot);
  const [first] = values;
  if (first === undefined) return null;
  const more = values.length - SHOWN;
  const where = `${first.byView ? viewWordOf(frame) : 'slot'} ${first.slot}`;
  return (
    <p className="values-key" title={`${sentenceCase(where)} has ${values.length} values`}>
      {where}:
      {values.slice(0, SHOWN).map(({ letter, digest }) => (
        <span key={letter}>
          <Swatch letter={letter} />
          <strong>{letter}</strong> {shortDigest(digest)}
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}

const FRAME = 'M0 0H12V12H0z';
const WITHIN = {
  solid: FRAME,
  stripes: 'M0 4L4 0M0 8L8 0M0 12L12 0M4 12L12 4M8 12L12 8',
  dots: 'M3 3h1v1h-1zM8 3h1v1h-1zM3 8h1v1h-1zM8 8h1v1h-1z',
} as const;

function Swatch({ letter }: { readonly letter: string }) {
  const texture = textureOf(letter);
  return (
    <svg className="value-swatch" width="14" height="14" viewBox="-1 -1 14 14" aria-hidden="true">
      <path d={FRAME} className={texture === 'solid' ? 'is-full' : ''} />
      <path d={WITHIN[texture]} />
    </svg>
  );
}

/** The values to explain; none while no slot has more than one. */
export function keyOf({ contested }: Pick<Frame, 'contested'>, slot: Slot): readonly ContestedValue[] {
  const own = contested.filter((value) => value.slot === slot && !value.byView);
  if (own.length > 0) return own;
  const newest = contested.reduce((latest, value) => Math.max(latest, value.slot), 0);
  return contested.filter((value) => value.slot === newest);
}
