/** One certificate: its seats in ring order, the votes in words, and laid over a kept one if there is one. */
import type { RingSegment } from '../../kernel/present.ts';
import type { CertificateInspection } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { overlay, quorumSentence, signersOf, votedValue, voteText } from './quorums.ts';
import { seatName, seatNames, shortDigest } from './words.ts';

/** A certificate put aside for comparison, with where it came from. */
export interface KeptCertificate {
  readonly certificate: CertificateInspection;
  readonly holder: string;
}

interface CertificateCardProps extends KeptCertificate {
  readonly kept: KeptCertificate | null;
  readonly onKeep: (kept: KeptCertificate | null) => void;
}

export function CertificateCard({ certificate, holder, kept, onKeep }: CertificateCardProps) {
  const info = useUi((state) => state.info);
  if (info === null) return null;
  const { replicas, faults } = info;
  const { votes, threshold } = certificate;
  const count = signersOf(certificate).length;
  return (
    <>
      <section className="insp-section">
        <div className="insp-title">
          <h2>{certificate.title}</h2>
        </div>
        <p className="hint">{holder}</p>
        <Seats certificate={certificate} />
        <p className="insp-sum">
          <strong>
            {count} of {replicas}
          </strong>
          , needs {threshold}: {count >= threshold ? 'enough' : `${threshold - count} missing`}
        </p>
        <p className="hint">{quorumSentence(threshold, replicas, faults)}</p>
      </section>
      <section className="insp-section">
        <h3>Signed statements</h3>
        {votes.length === 0 && <p className="hint">None yet.</p>}
        <ul className="insp-votes">
          {votes.map((vote) => (
            <li key={`${vote.signer}${voteText(vote)}`}>
              <strong>{seatName(vote.signer)}</strong> {voteText(vote)}
            </li>
          ))}
        </ul>
      </section>
      <section className="insp-section">
        <h3>Two certificates</h3>
        {kept === null ? (
          <>
            <p className="hint">Keep this one, open another, and see whom the two share.</p>
            <button type="button" className="button" onClick={() => onKeep({ certificate, holder })}>
              Keep for comparison
            </button>
          </>
        ) : (
          <Both kept={kept} now={{ certificate, holder }} onDrop={() => onKeep(null)} />
        )}
      </section>
    </>
  );
}

function Both({
  kept,
  now,
  onDrop,
}: {
  readonly kept: KeptCertificate;
  readonly now: KeptCertificate;
  readonly onDrop: () => void;
}) {
  const info = useUi((state) => state.info);
  if (info === null) return null;
  const found = overlay(kept.certificate, now.certificate, info.replicas, info.faults);
  const rows = [kept, now].map((row) => ({ ...row, signers: signersOf(row.certificate) }));
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
            {rows.map((row, index) => (
              <tr key={index === 0 ? 'kept' : 'now'}>
                <th scope="row">
                  {row.certificate.title}, {shortDigest(votedValue(row.certificate))}, {row.holder}
                </th>
                {seats.map((id) => (
                  <td key={id}>
                    {row.signers.includes(id) ? (
                      <SeatBox segment="heard" word="signed" />
                    ) : (
                      <SeatBox segment="none" word="not in it" />
                    )}
                  </td>
                ))}
              </tr>
            ))}
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
      <p>
        In both: {seatNames(found.both)}. {found.conclusion}
      </p>
      <button type="button" className="button" onClick={onDrop}>
        Forget the kept one
      </button>
    </>
  );
}

/** One box per replica, in ring order. */
export function Seats({ certificate }: { readonly certificate: Pick<CertificateInspection, 'segments'> }) {
  return (
    <ol className="insp-ring">
      {certificate.segments.map((segment, id) => (
        // Seats are their numbers.
        <li key={seatName(id)}>
          <SeatBox segment={segment} word={segmentWords[segment]} />
          <span>{seatName(id)}</span>
        </li>
      ))}
    </ol>
  );
}

function SeatBox({ segment, word }: { readonly segment: RingSegment; readonly word: string }) {
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
