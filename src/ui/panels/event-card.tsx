/**
 * One event of the trace in full: its sentence, the rules that fired with the values that made them true, why
 * a message was refused, what the replica did, and its place among causes and consequences.
 */
import type { EventInspection, RuleInspection } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { CauseTree } from './cause-tree.tsx';
import { runKey } from './feed-window.ts';
import { WhyRule } from './why-rule.tsx';
import { inMs, sentenceCase } from './words.ts';
import './event-card.css';

export function EventCard({ event }: { readonly event: number }) {
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const { value, problem } = useAsk(`${event}|${run}`, (engine) => engine.event(event));
  if (problem !== null) return <p className="problem insp-section">{problem}</p>;
  if (value === null || value.line.event !== event)
    return <p className="hint insp-section">Reading event {event + 1} …</p>;
  return <EventInFull inspection={value} />;
}

export function EventInFull({ inspection }: { readonly inspection: EventInspection }) {
  const { line, rules, refusal, isKept, effects, causes, consequences } = inspection;
  const { move, select } = useActions();
  const { message } = line;
  return (
    <>
      <section className="insp-section">
        <div className="insp-title">
          <h2>Event {line.event + 1}</h2>
          <span className="hint">{inMs(line.at)}</span>
        </div>
        <p className="insp-waiting">{line.sentence}</p>
        <div className="insp-buttons">
          <button
            type="button"
            className="button"
            onClick={() => void move({ kind: 'event', target: line.event + 1 })}
          >
            Go there
          </button>
          {message !== null && (
            <button type="button" className="button" onClick={() => select({ kind: 'message', id: message })}>
              Open its message
            </button>
          )}
        </div>
      </section>
      {refusal !== null && <Rules title="Refused, because" rules={[refusal]} />}
      {rules.length > 0 && <Rules title={rules.length === 1 ? 'The rule' : 'The rules'} rules={rules} />}
      {isKept && (
        <section className="insp-section">
          <p className="hint">No rule fired: what it took in is kept, and no threshold was reached by it.</p>
        </section>
      )}
      {effects.length > 0 && (
        <section className="insp-section">
          <h3>What it did</h3>
          <ul className="insp-bullets">
            {effects.map((effect) => (
              <li key={effect}>{sentenceCase(effect)}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="insp-section">
        <h3>What led to it, and what came of it</h3>
        <CauseTree causes={causes} self={`event ${line.event + 1}: this one`} consequences={consequences} />
      </section>
    </>
  );
}

/** Crossed out where the run has been told to do without it: then it fires as what is left of it. */
function RuleHead({ rule }: { readonly rule: RuleInspection }) {
  const removed = useUi((state) => state.info?.bugs);
  const without = removed?.find(({ title }) => rule.removedBy.some((one) => one.title === title));
  const name = sentenceCase(rule.title);
  return (
    <>
      <p>
        {without === undefined ? <strong>{name}</strong> : <del className="rule-gone">{name}</del>}
        {rule.source !== '' && <span className="hint"> {rule.source}</span>}
      </p>
      {without !== undefined && <p>Removed in this run. {without.title}.</p>}
    </>
  );
}

function Rules({ title, rules }: { readonly title: string; readonly rules: readonly RuleInspection[] }) {
  return (
    <section className="insp-section">
      <h3>{title}</h3>
      <ul className="rules">
        {rules.map((rule, index) => (
          // A rule can fire twice in one event, for two slots.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
          <li key={`${rule.id} ${index}`} className="rule">
            <RuleHead rule={rule} />
            <p>{sentenceCase(rule.sentence)}</p>
            {rule.values.length > 0 && (
              <dl className="rule-values">
                {rule.values.map(({ name, value }) => (
                  <div key={name}>
                    <dt className="mono">{name}</dt>
                    <dd className="mono">{value}</dd>
                  </div>
                ))}
              </dl>
            )}
            <WhyRule rule={rule} />
            <p className="mono insp-hex">{rule.id}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
