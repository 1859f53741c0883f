/** One client: how many requests it has sent, and the one that is out or was answered last. */
import type { ClientFrame } from '../../projection/frame.ts';
import { counted, seatNames, sentenceCase } from './words.ts';

export function ClientCard({ client }: { readonly client: ClientFrame }) {
  const { request } = client;
  return (
    <section className="insp-section">
      <div className="insp-title">
        <h2>{client.id}</h2>
        <span className="hint">client</span>
      </div>
      {client.unknown === true ? (
        <p>What it asks for, and what it is answered, is not known from this seat.</p>
      ) : (
        <p>
          {counted(client.submitted, 'request')} sent, {client.accepted} answered, {client.rejected} of these
          refused by the ledger.
        </p>
      )}
      {request !== null && (
        <>
          <p className="insp-waiting">{sentenceCase(request.text)}</p>
          <p>
            {request.outcome ??
              `${request.equal.length} of ${request.asked === true ? '?' : request.threshold} equal replies`}
            {request.equal.length > 0 && ` (from ${seatNames(request.equal)})`}
          </p>
        </>
      )}
    </section>
  );
}
