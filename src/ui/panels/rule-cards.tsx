/**
 * The rules of the protocol that can be removed, each as a card with a switch. A removed one is crossed out
 * and says what goes wrong without it; switching begins the run anew, with everything that was done in it.
 */
import type { RemovedRule } from '../../runtime/api.ts';
import { NoticeFor } from '../controls/notice-for.tsx';
import { useActions, useUi } from '../hooks/use-store.ts';
import './rule-cards.css';

export function RuleCards() {
  const all = useUi((state) => state.info?.protocol.bugs);
  const now = useUi((state) => state.info?.bugs);
  const { restart } = useActions();
  if (all === undefined || all.length === 0) return null;
  const removed = new Set(now?.map(({ id }) => id));
  const turn = (id: string) => {
    const bugs = removed.has(id) ? [...removed].filter((one) => one !== id) : [...removed, id];
    void restart({ bugs }, 'rules');
  };
  const first = all.filter(({ id }) => removed.has(id));
  const others = all.filter(({ id }) => !removed.has(id));
  return (
    <section className="insp-section">
      <h3>Rules</h3>
      <p className="hint">{summary(removed.size, all.length)}</p>
      <NoticeFor control="rules" />
      <Cards rules={first} removed onTurn={turn} />
      <details className="rule-others">
        <summary>{removed.size === 0 ? 'Remove a rule …' : 'Remove another rule …'}</summary>
        <Cards rules={others} removed={false} onTurn={turn} />
      </details>
    </section>
  );
}

function summary(removed: number, all: number): string {
  if (removed === 0) return `All ${all} rules that can be removed are in place.`;
  return `${removed === 1 ? 'One rule is' : `${removed} rules are`} removed in this run.`;
}

interface CardsProps {
  readonly rules: readonly RemovedRule[];
  readonly removed: boolean;
  readonly onTurn: (id: string) => void;
}

function Cards({ rules, removed, onTurn }: CardsProps) {
  if (rules.length === 0) return null;
  return (
    <ul className="rule-cards">
      {rules.map(({ id, title, why, rule }) => (
        <li key={id} className={removed ? 'rule-card is-removed' : 'rule-card'}>
          <p className="rule-head">
            {removed ? <del>{rule.title}</del> : <strong>{rule.title}</strong>}
            <span className="hint">{rule.source}</span>
          </p>
          <p>
            {removed ? 'Removed. ' : 'Removed, it reads: '}
            {title}.
          </p>
          <p className="hint">{why}</p>
          <button
            type="button"
            className="button"
            aria-label={`${removed ? 'Put it back' : 'Remove it'}: ${title}`}
            onClick={() => onTurn(id)}
          >
            {removed ? 'Put it back' : 'Remove it'}
          </button>
        </li>
      ))}
    </ul>
  );
}
