/**
 * The trace hash, and a check of it: the same session run from scratch on the other host must give the same
 * hash.
 */
import { useEffect, useState } from 'react';
import type { Digest } from '../../kernel/ids.ts';
import type { HostKind } from '../../runtime/api.ts';
import { useEngine, useUi } from '../hooks/use-store.ts';
import { counted } from './words.ts';

type Outcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'done'; readonly of: Digest; readonly length: number; readonly found: Digest };

const hostNames: Readonly<Record<HostKind, string>> = {
  workers: 'one Web Worker per replica',
  inline: 'all replicas in one thread',
};

export function ReplayCheck() {
  const info = useUi((state) => state.info);
  const engine = useEngine();
  const length = useUi((state) => state.cursor);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const of = useTraceHash(length);
  if (info === null || of === null) return null;
  const { host } = info;
  const other: HostKind = host === 'workers' ? 'inline' : 'workers';
  const run = async () => {
    setOutcome({ kind: 'running' });
    const answer = await engine.replay(other, length);
    if ('problem' in answer) setOutcome({ kind: 'problem', text: answer.problem });
    else setOutcome({ kind: 'done', of, length, found: answer.traceHash });
  };
  return (
    <section className="insp-section">
      <h3>Trace hash</h3>
      <p className="mono insp-hash">{of}</p>
      <p className="hint">
        SHA-256 over the {counted(length, 'event')} up to the playhead, run with {hostNames[host]}.
      </p>
      <button
        type="button"
        className="button"
        aria-disabled={outcome?.kind === 'running'}
        onClick={() => outcome?.kind !== 'running' && void run()}
      >
        Replay with {hostNames[other]} and compare
      </button>
      <div role="status">{outcome !== null && <OutcomeText outcome={outcome} current={of} />}</div>
    </section>
  );
}

/** Of the events before the playhead: what was simulated ahead of it is nobody's business yet. */
function useTraceHash(cursor: number): Digest | null {
  const engine = useEngine();
  const [hash, setHash] = useState<Digest | null>(null);
  useEffect(() => {
    let wanted = true;
    void engine.traceHash(cursor).then((found) => wanted && setHash(found));
    return () => {
      wanted = false;
    };
  }, [engine, cursor]);
  return hash;
}

function OutcomeText({ outcome, current }: { readonly outcome: Outcome; readonly current: Digest }) {
  if (outcome.kind === 'running') return <p className="hint">Replaying from the first event …</p>;
  if (outcome.kind === 'problem') return <p className="problem">{outcome.text}</p>;
  const { of, found, length } = outcome;
  const stale = of === current ? '' : ' The run has gone on since.';
  if (found === of) {
    return (
      <p className="insp-verdict">
        Equal: {counted(length, 'event')} replayed, the same hash.{stale}
      </p>
    );
  }
  return (
    <p className="problem">
      Different: the replay gave <span className="mono insp-hash">{found}</span>. This is a defect of the
      laboratory.{stale}
    </p>
  );
}
