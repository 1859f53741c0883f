/** The chart's state and the paper's variables in the paper's names; each name says what it means. */
import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import type { ReplicaDetail } from '../../kernel/present.ts';
import type { Differences } from './differences.ts';
import { Was } from './replica-log.tsx';

interface ReplicaVariablesProps {
  readonly chart: ReplicaDetail;
  readonly changes: Differences;
  readonly versus: string;
  /** The chart is drawn elsewhere: its state needs no line here. */
  readonly drawn: boolean;
}

export function ReplicaVariables({ chart, changes, versus, drawn }: ReplicaVariablesProps) {
  const [meanings, setMeanings] = useState(false);
  return (
    <section className="insp-section">
      <div className="insp-headline">
        <h3>Variables</h3>
        <label className="check">
          <input
            type="checkbox"
            checked={meanings}
            onChange={(change) => setMeanings(change.target.checked)}
          />
          say what they mean
        </label>
      </div>
      {drawn ? null : (
        <p className={changes.chart ? 'insp-chart is-changed' : 'insp-chart'}>
          <span className="hint">state</span> {chart.chart}
        </p>
      )}
      <Tooltip.Provider delayDuration={200} disableHoverableContent>
        <dl className="insp-variables">
          {chart.variables.map((variable) => {
            const change = changes.variables.get(variable.name);
            return (
              <div key={variable.name} className={change === undefined ? '' : 'is-changed'}>
                <dt>
                  <Meaning name={variable.name} meaning={variable.meaning} />
                </dt>
                <dd className="mono">
                  {variable.value}
                  <Was value={change} versus={versus} />
                </dd>
                {meanings && <dd className="hint">{variable.meaning}</dd>}
              </div>
            );
          })}
        </dl>
      </Tooltip.Provider>
    </section>
  );
}

function Meaning({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger className="insp-name">{name}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tip" side="left" sideOffset={8} collisionPadding={8}>
          {meaning}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
