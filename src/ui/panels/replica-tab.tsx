/**
 * One replica in full: what it waits for, its chart state, the paper's variables, its log, its ledger. What
 * the last event changed is marked; with a second replica chosen, what differs from that one is marked
 * instead.
 */
import { useState } from 'react';
import { TransferForm } from '../controls/transfer.tsx';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { useShownFrame } from '../veil.ts';
import { BlockTree } from './block-tree.tsx';
import { ClientCard } from './client-card.tsx';
import { countDifferences, differences } from './differences.ts';
import type { CertificatePlace } from './evidence-tab.tsx';
import { runKey } from './feed-window.ts';
import { ReplicaCharts } from './replica-charts.tsx';
import { ReplicaHead } from './replica-head.tsx';
import { ReplicaLedger } from './replica-ledger.tsx';
import { ReplicaLog } from './replica-log.tsx';
import { ReplicaVariables } from './replica-variables.tsx';
import { SeatPicker } from './seat-picker.tsx';
import { counted, othersThan, seatName } from './words.ts';

export function ReplicaTab({ onCertificate }: { readonly onCertificate: (place: CertificatePlace) => void }) {
  const frame = useShownFrame();
  const info = useUi((state) => state.info);
  const selection = useUi((state) => state.selection);
  const { select } = useActions();
  const [last, setLast] = useState(0);
  const [against, setAgainst] = useState<number | null>(null);
  const chosen = selection?.kind === 'replica' ? selection.replica : last;
  if (chosen !== last) setLast(chosen);
  if (frame === null || info === null) return null;
  const client =
    selection?.kind === 'client' ? frame.clients.find(({ id }) => id === selection.client) : undefined;
  const replica = frame.replicas[chosen];
  return (
    <>
      <SeatPicker
        frame={frame}
        chosen={client === undefined ? chosen : client.id}
        onChoose={(end) =>
          select(
            typeof end === 'number' ? { kind: 'replica', replica: end } : { kind: 'client', client: end },
          )
        }
      />
      {client !== undefined && (
        <>
          <ClientCard client={client} />
          <section className="insp-section">
            <h3>Send one more transfer</h3>
            <TransferForm />
          </section>
        </>
      )}
      {client === undefined && replica !== undefined && (
        <>
          <ReplicaHead frame={frame} replica={replica} />
          <CompareWith self={chosen} replicas={info.replicas} against={against} onChange={setAgainst} />
          <ReplicaState
            id={chosen}
            against={against === chosen ? null : against}
            onCertificate={onCertificate}
          />
        </>
      )}
    </>
  );
}

interface CompareWithProps {
  readonly self: number;
  readonly replicas: number;
  readonly against: number | null;
  readonly onChange: (against: number | null) => void;
}

function CompareWith({ self, replicas, against, onChange }: CompareWithProps) {
  return (
    <label className="field insp-compare">
      Marked: what differs from
      <select
        className="input"
        value={against === null || against === self ? '' : against}
        onChange={(change) => onChange(change.target.value === '' ? null : Number(change.target.value))}
      >
        <option value="">the event before</option>
        {othersThan(self, replicas).map((id) => (
          <option key={id} value={id}>
            {seatName(id)} now
          </option>
        ))}
      </select>
    </label>
  );
}

interface ReplicaStateProps {
  readonly id: number;
  readonly against: number | null;
  readonly onCertificate: (place: CertificatePlace) => void;
}

function ReplicaState({ id, against, onCertificate }: ReplicaStateProps) {
  const cursor = useUi((state) => state.cursor);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const drawn = useUi((state) => (state.info?.protocol.charts ?? []).length > 0);
  const now = useAsk(`${id}@${cursor}|${run}`, (engine) => engine.replica(cursor, id));
  const [other, at] = against === null ? [id, cursor - 1] : [against, cursor];
  const compared = useAsk(at < 0 ? null : `${other}@${at}|${run}`, (engine) => engine.replica(at, other));
  if (now.problem !== null) return <p className="problem">{now.problem}</p>;
  const { value } = now;
  if (value === null || value.replica !== id)
    return <p className="hint insp-section">Reading {seatName(id)} …</p>;
  if (value.detail === null) return null;
  const fits = compared.value?.replica === other && !compared.loading && !now.loading;
  const changes = differences(value, fits ? compared.value : null);
  const versus = against === null ? 'was' : `${seatName(against)}:`;
  const count = countDifferences(changes);
  return (
    <>
      {against !== null && fits && (
        <p className="insp-section insp-verdict">
          {count === 0
            ? `${seatName(id)} and ${seatName(against)} hold the same.`
            : `${counted(count, 'thing differs', 'things differ')} from ${seatName(against)}.`}
        </p>
      )}
      <ReplicaLog
        table={value.detail.log}
        changes={changes.cells}
        versus={versus}
        onCell={(slot, column) => onCertificate({ replica: id, slot, column })}
      />
      {value.detail.tree !== undefined && <BlockTree replica={id} tree={value.detail.tree} />}
      <ReplicaCharts now={value} before={against === null && fits ? compared.value : null} />
      <ReplicaVariables drawn={drawn} chart={value.detail} changes={changes} versus={versus} />
      <ReplicaLedger
        inspection={value}
        changes={changes}
        versus={versus}
        beside={against !== null && fits ? compared.value : null}
      />
    </>
  );
}
