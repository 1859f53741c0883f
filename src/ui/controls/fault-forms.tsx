/**
 * The two faults that ask something first: which balance to damage and by how much; who is told which value.
 */
import { useState } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions } from '../hooks/use-store.ts';
import { othersThan, seatName } from '../panels/words.ts';
import { inSmallestUnits } from './amounts.ts';
import { NumberField } from './number-field.tsx';

interface FormProps {
  readonly replica: ReplicaId;
  readonly onDone: () => void;
}

interface CorruptFormProps extends FormProps {
  readonly info: RunInfo;
  /** The state on its disk instead of the one in memory. */
  readonly disk?: true;
}

export function CorruptForm({ replica, info, disk, onDone }: CorruptFormProps) {
  const { intervene } = useActions();
  const people = info.accounts.filter((account) => account !== 0);
  const [account, setAccount] = useState(people[0] ?? 0);
  const [amount, setAmount] = useState('1000.00');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const delta = Number(inSmallestUnits(amount, 'USD') ?? 'none');
    if (!Number.isSafeInteger(delta) || delta === 0) {
      setProblem('Expected an amount other than zero, such as 1000.00 or -25; at most 9 billion.');
      return;
    }
    setProblem(null);
    const where = disk === true ? { disk } : {};
    if (await intervene({ do: 'corrupt', replica, account, delta, ...where }, 'faults')) onDone();
  };
  return (
    <form
      className="ctl-sub"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <label className="field">
        account
        <select
          className="input"
          value={account}
          onChange={(change) => setAccount(Number(change.target.value))}
        >
          {people.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <NumberField label="add" unit="USD" value={amount} width={96} problem={problem} onChange={setAmount} />
      <button type="submit" className="button primary">
        Corrupt it
      </button>
      {disk === true && (
        <p className="hint">Nobody sees it before {seatName(replica)} has crashed and recovers.</p>
      )}
    </form>
  );
}

export function EquivocateForm({ replica, frame, onDone }: FormProps & { readonly frame: Frame }) {
  const { intervene } = useActions();
  const others = othersThan(replica, frame.replicas.length);
  const [second, setSecond] = useState<readonly ReplicaId[]>(
    others.slice(0, Math.max(1, Math.floor(others.length / 2))),
  );
  const a = others.filter((id) => !second.includes(id));
  const b = others.filter((id) => second.includes(id));
  const oneSided = a.length === 0 || b.length === 0;
  const toggle = (id: ReplicaId) =>
    setSecond(second.includes(id) ? second.filter((member) => member !== id) : [...second, id]);
  const send = async () => {
    if (!oneSided && (await intervene({ do: 'behave', replica, as: 'equivocate', a, b }, 'faults'))) onDone();
  };
  const leader = frame.replicas[replica]?.glyph?.leader;
  return (
    <form
      className="ctl-sub"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <fieldset className="ctl-row">
        <legend className="field">value B goes to the ticked ones, value A to the rest</legend>
        {others.map((id) => (
          <label key={id} className="check">
            <input type="checkbox" checked={second.includes(id)} onChange={() => toggle(id)} />
            {seatName(id)}
          </label>
        ))}
      </fieldset>
      {leader !== undefined && leader !== replica && (
        <p className="hint">
          {seatName(replica)} proposes only when it leads; now {seatName(leader)} does.
        </p>
      )}
      {oneSided && <p className="hint">Both values need somebody to hear them.</p>}
      <button type="submit" className="button primary" aria-disabled={oneSided}>
        Let it equivocate
      </button>
    </form>
  );
}
