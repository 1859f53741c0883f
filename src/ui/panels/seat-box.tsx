/**
 * One seat of a certificate: who signed is a place, for which value a texture, how it is known a shape
 * (VISUAL 2).
 */
import type { RingSegment } from '../../kernel/present.ts';
import type { CertificateInspection } from '../../runtime/api.ts';
import { seatName } from './words.ts';

/** One box per replica, in ring order. */
export function Seats({ certificate }: { readonly certificate: Pick<CertificateInspection, 'segments'> }) {
  const seats = certificate.segments.map((segment, id) => ({ name: seatName(id), segment }));
  return (
    <ol className="insp-ring">
      {seats.map(({ name, segment }) => (
        <li key={name}>
          <SeatBox segment={segment} word={segmentWords[segment]} />
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}

export function SeatBox({ segment, word }: { readonly segment: RingSegment; readonly word: string }) {
  return (
    <span className={`insp-seat is-${segment}`} title={word}>
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

const segmentWords: Readonly<Record<RingSegment, string>> = {
  none: 'not in it',
  heard: 'signed, received from it',
  own: 'its own signature',
  certified: 'signed, known from a certificate',
  other: 'signed another value',
  double: 'signed two values',
};
