/** What can be done to one message now; what cannot stays, with the reason. */
import { useId, useState } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { AlterForm } from '../lies/alter-form.tsx';
import { type FaultForm, type FaultItem, messageFaults } from './fault-list.ts';
import { readNumber } from './header-fields.ts';
import { NoticeFor } from './notice-for.tsx';
import { NumberField } from './number-field.tsx';
import './controls.css';

export function MessageActions({ message }: { readonly message: string }) {
  const frame = useUi((state) => state.frame);
  const { interveneAll, openMailbox } = useActions();
  const [form, setForm] = useState<FaultForm | null>(null);
  const reasons = useId();
  if (frame === null) return null;
  const items = messageFaults(frame, message);
  const refused = items[0]?.refused ?? null;
  const onItem = (item: FaultItem) => {
    if (item.form === 'order') openMailbox(receiverOf(message));
    else if (item.form !== null) setForm(form === item.form ? null : item.form);
    else void interveneAll(item.runs, 'message');
  };
  return (
    <div className="ctl-message">
      <fieldset className="ctl-row">
        <legend className="visually-hidden">Act on this message</legend>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            className="button ctl-act"
            aria-disabled={item.refused !== null}
            aria-expanded={item.form === null ? undefined : form === item.form}
            aria-describedby={item.refused === null ? undefined : reasons}
            onClick={() => item.refused === null && onItem(item)}
          >
            {item.label}
          </button>
        ))}
      </fieldset>
      <Reasons id={reasons} items={items} />
      {form === 'delay' && refused === null && <DelayForm message={message} onDone={() => setForm(null)} />}
      {form === 'alter' && refused === null && (
        <AlterForm messages={[message]} onDone={() => setForm(null)} />
      )}
      <NoticeFor control="message" />
    </div>
  );
}

/** Why what is struck out cannot be done: each reason once, with the acts that it concerns. */
function Reasons({ id, items }: { readonly id: string; readonly items: readonly FaultItem[] }) {
  const refused = items.filter((item) => item.refused !== null);
  const reasons = [...new Set(refused.map((item) => item.refused))];
  return (
    <div id={id}>
      {reasons.map((reason) => (
        <p key={reason} className="hint">
          {refused.length < items.length && <s>{actsFor(refused, reason)}</s>} {reason}
        </p>
      ))}
    </div>
  );
}

function actsFor(refused: readonly FaultItem[], reason: string | null): string {
  const acts = refused.filter((item) => item.refused === reason);
  return acts.map(({ label }) => label.replace('…', '')).join(', ');
}

/** `r0>2#12` goes to replica 2. */
function receiverOf(message: string): Endpoint {
  const to = message.slice(message.indexOf('>') + 1, message.indexOf('#'));
  return to.startsWith('c') ? (to as Endpoint) : Number(to);
}

function DelayForm({ message, onDone }: { readonly message: string; readonly onDone: () => void }) {
  const { intervene } = useActions();
  const [text, setText] = useState('50');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const byMs = readNumber(text, 0.001, 1_000_000, false);
    if (typeof byMs === 'string') setProblem(byMs);
    else if (await intervene({ do: 'delay', message, byMs }, 'message')) onDone();
  };
  return (
    <form
      className="ctl-row"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <NumberField label="later by" unit="ms" value={text} width={72} problem={problem} onChange={setText} />
      <button type="submit" className="button primary">
        Delay it
      </button>
    </form>
  );
}
