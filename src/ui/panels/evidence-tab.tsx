/**
 * Evidence: the selected message with everything it says and what led to it, or a certificate with who signed
 * it. One certificate can be kept and laid over the next, which shows whom two quorums share.
 */
import type { CertificateInspection } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useUi } from '../hooks/use-store.ts';
import { CertificateCard } from './certificate-card.tsx';
import { Contradiction } from './contradiction.tsx';
import { EventCard } from './event-card.tsx';
import { runKey } from './feed-window.ts';
import { FlightList } from './flight-list.tsx';
import { MessageCard } from './message-card.tsx';
import type { KeptCertificate } from './quorums.ts';
import { seatName } from './words.ts';

/** Which cell of which replica's log. */
export interface CertificatePlace {
  readonly replica: number;
  readonly slot: number;
  readonly column: number;
}

interface EvidenceTabProps {
  readonly certificate: CertificatePlace | null;
  /** Put aside for comparison; lives as long as the Inspector. */
  readonly kept: KeptCertificate | null;
  readonly onKeep: (kept: KeptCertificate | null) => void;
  readonly onClose: () => void;
}

export function EvidenceTab({ certificate, kept, onKeep, onClose }: EvidenceTabProps) {
  const selection = useUi((state) => state.selection);
  const broken = useUi((state) => state.frame?.broken);
  if (certificate !== null) {
    return <CertificateAt place={certificate} kept={kept} onKeep={onKeep} onClose={onClose} />;
  }
  if (selection?.kind === 'message') return <MessageAt id={selection.id} />;
  if (selection?.kind === 'event')
    return (
      <>
        {broken?.event === selection.event && <Contradiction broken={broken} />}
        <EventCard event={selection.event} />
      </>
    );
  return (
    <>
      <p className="insp-section">
        Choose a message here or on the stage, or a cell of a replica’s log: its evidence opens in this place.
      </p>
      <FlightList />
    </>
  );
}

function MessageAt({ id }: { readonly id: string }) {
  const cursor = useUi((state) => state.cursor);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const asked = useAsk(`${id}@${cursor}|${run}`, (engine) => engine.message(cursor, id));
  if (asked.problem !== null) return <p className="problem insp-section">{asked.problem}</p>;
  if (asked.value === null || asked.value.id !== id)
    return <p className="hint insp-section">Reading {id} …</p>;
  return <MessageCard message={asked.value} />;
}

interface CertificateAtProps {
  readonly place: CertificatePlace;
  readonly kept: KeptCertificate | null;
  readonly onKeep: (kept: KeptCertificate | null) => void;
  readonly onClose: () => void;
}

function CertificateAt({ place, kept, onKeep, onClose }: CertificateAtProps) {
  const { replica, slot, column } = place;
  const cursor = useUi((state) => state.cursor);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const key = `${replica}/${slot}/${column}@${cursor}|${run}`;
  const asked = useAsk<CertificateInspection>(key, (engine) =>
    engine.certificate(cursor, replica, slot, column),
  );
  const holder = `held by ${seatName(replica)}`;
  return (
    <>
      {asked.problem !== null && <p className="problem insp-section">{asked.problem}</p>}
      {asked.value !== null && (
        <CertificateCard certificate={asked.value} holder={holder} kept={kept} onKeep={onKeep} />
      )}
      <div className="insp-section">
        <button type="button" className="button" onClick={onClose}>
          Close the certificate
        </button>
      </div>
    </>
  );
}
