/**
 * One more transfer, written by hand: payer, payee, asset, amount. It goes to the payer's client after those
 * that wait there already. A refusal stands beside the field it belongs to.
 */
import { useId, useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { type AssetId, amountProblem, assets } from './amounts.ts';
import { NoticeFor } from './notice-for.tsx';
import './controls.css';

export function TransferForm({ onSent }: { readonly onSent?: () => void }) {
  const info = useUi((state) => state.info);
  return info === null ? null : <Form key={info.scenario.id} info={info} onSent={onSent ?? (() => {})} />;
}

/** The custody gateway issues deposits; it is no payer to begin with. */
const gateway = 0;

function Form({ info, onSent }: { readonly info: RunInfo; readonly onSent: () => void }) {
  const { intervene } = useActions();
  const people = info.accounts.filter((account) => account !== gateway);
  const [payer, setPayer] = useState(people[0] ?? 0);
  const [payee, setPayee] = useState(people[1] ?? people[0] ?? 0);
  const [asset, setAsset] = useState<AssetId>('USD');
  const [amount, setAmount] = useState('10.00');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const found = amountProblem(amount, asset);
    setProblem(found);
    if (found !== null) return;
    const row = { kind: 'transfer', account: payer, to: payee, asset, amount: amount.trim() };
    if (await intervene({ do: 'submit', row }, 'transfer')) onSent();
  };
  if (people.length === 0) return <p className="hint">This run has no accounts that could pay.</p>;
  return (
    <form
      className="ctl-form"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <AccountField label="from account" value={payer} accounts={people} onChange={setPayer} />
      <AccountField label="to account" value={payee} accounts={info.accounts} onChange={setPayee} />
      <AmountField amount={amount} asset={asset} problem={problem} onAmount={setAmount} onAsset={setAsset} />
      <div className="ctl-wide">
        <button type="submit" className="button primary">
          Send the transfer
        </button>
      </div>
      <div className="ctl-wide">
        <NoticeFor control="transfer" />
      </div>
    </form>
  );
}

interface AccountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly accounts: readonly number[];
  readonly onChange: (account: number) => void;
}

function AccountField({ label, value, accounts, onChange }: AccountFieldProps) {
  const id = useId();
  return (
    <>
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(change) => onChange(Number(change.target.value))}
      >
        {accounts.map((account) => (
          <option key={account} value={account}>
            {account === gateway ? `${account} (custody gateway)` : account}
          </option>
        ))}
      </select>
    </>
  );
}

interface AmountFieldProps {
  readonly amount: string;
  readonly asset: AssetId;
  readonly problem: string | null;
  readonly onAmount: (amount: string) => void;
  readonly onAsset: (asset: AssetId) => void;
}

function AmountField({ amount, asset, problem, onAmount, onAsset }: AmountFieldProps) {
  const id = useId();
  return (
    <>
      <label className="field" htmlFor={id}>
        amount
      </label>
      <div className="ctl-row">
        <input
          id={id}
          className="input is-number ctl-amount"
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}p`}
          onChange={(change) => onAmount(change.target.value)}
        />
        <select
          className="input"
          aria-label="asset"
          value={asset}
          onChange={(change) => onAsset(change.target.value as AssetId)}
        >
          {assets.map(({ id: name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      {problem !== null && (
        <p id={`${id}p`} role="alert" className="problem ctl-wide">
          {problem}
        </p>
      )}
    </>
  );
}
