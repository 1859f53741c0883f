/**
 * Where a promise was broken: the certificates of the two who contradict each other, laid over each other
 * (VISUAL 6). They are looked for in their logs, from the first column on in which both are complete and
 * speak for different values.
 */
import type { Broken } from '../../projection/frame.ts';
import type { CertificateInspection, Engine } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useUi } from '../hooks/use-store.ts';
import { CertificateOverlay } from './certificate-overlay.tsx';
import { runKey } from './feed-window.ts';
import { type KeptCertificate, signersOf, votedValue } from './quorums.ts';
import { seatName, seatNames } from './words.ts';

/** More columns than any log has. */
const COLUMNS_MOST = 8;

export type Pair = readonly [KeptCertificate, KeptCertificate];

export function Contradiction({ broken }: { readonly broken: Broken }) {
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const asked = useAsk(`${broken.property}/${broken.event}|${run}`, async (engine) => ({
    pair: await contradicting(engine, broken),
  }));
  const pair = asked.value?.pair ?? null;
  if (pair === null) return null;
  return (
    <section className="insp-section">
      <h3>The two certificates</h3>
      <CertificateOverlay kept={pair[0]} now={pair[1]} />
      <Liars pair={pair} />
    </section>
  );
}

/** What is true, and what nobody of them can know: which of those in both lie. */
export function Liars({ pair }: { readonly pair: Pair }) {
  const frame = useUi((state) => state.frame);
  if (frame === null || frame.seat !== undefined) return null;
  const both = signersOf(pair[0].certificate).filter((id) => signersOf(pair[1].certificate).includes(id));
  const liars = both.filter((id) => frame.replicas[id]?.behaviour !== 'honest');
  if (liars.length === 0) return null;
  const who = liars.length === both.length ? 'Here everybody in both lies' : 'Of those in both here lies';
  return (
    <p>
      {who}: {seatNames(liars)}.
    </p>
  );
}

/** Null when the logs of the two hold no such pair: then the promise was about something else. */
export async function contradicting(
  engine: Pick<Engine, 'certificate'>,
  { replicas, slot, event }: Broken,
): Promise<Pair | null> {
  const [one, other] = replicas;
  if (one === undefined || other === undefined || slot === null) return null;
  for (let column = 0; column < COLUMNS_MOST; column += 1) {
    const ask = (replica: number) => engine.certificate(event + 1, replica, slot, column);
    const [a, b] = await Promise.all([ask(one), ask(other)]);
    if ('problem' in a || 'problem' in b) return null;
    if (!isComplete(a) || !isComplete(b) || votedValue(a) === votedValue(b)) continue;
    return [heldBy(one, a), heldBy(other, b)];
  }
  return null;
}

function isComplete(certificate: CertificateInspection): boolean {
  return signersOf(certificate).length >= certificate.threshold;
}

function heldBy(replica: number, certificate: CertificateInspection): KeptCertificate {
  return { certificate, holder: `held by ${seatName(replica)}` };
}
