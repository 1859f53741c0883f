/**
 * The Inspector: everything about the selected replica, message or certificate, the network, and the
 * verdicts, at the playhead's moment. What it shows comes from the engine when asked; nothing of it is kept.
 */
import { Tabs } from 'radix-ui';
import { Suspense, useState } from 'react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { lazyPart } from '../lazy-part.tsx';
import type { InspectorTab, Selection } from '../state.ts';
import { type CertificatePlace, EvidenceTab } from './evidence-tab.tsx';
import { NetworkTab } from './network-tab.tsx';
import type { KeptCertificate } from './quorums.ts';
import { ReplicaTab } from './replica-tab.tsx';
import { VerdictsTab } from './verdicts-tab.tsx';
import './shared.css';
import './inspector.css';

const QuorumTab = lazyPart(
  () => import('../quorum/quorum-tab.tsx'),
  (module) => module.QuorumTab,
);

const tabs: readonly { readonly id: InspectorTab; readonly title: string }[] = [
  { id: 'replica', title: 'Replica' },
  { id: 'evidence', title: 'Evidence' },
  { id: 'quorum', title: 'Quorum' },
  { id: 'network', title: 'Network' },
  { id: 'verdicts', title: 'Verdicts' },
];

/** A log cell whose certificate is open; it gives way as soon as something else is selected. */
interface OpenCertificate {
  readonly place: CertificatePlace;
  readonly during: Selection | null;
}

export function Inspector() {
  const tab = useUi((state) => state.tab);
  const selection = useUi((state) => state.selection);
  const violated = useUi(
    (state) => state.verdicts.filter((verdict) => verdict.verdict === 'violated').length,
  );
  const { setTab } = useActions();
  const [certificate, setCertificate] = useState<OpenCertificate | null>(null);
  const [kept, setKept] = useState<KeptCertificate | null>(null);
  const open = certificate !== null && certificate.during === selection ? certificate.place : null;
  const show = (place: CertificatePlace) => {
    setCertificate({ place, during: selection });
    setTab('evidence');
  };
  return (
    <Tabs.Root className="insp" value={tab} onValueChange={(value) => setTab(value as InspectorTab)}>
      <Tabs.List className="insp-tabs" aria-label="Inspector">
        {tabs.map(({ id, title }) => (
          <Tabs.Trigger key={id} value={id} className="insp-tab">
            {title}
            {id === 'verdicts' && violated > 0 && (
              <span className="insp-count">
                {violated}
                <span className="visually-hidden"> violated</span>
              </span>
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="replica" className="insp-body">
        <ReplicaTab onCertificate={show} />
      </Tabs.Content>
      <Tabs.Content value="evidence" className="insp-body">
        <EvidenceTab certificate={open} kept={kept} onKeep={setKept} onClose={() => setCertificate(null)} />
      </Tabs.Content>
      <Tabs.Content value="quorum" className="insp-body">
        <Suspense fallback={<p className="hint insp-section">Loading …</p>}>
          <QuorumTab />
        </Suspense>
      </Tabs.Content>
      <Tabs.Content value="network" className="insp-body">
        <NetworkTab />
      </Tabs.Content>
      <Tabs.Content value="verdicts" className="insp-body">
        <VerdictsTab />
      </Tabs.Content>
    </Tabs.Root>
  );
}
