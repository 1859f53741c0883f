/**
 * Any two certificates of the run laid over each other (VISUAL 6): whose, for which slot, and in which column
 * of its log. Whom both name must have signed both, and what it signed stands below.
 */
import { useState } from 'react';
import type { LogTable } from '../../kernel/present.ts';
import type { CertificateInspection, ReplicaInspection } from '../../runtime/api.ts';
import { type Asked, useAsk } from '../hooks/use-ask.ts';
import { useUi } from '../hooks/use-store.ts';
import { CertificateOverlay } from '../panels/certificate-overlay.tsx';
import { Liars, type Pair } from '../panels/contradiction.tsx';
import { runKey } from '../panels/feed-window.ts';
import { type KeptCertificate, signersOf, voteText } from '../panels/quorums.ts';
import { ValueLetter } from '../panels/value-letter.tsx';
import { seatName } from '../panels/words.ts';

interface Picked {
  readonly replica: number;
  /** Of its log; null until one is chosen. */
  readonly cell: { readonly slot: number; readonly column: number } | null;
}

/** @param chosen whose votes the tab shows: the first certificate is looked for there */
export function TwoCertificates({ chosen }: { readonly chosen: number }) {
  const replicas = useUi((state) => state.info?.replicas ?? 0);
  const [first, setFirst] = useState<Picked>({ replica: chosen, cell: null });
  const [second, setSecond] = useState<Picked>({ replica: (chosen + 1) % Math.max(1, replicas), cell: null });
  const [one, two] = [useCertificate(first), useCertificate(second)];
  const pair: Pair | null = one.kept === null || two.kept === null ? null : [one.kept, two.kept];
  return (
    <section className="insp-section">
      <h3>Two certificates</h3>
      <p className="hint">Choose any two that the run has produced, and see whom they share.</p>
      <Pick name="First" picked={first} replicas={replicas} onPick={setFirst} />
      <Pick name="Second" picked={second} replicas={replicas} onPick={setSecond} />
      {(one.problem ?? two.problem) !== null && <p className="problem">{one.problem ?? two.problem}</p>}
      {pair !== null && (
        <>
          <CertificateOverlay kept={pair[0]} now={pair[1]} />
          <SignedTwice pair={pair} />
          <Liars pair={pair} />
        </>
      )}
    </section>
  );
}

interface PickProps {
  readonly name: string;
  readonly picked: Picked;
  readonly replicas: number;
  readonly onPick: (picked: Picked) => void;
}

function Pick({ name, picked, replicas, onPick }: PickProps) {
  const { cursor, run } = useMoment();
  const key = `${picked.replica}@${cursor}|${run}`;
  const asked = useAsk<ReplicaInspection>(key, (engine) => engine.replica(cursor, picked.replica));
  const cells = certificatesIn(asked.value?.detail?.log ?? null);
  const { cell } = picked;
  return (
    <fieldset className="quorum-pick">
      <legend className="field">{name}</legend>
      <select
        className="input"
        aria-label={`${name}: held by`}
        value={picked.replica}
        onChange={({ target }) => onPick({ replica: Number(target.value), cell: null })}
      >
        {Array.from({ length: replicas }, (_, id) => (
          <option key={seatName(id)} value={id}>
            {seatName(id)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={`${name}: certificate`}
        value={cell === null ? '' : `${cell.slot}/${cell.column}`}
        onChange={({ target }) => {
          const found = cells.find(({ key: one }) => one === target.value);
          onPick({ ...picked, cell: found ?? null });
        }}
      >
        <option value="">{emptyChoice(asked, cells.length)}</option>
        {cells.map(({ key: one, text }) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

/** What stands for no choice; from a seat nobody can look into the others. */
function emptyChoice({ problem, loading }: Asked<unknown>, cells: number): string {
  if (cells > 0) return 'choose …';
  return problem !== null ? 'not known here' : loading ? 'looking …' : 'it holds none';
}

/** Cells that hold signed votes, the newest slot first. */
function certificatesIn(log: LogTable | null) {
  if (log === null) return [];
  return [...log.rows].reverse().flatMap(({ slot, cells }) =>
    cells.flatMap(({ certificate }, column) => {
      if (certificate.length === 0) return [];
      return [{ key: `${slot}/${column}`, slot, column, text: `slot ${slot}, ${log.columns[column]}` }];
    }),
  );
}

interface Opened {
  readonly kept: KeptCertificate | null;
  readonly problem: string | null;
}

function useCertificate({ replica, cell }: Picked): Opened {
  const { cursor, run } = useMoment();
  const key = cell === null ? null : `${replica}/${cell.slot}/${cell.column}@${cursor}|${run}`;
  const asked = useAsk<CertificateInspection>(key, (engine) =>
    engine.certificate(cursor, replica, cell?.slot ?? 0, cell?.column ?? 0),
  );
  const certificate = cell === null ? null : asked.value;
  return {
    kept: certificate === null ? null : { certificate, holder: `held by ${seatName(replica)}` },
    problem: asked.problem,
  };
}

function useMoment() {
  const cursor = useUi((state) => state.landed?.cursor ?? 0);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  return { cursor, run };
}

/** The two statements of everybody in both, from the run. */
function SignedTwice({ pair: [one, two] }: { readonly pair: Pair }) {
  const both = signersOf(one.certificate).filter((id) => signersOf(two.certificate).includes(id));
  if (both.length === 0) return null;
  return (
    <ul className="quorum-statements" aria-label="What those in both signed">
      {both.map((id) => (
        <li key={id}>
          <span className="quorum-signed">signed {seatName(id)}</span>{' '}
          <Statement certificate={one.certificate} signer={id} /> and{' '}
          <Statement certificate={two.certificate} signer={id} />
        </li>
      ))}
    </ul>
  );
}

interface StatementProps {
  readonly certificate: CertificateInspection;
  readonly signer: number;
}

function Statement({ certificate, signer }: StatementProps) {
  const vote = certificate.votes.find((one) => one.signer === signer);
  if (vote === undefined) return null;
  return (
    <>
      {voteText(vote)} <ValueLetter slot={vote.slot} digest={vote.digest} />
    </>
  );
}
