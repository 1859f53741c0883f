/** A rule's lines of pseudo-code with its own lit, and the way to the run that shows why it exists. */
import type { PseudoCode } from '../../kernel/present.ts';
import type { RuleInspection } from '../../runtime/api.ts';
import { useActions } from '../hooks/use-store.ts';

export function WhyRule({ rule }: { readonly rule: RuleInspection }) {
  const { open } = useActions();
  return (
    <>
      {rule.code !== null && <Code code={rule.code} />}
      {rule.removedBy.length > 0 && (
        <details className="rule-why">
          <summary>Why does this rule exist?</summary>
          {rule.removedBy.map(({ title, scenario }) => (
            <div key={title}>
              <p>Without it: {title}.</p>
              {scenario !== null && (
                <button
                  type="button"
                  className="button"
                  aria-label={`Open the run that goes wrong: ${title}`}
                  onClick={() => void open({ kind: 'catalogue', id: scenario })}
                >
                  Open the run that goes wrong
                </button>
              )}
            </div>
          ))}
        </details>
      )}
    </>
  );
}

function Code({ code }: { readonly code: PseudoCode }) {
  return (
    <pre className="rule-code">
      {code.lines.map((line, at) => (
        <code key={line} className={at === code.lit ? 'is-lit' : ''}>
          {at === code.lit && <span className="visually-hidden">this line: </span>}
          {line}
          {'\n'}
        </code>
      ))}
    </pre>
  );
}
