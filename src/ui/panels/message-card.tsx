/**
 * One message in full: what it says, where it is, every field, the statements it carries, and what led to it.
 */
import { ArrowRight } from 'lucide-react';
import type { MessageInspection } from '../../runtime/api.ts';
import { MessageActions } from '../controls/message-actions.tsx';
import { useUi } from '../hooks/use-store.ts';
import { CauseTree } from './cause-tree.tsx';
import { keyed } from './keyed.ts';
import { MessageMark } from './marks.tsx';
import { voteText } from './quorums.ts';
import { grouped, inMs, seatName, sentenceCase } from './words.ts';

export function MessageCard({ message }: { readonly message: MessageInspection }) {
  const style = useUi((state) => state.info?.protocol.messages.find(({ type }) => type === message.type));
  return (
    <>
      <section className="insp-section">
        <div className="insp-title">
          <MessageMark style={style} />
          <h2>{message.type}</h2>
          <span className="insp-way">
            {seatName(message.from)} <ArrowRight size={14} aria-label="to" /> {seatName(message.to)}
          </span>
        </div>
        <p>{message.says}</p>
        <p className="insp-waiting">{message.text}</p>
        <dl className="insp-facts">
          <Fact name="fate" value={sentenceCase(message.fate)} />
          <Fact name="sent" value={inMs(message.sentAt)} />
          {message.dueAt !== null && <Fact name="due" value={inMs(message.dueAt)} />}
          <Fact name="id" value={message.id} mono />
          <Fact name="size" value={`${grouped(message.bytes)} bytes`} />
          <Fact name="digest" value={message.digest} mono />
        </dl>
        <MessageActions message={message.id} />
      </section>
      {message.votes.length > 0 && <Votes message={message} />}
      <section className="insp-section">
        <h3>What led to it, and what came of it</h3>
        <CauseTree
          causes={message.causes}
          self={`${message.id}: ${message.type}`}
          consequences={message.consequences}
        />
      </section>
      <section className="insp-section">
        <h3>Every field</h3>
        <dl className="insp-fields">
          {message.fields.map(({ name, value }) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd>
                <pre className="mono">{value}</pre>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
}

function Fact({ name, value, mono = false }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={mono ? 'mono insp-hex' : ''}>{value}</dd>
    </div>
  );
}

function Votes({ message }: { readonly message: MessageInspection }) {
  const { votes } = message;
  return (
    <section className="insp-section">
      <h3>Signed statements in it, signatures checked</h3>
      <ul className="insp-votes">
        {keyed(votes, (vote) => `${vote.signer} ${voteText(vote)}`).map(({ key, item: vote }) => (
          <li key={key}>
            <strong>{seatName(vote.signer)}</strong> {voteText(vote)}
          </li>
        ))}
      </ul>
    </section>
  );
}
