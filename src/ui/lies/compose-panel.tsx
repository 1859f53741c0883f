/**
 * Composing a lie (EXPERIENCE, faults): a liar, one of its messages, and who hears version A, version B or
 * nothing. Recipients are chosen here or by clicking them on the stage.
 */
import { useEffect } from 'react';
import type { LieSheet } from '../../runtime/api.ts';
import { NoticeFor } from '../controls/notice-for.tsx';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { othersThan, seatName, seatNames } from '../panels/words.ts';
import {
  type Composing,
  type Hears,
  hearsOf,
  liesToTell,
  newComposing,
  notYet,
  votesAlong,
} from './composing.ts';
import { FieldEditor } from './field-editor.tsx';
import '../panels/shared.css';
import './lies.css';

export function ComposePanel() {
  const { store } = usePage();
  const composing = useUi((state) => state.composing);
  useEffect(() => () => store.setState({ composing: null }), [store]);
  return composing === null ? <ChooseLiar /> : <Compose composing={composing} />;
}

function ChooseLiar() {
  const { store } = usePage();
  const frame = useUi((state) => state.frame);
  if (frame === null) return null;
  return (
    <fieldset className="lie-row">
      <legend>Who lies?</legend>
      {frame.replicas.map(({ id, status }) => (
        <button
          key={id}
          type="button"
          className="button"
          disabled={status === 'crashed'}
          onClick={() => store.setState({ composing: newComposing(id) })}
        >
          {seatName(id)}
        </button>
      ))}
    </fieldset>
  );
}

function Compose({ composing }: { readonly composing: Composing }) {
  const { store } = usePage();
  const { interveneAll, closeDrawer } = useActions();
  const cursor = useUi((state) => state.landed?.cursor ?? 0);
  const info = useUi((state) => state.info);
  const { liar, type } = composing;
  const key = `${liar}|${type}|${cursor}|${info === null ? '' : runKey(info)}`;
  const asked = useAsk<LieSheet>(key, (engine) => engine.lieSheet(cursor, liar, type));
  if (info === null) return null;
  const sheet = asked.value;
  const change = (changes: Partial<Composing>) => store.setState({ composing: { ...composing, ...changes } });
  const refused = notYet(composing, info.replicas);
  const tell = async () => {
    if (sheet === null || refused !== null) return;
    const acts = liesToTell(composing, sheet, info.session, info.replicas);
    if (await interveneAll(acts, 'faults')) closeDrawer();
  };
  return (
    <form
      className="lie"
      onSubmit={(submit) => {
        submit.preventDefault();
        void tell();
      }}
    >
      <NoticeFor control="faults" />
      {asked.problem !== null && <p className="problem">{asked.problem}</p>}
      {sheet === null && asked.problem === null && (
        <p className="hint">Looking ahead for what {seatName(liar)} is going to say …</p>
      )}
      {sheet !== null && (
        <>
          <MessageChoice sheet={sheet} onType={(type) => change({ type, edits: {}, along: [] })} />
          <Recipients composing={composing} replicas={info.replicas} onHears={(hears) => change({ hears })} />
          <div className="lie-version">
            <h3>Version B</h3>
            <FieldEditor
              fields={sheet.fields}
              edits={composing.edits}
              onEdit={(edits) => change({ edits })}
            />
          </div>
          <div className="lie-side">
            <Along composing={composing} sheet={sheet} onAlong={(along) => change({ along })} />
            <div className="lie-tell">
              <button type="submit" className="button primary" aria-disabled={refused !== null}>
                Let {seatNames(liars(composing, sheet))} tell it
              </button>
              <span className="hint" role="status">
                {refused ?? 'These messages only; whoever lied stays untrusted.'}
              </span>
            </div>
          </div>
        </>
      )}
    </form>
  );
}

interface MessageChoiceProps {
  readonly sheet: LieSheet;
  readonly onType: (type: string) => void;
}

/** Which of its messages, and what that would honestly say. */
function MessageChoice({ sheet, onType }: MessageChoiceProps) {
  return (
    <div className="lie-message">
      <label className="field">
        {seatName(sheet.replica)}: its next
        <select className="input" value={sheet.type} onChange={({ target }) => onType(target.value)}>
          {sheet.types.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <p className="hint">Honestly: {sheet.text}</p>
    </div>
  );
}

function liars(composing: Composing, sheet: LieSheet): number[] {
  const joining = votesAlong(composing, sheet).filter(({ replica }) => composing.along.includes(replica));
  return [...new Set([composing.liar, ...joining.map(({ replica }) => replica)])];
}

interface AlongProps {
  readonly composing: Composing;
  readonly sheet: LieSheet;
  readonly onAlong: (along: Composing['along']) => void;
}

/** Votes that go with the lie: a proposal that nobody votes for comes to nothing. */
function Along({ composing, sheet, onAlong }: AlongProps) {
  const offered = votesAlong(composing, sheet);
  if (offered.length === 0) return null;
  const { along } = composing;
  return (
    <fieldset className="lie-row lie-along">
      <legend>Votes for B to whoever hears B; who is pressed lies</legend>
      {offered.map(({ replica, votes }) => (
        <button
          key={replica}
          type="button"
          className="button"
          aria-pressed={along.includes(replica)}
          onClick={() =>
            onAlong(along.includes(replica) ? along.filter((id) => id !== replica) : [...along, replica])
          }
        >
          {seatName(replica)}: {votes.map(({ type }) => type).join(', ')}
        </button>
      ))}
    </fieldset>
  );
}

interface RecipientsProps {
  readonly composing: Composing;
  readonly replicas: number;
  readonly onHears: (hears: Composing['hears']) => void;
}

const versions: readonly { readonly hears: Hears; readonly text: string }[] = [
  { hears: 'A', text: 'A, the honest one' },
  { hears: 'B', text: 'B' },
  { hears: 'nothing', text: 'nothing' },
];

function Recipients({ composing, replicas, onHears }: RecipientsProps) {
  return (
    <div className="lie-recipients">
      {othersThan(composing.liar, replicas).map((id) => (
        <fieldset key={id} className="lie-row">
          <legend>{seatName(id)} hears</legend>
          {versions.map(({ hears, text }) => (
            <button
              key={hears}
              type="button"
              className="button"
              aria-pressed={hearsOf(composing, id) === hears}
              onClick={() => onHears({ ...composing.hears, [id]: hears })}
            >
              {text}
            </button>
          ))}
        </fieldset>
      ))}
      <p className="hint">Or click a replica on the stage: A, B, nothing.</p>
    </div>
  );
}
