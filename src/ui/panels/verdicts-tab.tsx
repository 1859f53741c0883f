/**
 * Every property with its verdict at the playhead, the sentence that says why, and the event that decided it;
 * then what the run can be checked by (its trace hash) and what this model leaves out. Metrics over time are
 * a press away.
 */
import { Suspense, useState } from 'react';
import type { Verdict } from '../../kernel/property.ts';
import type { Frame } from '../../projection/frame.ts';
import { withLetters } from '../broken-words.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { lazyPart } from '../lazy-part.tsx';
import { VerdictMark } from './marks.tsx';
import { nameOfProperty } from './property-names.ts';
import { ReplayCheck } from './replay-check.tsx';
import { RuleCards } from './rule-cards.tsx';
import { groupVerdicts, verdictCounts } from './verdict-order.ts';
import { counted, seatNames } from './words.ts';

const MetricsPanel = lazyPart(
  () => import('../metrics/metrics-panel.tsx'),
  (module) => module.MetricsPanel,
);

export function VerdictsTab() {
  const [metrics, setMetrics] = useState(false);
  return (
    <>
      <div className="insp-switch">
        {[false, true].map((each) => (
          <button
            key={String(each)}
            type="button"
            className="button"
            aria-pressed={metrics === each}
            onClick={() => setMetrics(each)}
          >
            {each ? 'Metrics' : 'Properties'}
          </button>
        ))}
      </div>
      {metrics ? (
        <Suspense fallback={<p className="hint insp-section">Loading …</p>}>
          <MetricsPanel />
        </Suspense>
      ) : (
        <Properties />
      )}
    </>
  );
}

function Properties() {
  const verdicts = useUi((state) => state.verdicts);
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  if (frame === null || info === null) return null;
  const { now, limit } = frame.faulty;
  // What is missing comes before what is said of it.
  const isBroken = (info.bugs ?? []).length > 0;
  if (frame.seat !== undefined) {
    return (
      <p className="insp-section">
        R{frame.seat} cannot judge this: a verdict compares what several replicas did. What it has are its own
        certificates, in its log.
      </p>
    );
  }
  return (
    <>
      <section className="insp-section">
        <p className="insp-verdict">{verdictCounts(verdicts)}</p>
        <p>
          Faulty now: {now.length}, and f = {limit}
          {now.length > 0 && ` (${seatNames(now)})`}.
          {now.length > limit && ' More than the protocol promises to survive.'}
        </p>
        <p className="hint">
          Judged from the trace, by what correct replicas did; who is down, lies or is damaged counts towards
          f.
        </p>
      </section>
      {isBroken && <RuleCards />}
      {groupVerdicts(verdicts).map((group) => (
        <section key={group.title} className="insp-section">
          <h3>{group.title}</h3>
          <p className="hint">{group.hint}</p>
          <ul className="insp-verdicts">
            {group.verdicts.map((verdict) => (
              <VerdictLine key={verdict.property} verdict={verdict} />
            ))}
          </ul>
        </section>
      ))}
      {!isBroken && <RuleCards />}
      <ReplayCheck />
      <section className="insp-section">
        <h3>What is simplified here</h3>
        <ul className="insp-bullets">
          <li>Time is simulated: delays are drawn from the seed, computing takes none.</li>
          {info.authenticator === 'simulated' && (
            <li>Signatures are ideal ones: a keyed digest that nobody in the simulation can forge.</li>
          )}
          {info.protocol.simplified.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p className="hint">{info.protocol.paper}</p>
      </section>
    </>
  );
}

const Minimise = lazyPart(
  () => import('../minimise/minimise.tsx'),
  (module) => module.Minimise,
);

const NONE: Frame['contested'] = [];

function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  const { move } = useActions();
  const { title, meaning, scope } = nameOfProperty(verdict.property);
  const { event, because } = verdict;
  const contested = useUi((state) => state.frame?.contested ?? NONE);
  // What holds says in its reason what it means.
  const said = verdict.verdict === 'holds' && because !== '' ? null : meaning;
  return (
    <li className={`is-${verdict.verdict}`}>
      <VerdictMark verdict={verdict.verdict} />
      <div>
        <p>
          <strong>{title}</strong>
          {scope !== null && <span className="hint"> {scope}</span>}
          <span className="insp-word">{verdict.verdict}</span>
        </p>
        {said === null ? null : <p className="hint">{said}</p>}
        {because === '' ? null : <p className="insp-because">{withLetters(because, contested, null)}</p>}
        {event !== null && (
          <button
            type="button"
            className="link"
            onClick={() => void move({ kind: 'event', target: event + 1 })}
          >
            {verdict.verdict === 'violated'
              ? 'Go to the event that broke it'
              : 'Go to the event that decided it'}
            {verdict.replicas.length > 0 && ` (${counted(verdict.replicas.length, 'replica')})`}
          </button>
        )}
        {verdict.verdict === 'violated' && (
          <Suspense fallback={null}>
            <Minimise verdict={verdict} />
          </Suspense>
        )}
      </div>
    </li>
  );
}
