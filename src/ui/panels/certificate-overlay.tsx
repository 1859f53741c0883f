/**
 * Two certificates laid over each other: whom they share, the sum that says they must, and what follows
 * (VISUAL 6).
 */
import type { Frame } from '../../projection/frame.ts';
import { useUi } from '../hooks/use-store.ts';
import { lettersOf, valueKey } from '../stage/values.ts';
import { type KeptCertificate, overlay, signersOf, votedValue } from './quorums.ts';
import { SeatBox } from './seat-box.tsx';
import { seatName, shortDigest } from './words.ts';

interface CertificateOverlayProps {
  readonly kept: KeptCertificate;
  readonly now: KeptCertificate;
  /** Absent: nobody put one aside. */
  readonly onForget?: () => void;
}

export function CertificateOverlay({ kept, now, onForget }: CertificateOverlayProps) {
  const info = useUi((state) => state.info);
  const letters = useLetters(kept, now);
  if (info === null) return null;
  const { replicas, faults, protocol } = info;
  const found = overlay(kept.certificate, now.certificate, replicas, faults, protocol.viewWord);
  const seats = Array.from({ length: info.replicas }, (_, id) => id);
  return (
    <>
      <div className="table-scroll">
        <table className="table insp-overlay">
          <thead>
            <tr>
              <td />
              {seats.map((id) => (
                <th key={id} scope="col">
                  {seatName(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <SeatRow row={kept} seats={seats} letter={letters[0]} />
            <SeatRow row={now} seats={seats} letter={letters[1]} />
            <tr>
              <th scope="row">in both</th>
              {seats.map((id) => (
                <td key={id}>{found.both.includes(id) ? '▲' : ''}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="insp-sum">
        <strong>{found.sum}</strong>
      </p>
      <p>{found.conclusion}</p>
      {onForget !== undefined && (
        <button type="button" className="button" onClick={onForget}>
          Forget the kept one
        </button>
      )}
    </>
  );
}

/** Those of the stage, where the slot is contested; else A and B where the two differ. */
function useLetters(kept: KeptCertificate, now: KeptCertificate): readonly [string, string] {
  const contested = useUi((state) => state.frame?.contested ?? NONE);
  const letterOf = ({ certificate }: KeptCertificate): string | null => {
    const key = valueKey(certificate.slot, votedValue(certificate));
    return lettersOf({ contested }).get(key) ?? null;
  };
  const differ = votedValue(kept.certificate) !== votedValue(now.certificate);
  return [letterOf(kept) ?? (differ ? 'A' : ''), letterOf(now) ?? (differ ? 'B' : '')];
}

const NONE: Frame['contested'] = [];

interface SeatRowProps {
  readonly row: KeptCertificate;
  readonly seats: readonly number[];
  /** Of its value, where the two differ; B is striped. */
  readonly letter: string;
}

function SeatRow({ row, seats, letter }: SeatRowProps) {
  const signers = signersOf(row.certificate);
  return (
    <tr>
      <th scope="row">
        {row.certificate.title}, value {letter} {shortDigest(votedValue(row.certificate))}, {row.holder}
      </th>
      {seats.map((id) => (
        <td key={id}>
          {signers.includes(id) ? (
            <SeatBox
              segment={letter === 'A' || letter === '' ? 'heard' : 'other'}
              word={`signed ${letter}`}
            />
          ) : (
            <SeatBox segment="none" word="not in it" />
          )}
        </td>
      ))}
    </tr>
  );
}
