/**
 * Quorums as one replica holds them: a lamp per sender for every slot and phase, who is convicted by signed
 * statements, the view change as a story, and a place to try what any two quorums share.
 */
import { useState } from 'react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { SeatPicker } from '../panels/seat-picker.tsx';
import { useShownFrame } from '../veil.ts';
import { Convicted } from './convicted.tsx';
import { TryQuorums } from './try-quorums.tsx';
import { TwoCertificates } from './two-certificates.tsx';
import { VoteGrid } from './vote-grid.tsx';
import './quorum.css';

export function QuorumTab() {
  const frame = useShownFrame();
  const info = useUi((state) => state.info);
  const selection = useUi((state) => state.selection);
  const { select, setTab, showChange } = useActions();
  const [last, setLast] = useState(0);
  const chosen = selection?.kind === 'replica' ? selection.replica : last;
  if (chosen !== last) setLast(chosen);
  if (frame === null || info === null) return null;
  return (
    <>
      <SeatPicker
        frame={{ ...frame, clients: [] }}
        chosen={chosen}
        onChoose={(end) => {
          if (typeof end !== 'number') return;
          select({ kind: 'replica', replica: end });
          setTab('quorum');
        }}
      />
      <VoteGrid frame={frame} replica={chosen} />
      <TwoCertificates chosen={chosen} />
      <Convicted />
      <section className="insp-section">
        <h3>Change of view</h3>
        <button type="button" className="button" onClick={() => showChange(true)}>
          Tell the view change
        </button>
      </section>
      <TryQuorums key={info.replicas} replicas={info.replicas} />
    </>
  );
}
