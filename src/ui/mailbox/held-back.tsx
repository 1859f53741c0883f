/** A puppet's messages, each with whom it is for: what is pressed is meant by the buttons beside it. */
import { useState } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Intervention } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { AlterForm } from '../lies/alter-form.tsx';
import { MessageMark } from '../panels/marks.tsx';
import { seatName, seatNames } from '../panels/words.ts';
import type { HeldGroup } from './held-groups.ts';

interface HeldBackProps {
  readonly groups: readonly HeldGroup[];
  readonly puppets: readonly ReplicaId[];
}

/** Rows shown; a puppet that nobody attends to goes on holding. */
const rowsMost = 40;

export function HeldBack({ groups, puppets }: HeldBackProps) {
  return (
    <section className="is-wide" aria-label="Held back">
      <h3>
        Held back{puppets.length > 0 && ` by ${seatNames(puppets)}`}: {groups.length}
      </h3>
      {groups.length === 0 && <p className="hint">Nothing yet: go on, and what it would say waits here.</p>}
      <ul className="mailbox-list">
        {groups.slice(0, rowsMost).map((group) => (
          <HeldRow key={group.key} group={group} />
        ))}
      </ul>
      {groups.length > rowsMost && <p className="hint">And {groups.length - rowsMost} more.</p>}
    </section>
  );
}

function HeldRow({ group }: { readonly group: HeldGroup }) {
  const style = useUi((state) => state.info?.protocol.messages.find(({ type }) => type === group.type));
  const slowest = useUi((state) => state.info?.delayMs.max ?? 20);
  const { interveneAll } = useActions();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [editing, setEditing] = useState(false);
  const meant = group.copies.filter(({ id }) => !left.includes(id)).map(({ id }) => id);
  const none = meant.length === 0;
  const each = (part: (message: string) => Intervention) => {
    if (!none) void interveneAll(meant.map(part), 'message');
  };
  const toggle = (id: string) =>
    setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id]);
  return (
    <li>
      <div className="mailbox-row">
        <MessageMark style={style} />
        <span className="mailbox-text">
          {seatName(group.from)}: {group.text}
        </span>
        <fieldset className="mailbox-to">
          <legend>to</legend>
          {group.copies.map(({ id, to }) => (
            <button
              key={id}
              type="button"
              className="button"
              aria-pressed={!left.includes(id)}
              onClick={() => toggle(id)}
            >
              {seatName(to)}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="button primary"
          aria-disabled={none}
          title={`On the network for ${slowest} ms`}
          onClick={() => each((message) => ({ do: 'delay', message, byMs: slowest }))}
        >
          Send
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={none}
          onClick={() => each((message) => ({ do: 'deliver', message }))}
        >
          At once
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={none}
          aria-expanded={editing}
          onClick={() => setEditing(!editing && !none)}
        >
          Edit…
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={none}
          onClick={() => each((message) => ({ do: 'drop', message }))}
        >
          Drop
        </button>
      </div>
      {editing && !none && <AlterForm messages={meant} onDone={() => setEditing(false)} />}
    </li>
  );
}
