/** One certificate: its seats in ring order, the votes in words, and laid over a kept one if there is one. */
import type { CertificateInspection } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { CertificateOverlay } from './certificate-overlay.tsx';
import { type KeptCertificate, quorumSentence, signersOf, voteText } from './quorums.ts';
import { Seats } from './seat-box.tsx';
import { ValueLetter } from './value-letter.tsx';
import { counted, seatName, sentenceCase } from './words.ts';

interface CertificateCardProps extends KeptCertificate {
  readonly kept: KeptCertificate | null;
  readonly onKeep: (kept: KeptCertificate | null) => void;
}

export function CertificateCard({ certificate, holder, kept, onKeep }: CertificateCardProps) {
  const info = useUi((state) => state.info);
  if (info === null) return null;
  const { replicas, faults } = info;
  const { votes } = certificate;
  return (
    <>
      <section className="insp-section">
        <div className="insp-title">
          <h2>{sentenceCase(certificate.title)}</h2>
        </div>
        <p className="hint">{holder}</p>
        <Seats certificate={certificate} />
        <Sum certificate={certificate} replicas={replicas} faults={faults} />
      </section>
      <section className="insp-section">
        <h3>Signed statements</h3>
        {votes.length === 0 && <p className="hint">None yet.</p>}
        <ul className="insp-votes">
          {votes.map((vote) => (
            <li key={`${vote.signer}${voteText(vote)}`}>
              <strong>{seatName(vote.signer)}</strong> {voteText(vote)}{' '}
              <ValueLetter slot={vote.slot} digest={vote.digest} />
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
          <CertificateOverlay kept={kept} now={{ certificate, holder }} onForget={() => onKeep(null)} />
        )}
      </section>
    </>
  );
}

interface SumProps {
  readonly certificate: CertificateInspection;
  readonly replicas: number;
  readonly faults: number;
}

/** How many of how many, and why so many. */
function Sum({ certificate, replicas, faults }: SumProps) {
  const { threshold, reached } = certificate;
  const count = signersOf(certificate).length;
  if (reached && count < threshold) {
    return (
      <p className="insp-sum">
        <strong>{counted(count, 'signature')}</strong>: this step takes no quorum.
      </p>
    );
  }
  return (
    <>
      <p className="insp-sum">
        <strong>
          {count} of {threshold} needed
        </strong>
        , {replicas} replicas in all: {count >= threshold ? 'enough' : `${threshold - count} missing`}
      </p>
      <p className="hint">{quorumSentence(threshold, replicas, faults)}</p>
    </>
  );
}
