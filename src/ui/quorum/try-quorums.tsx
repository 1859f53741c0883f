/**
 * Two quorums to fill by hand (VISUAL 6): the page names who would have to sign twice. The steppers change n
 * and q, here alone: with 2f + 1 at n = 5 or 6 it can be seen to fail.
 */
import { useState } from 'react';
import { seatName, seatNames } from '../panels/words.ts';
import { shareOf, shareSentence } from './shares.ts';

/** Rows of clickable seats, and steppers up to as many replicas as fit. */
const seatsMost = 16;

export function TryQuorums({ replicas }: { readonly replicas: number }) {
  const [n, setN] = useState(Math.min(Math.max(4, replicas), seatsMost));
  const [q, setQ] = useState(defaultQuorum(Math.min(Math.max(4, replicas), seatsMost)));
  const [sets, setSets] = useState<readonly (readonly number[])[]>([[], []]);
  const resize = (count: number) => {
    setN(count);
    setQ(defaultQuorum(count));
    setSets([[], []]);
  };
  const toggle = (row: number, seat: number) =>
    setSets(sets.map((set, at) => (at === row ? toggled(set, seat) : set)));
  const [one = [], two = []] = sets;
  const both = one.filter((seat) => two.includes(seat)).sort((a, b) => a - b);
  return (
    <section className="insp-section">
      <h3>Try two quorums</h3>
      <div className="quorum-steppers">
        <Stepper name="n" value={n} least={4} most={seatsMost} onChange={resize} />
        <Stepper name="q" value={q} least={1} most={n} onChange={setQ} />
        <span className="hint">f = {shareOf(n, q).faults}</span>
      </div>
      <p>{shareSentence(n, q)}</p>
      {['A', 'B'].map((value, row) => (
        <fieldset key={value} className="quorum-seats">
          <legend>
            Who votes for {value}: {sets[row]?.length ?? 0} of {q}
          </legend>
          {Array.from({ length: n }, (_, seat) => (
            <button
              key={seatName(seat)}
              type="button"
              className="button"
              aria-pressed={sets[row]?.includes(seat) === true}
              onClick={() => toggle(row, seat)}
            >
              {seatName(seat)}
            </button>
          ))}
        </fieldset>
      ))}
      <p aria-live="polite">{outcome(one.length, two.length, q, both, shareOf(n, q).faults)}</p>
    </section>
  );
}

function outcome(one: number, two: number, q: number, both: readonly number[], faults: number): string {
  if (one < q || two < q) return 'Fill both rows to a quorum.';
  if (both.length === 0) return 'Nobody signed twice: both values are decided, and nobody lied.';
  const twice = `${seatNames(both)} would have to sign twice`;
  if (both.length <= faults)
    return `${twice}: no more than f = ${faults}, so all of them may be liars. Fork.`;
  return `${twice}. At most f = ${faults} of them lie, so an honest one would: impossible.`;
}

interface StepperProps {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Stepper({ name, value, least, most, onChange }: StepperProps) {
  return (
    <span className="quorum-stepper">
      <button
        type="button"
        className="button icon"
        aria-label={`One less: ${name}`}
        disabled={value <= least}
        onClick={() => onChange(value - 1)}
      >
        −
      </button>
      <output aria-label={name}>
        {name} = {value}
      </output>
      <button
        type="button"
        className="button icon"
        aria-label={`One more: ${name}`}
        disabled={value >= most}
        onClick={() => onChange(value + 1)}
      >
        +
      </button>
    </span>
  );
}

function toggled(set: readonly number[], seat: number): readonly number[] {
  return set.includes(seat) ? set.filter((one) => one !== seat) : [...set, seat];
}

/** floor((n + f) / 2) + 1. */
function defaultQuorum(n: number): number {
  return Math.floor((n + shareOf(n, 1).faults) / 2) + 1;
}
