/** One direction of one link, made slow or lossy: for experiments that a clean cut is too coarse for. */
import { useId, useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions } from '../hooks/use-store.ts';
import { seatName } from '../panels/words.ts';
import { type LinkProblems, type LinkTexts, readLink } from './link-fields.ts';
import { NumberField } from './number-field.tsx';

export function LinkForm({ info }: { readonly info: RunInfo }) {
  const { intervene } = useActions();
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(1);
  const [texts, setTexts] = useState<LinkTexts>({
    least: String(info.delayMs.min),
    most: String(info.delayMs.max),
    lossPercent: '0',
  });
  const [problems, setProblems] = useState<LinkProblems>({});
  const send = () => {
    const read = readLink(texts);
    setProblems('problems' in read ? read.problems : {});
    if ('link' in read && from !== to) void intervene({ do: 'link', from, to, ...read.link }, 'network');
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
      aria-label="One link"
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <SeatSelect label="from" value={from} replicas={info.replicas} onChange={setFrom} />
      <SeatSelect label="to" value={to} replicas={info.replicas} onChange={setTo} />
      <span className="ctl-span">
        {field('least', 'takes', 'shortest delay of the link, ms', '')}
        {field('most', '–', 'longest delay of the link, ms', 'ms')}
      </span>
      {field('lossPercent', 'loses', 'messages lost on the link, %', '%')}
      <button type="submit" className="button" aria-disabled={from === to}>
        Set the link
      </button>
      {from === to && <p className="hint">A replica needs no link to itself.</p>}
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
