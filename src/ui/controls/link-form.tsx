/**
 * One link in place: how long it takes, what it loses and doubles, whether it is cut; one direction, or the
 * way back too. Delays that differ reorder what is on the link.
 * For experiments that a clean cut is too coarse for.
 */
import { useId, useState } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { Intervention, RunInfo } from '../../runtime/api.ts';
import { useActions } from '../hooks/use-store.ts';
import { seatName } from '../panels/words.ts';
import { type LinkProblems, type LinkTexts, linkTexts, readLink } from './link-fields.ts';
import { NumberField } from './number-field.tsx';

/** From … to. */
export type ReplicaLink = readonly [ReplicaId, ReplicaId];

interface LinkFormProps {
  readonly frame: Frame;
  readonly info: RunInfo;
  readonly link: ReplicaLink;
  readonly onLink: (link: ReplicaLink) => void;
}

export function LinkForm({ frame, info, link, onLink }: LinkFormProps) {
  const [both, setBoth] = useState(false);
  const [from, to] = link;
  const texts = linkTexts(frame, link, info);
  return (
    <>
      <div className="ctl-row">
        <SeatSelect label="from" value={from} replicas={info.replicas} onChange={(id) => onLink([id, to])} />
        <SeatSelect label="to" value={to} replicas={info.replicas} onChange={(id) => onLink([from, id])} />
        <label className="check">
          <input type="checkbox" checked={both} onChange={(change) => setBoth(change.target.checked)} />
          and back
        </label>
      </div>
      {from === to ? (
        <p className="hint">A replica needs no link to itself.</p>
      ) : (
        <Fields key={`${from}>${to} ${JSON.stringify(texts)}`} {...{ frame, link, texts, both }} />
      )}
    </>
  );
}

interface FieldsProps {
  readonly frame: Frame;
  readonly link: ReplicaLink;
  readonly texts: LinkTexts;
  readonly both: boolean;
}

function Fields({ frame, link, texts: given, both }: FieldsProps) {
  const { interveneAll } = useActions();
  const [from, to] = link;
  const [texts, setTexts] = useState(given);
  const [problems, setProblems] = useState<LinkProblems>({});
  const cut = frame.cuts.some(([a, b]) => a === from && b === to);
  const act = (what: Intervention) =>
    interveneAll([{ ...what, from, to }, ...(both ? [{ ...what, from: to, to: from }] : [])], 'network');
  const send = () => {
    const read = readLink(texts);
    setProblems('problems' in read ? read.problems : {});
    if ('link' in read) void act({ do: 'link', ...read.link });
  };
  const field = (name: keyof LinkTexts, label: string, spoken: string, unit: string) => (
    <NumberField
      label={label}
      spoken={spoken}
      unit={unit}
      width={56}
      value={texts[name]}
      problem={problems[name]}
      onChange={(text) => setTexts({ ...texts, [name]: text })}
    />
  );
  return (
    <form
      className="ctl-row"
      aria-label={`The link ${seatName(from)} to ${seatName(to)}`}
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <span className="ctl-span">
        {field('least', 'takes', 'shortest delay of the link, ms', '')}
        {field('most', '–', 'longest delay of the link, ms', 'ms')}
      </span>
      {field('lossPercent', 'loses', 'messages lost on the link, %', '%')}
      {field('twicePercent', 'doubles', 'messages that arrive twice, %', '%')}
      <span className="ctl-span">
        <button type="submit" className="button">
          Set the link
        </button>
        <button type="button" className="button" onClick={() => void act({ do: cut ? 'mend' : 'cut' })}>
          {cut ? 'Mend it' : 'Cut it'}
        </button>
      </span>
      <p className="hint">Messages overtake each other where the two delays differ.</p>
    </form>
  );
}

interface SeatSelectProps {
  readonly label: string;
  readonly value: number;
  readonly replicas: number;
  readonly onChange: (id: number) => void;
}

function SeatSelect({ label, value, replicas, onChange }: SeatSelectProps) {
  const id = useId();
  return (
    <span className="ctl-field">
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(change) => onChange(Number(change.target.value))}
      >
        {Array.from({ length: replicas }, (_, seat) => (
          <option key={seatName(seat)} value={seat}>
            {seatName(seat)}
          </option>
        ))}
      </select>
    </span>
  );
}
