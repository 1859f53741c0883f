/**
 * Expected messages of every open slot: a row per phase, a lamp per sender, as the rings of the glyph have
 * them (VISUAL 2). A lamp with a bar has sent two values; both are kept and named below.
 */
import type { Ring, RingSegment } from '../../kernel/present.ts';
import type { Frame } from '../../projection/frame.ts';
import { SeatBox } from '../panels/seat-box.tsx';
import { seatName, seatNames, shortDigest } from '../panels/words.ts';
import { lettersOf, valueKey } from '../stage/values.ts';

interface VoteGridProps {
  readonly frame: Frame;
  readonly replica: number;
}

/** Slots shown at most, the newest: a window is rarely longer. */
const slotsMost = 16;

export function VoteGrid({ frame, replica }: VoteGridProps) {
  const glyph = frame.replicas[replica]?.glyph ?? null;
  const seats = frame.replicas.map(({ id }) => id);
  const letters = lettersOf(frame);
  const slots = (glyph?.slots ?? []).filter(({ rings }) => rings.some(isDrawn)).slice(-slotsMost);
  return (
    <section className="insp-section">
      <h3>Votes that {seatName(replica)} holds</h3>
      {slots.length === 0 ? (
        <p className="hint">{emptyWords(glyph === null, frame.replicas.length)}</p>
      ) : (
        <div className="table-scroll">
          <table className={seats.length > 7 ? 'table quorum-grid is-many' : 'table quorum-grid'}>
            <thead>
              <tr>
                <th scope="col">slot and phase</th>
                {seats.map((id) => (
                  <th key={id} scope="col">
                    {seatName(id)}
                  </th>
                ))}
                <th scope="col">of q</th>
              </tr>
            </thead>
            {slots.map(({ slot, digest, rings }) => (
              <tbody key={slot}>
                <tr className="quorum-slot">
                  <th scope="rowgroup" colSpan={seats.length + 2}>
                    <strong>Slot {slot}</strong> <span className="mono">{shortDigest(digest)}</span>{' '}
                    {letters.get(valueKey(slot, digest)) ?? ''}
                  </th>
                </tr>
                {rings.map((ring) => (
                  <Lamps key={ring.label} ring={ring} seats={seats} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {glyph?.change && (
        <p>
          Going to view {glyph.change.target}: {glyph.change.ring.count} of{' '}
          {glyph.change.ring.asked === true ? '?' : glyph.change.ring.threshold} VIEW-CHANGEs held.
        </p>
      )}
    </section>
  );
}

function Lamps({ ring, seats }: { readonly ring: Ring; readonly seats: readonly number[] }) {
  const { label, segments, count, threshold, asked } = ring;
  const contradicting = seats.filter((id) => segments[id] === 'double');
  return (
    <tr>
      <th scope="row">
        {label}
        {contradicting.length > 0 && (
          <span className="quorum-contra">{seatNames(contradicting)}: two values, both kept</span>
        )}
      </th>
      {seats.map((id) => (
        <td key={id}>
          <SeatBox segment={segments[id] ?? 'none'} word={lampWords[segments[id] ?? 'none']} />
        </td>
      ))}
      <td className="is-number">
        {count >= threshold ? <strong>{threshold}</strong> : count}/{asked === true ? '?' : threshold}
        {count > threshold && `, ${count - threshold} more`}
      </td>
    </tr>
  );
}

function isDrawn({ segments }: Ring): boolean {
  return segments.length > 0;
}

function emptyWords(isDown: boolean, replicas: number): string {
  if (isDown) return 'It holds nothing that can be seen: it is down, or this is another replica’s seat.';
  return replicas > 31
    ? 'With more than 31 replicas only counts are kept at hand; open a cell of the log.'
    : 'No slot above the last stable checkpoint has been touched.';
}

const lampWords: Readonly<Record<RingSegment, string>> = {
  none: 'not heard',
  heard: 'heard from it',
  own: 'its own',
  certified: 'known from a certificate',
  other: 'for another value',
  double: 'two values',
};
