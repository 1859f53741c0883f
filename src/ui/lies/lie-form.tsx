/** A behaviour's own questions, one control per declared parameter. */
import { useState } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { LieParameter } from '../../kernel/lie.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions } from '../hooks/use-store.ts';
import { othersThan, seatName } from '../panels/words.ts';
import './lies.css';

interface LieFormProps {
  readonly replica: ReplicaId;
  readonly as: string;
  readonly parameters: Readonly<Record<string, LieParameter>>;
  readonly info: RunInfo;
  readonly onDone: () => void;
}

type Values = Readonly<Record<string, unknown>>;

export function LieForm({ replica, as, parameters, info, onDone }: LieFormProps) {
  const { intervene, openMailbox } = useActions();
  const [values, setValues] = useState<Values>(() => firstValues(parameters, replica, info));
  const send = async () => {
    const chosen = withoutAll(values, parameters, info);
    if (!(await intervene({ do: 'behave', replica, as, ...chosen }, 'faults'))) return;
    onDone();
    // What a puppet would say waits for whoever made it one.
    if (as === 'puppet') openMailbox(null);
  };
  return (
    <form
      className="ctl-sub lie-form"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      {Object.entries(parameters).map(([name, parameter]) => (
        <Question
          key={name}
          name={name}
          parameter={parameter}
          value={values[name]}
          choices={choicesOf(parameter, replica, info)}
          onChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <button type="submit" className="button primary">
        Let {seatName(replica)} do so
      </button>
    </form>
  );
}

interface QuestionProps {
  readonly name: string;
  readonly parameter: LieParameter;
  readonly value: unknown;
  readonly choices: readonly Choice[];
  readonly onChange: (value: unknown) => void;
}

interface Choice {
  readonly value: string | number;
  readonly text: string;
}

function Question({ name, parameter, value, choices, onChange }: QuestionProps) {
  switch (parameter.kind) {
    case 'replicas':
    case 'side':
    case 'types': {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
      return (
        <fieldset className="lie-subset">
          <legend className="field">{parameter.says}</legend>
          {choices.map((choice) => (
            <label key={choice.text} className="check">
              <input
                type="checkbox"
                checked={chosen.includes(choice.value)}
                onChange={() =>
                  onChange(
                    chosen.includes(choice.value)
                      ? chosen.filter((one) => one !== choice.value)
                      : [...chosen, choice.value],
                  )
                }
              />
              {choice.text}
            </label>
          ))}
        </fieldset>
      );
    }
    case 'count':
    case 'ms':
      return (
        <label className="field">
          {parameter.says}
          <input
            className="input lie-number"
            type="number"
            aria-label={name}
            min={parameter.least}
            max={parameter.most}
            value={String(value)}
            onChange={({ target }) => Number.isFinite(target.valueAsNumber) && onChange(target.valueAsNumber)}
          />
        </label>
      );
    case 'client':
    case 'choice':
      return (
        <label className="field">
          {parameter.says}
          <select
            className="input"
            value={String(value)}
            onChange={({ target }) => onChange(choices[target.selectedIndex]?.value)}
          >
            {choices.map((choice) => (
              <option key={choice.text} value={String(choice.value)}>
                {choice.text}
              </option>
            ))}
          </select>
        </label>
      );
    default:
      return null;
  }
}

function choicesOf(parameter: LieParameter, replica: ReplicaId, info: RunInfo): readonly Choice[] {
  switch (parameter.kind) {
    case 'replicas':
    case 'side':
      return othersThan(replica, info.replicas).map((id) => ({ value: id, text: seatName(id) }));
    case 'types':
      return info.protocol.messages.map(({ type }) => ({ value: type, text: type }));
    case 'client':
      return Array.from({ length: info.clients }, (_, id) => ({ value: `c${id}`, text: `c${id}` }));
    case 'choice':
      return parameter.choices.map((choice) => ({ value: choice, text: choice }));
    default:
      return [];
  }
}

/** A list that may be left out means all: then it is left out, and links stay short. */
function withoutAll(
  values: Values,
  parameters: Readonly<Record<string, LieParameter>>,
  info: RunInfo,
): Values {
  const isAll = (name: string, value: unknown): boolean =>
    parameters[name]?.kind === 'types' &&
    parameters[name].optional === true &&
    Array.isArray(value) &&
    value.length === info.protocol.messages.length;
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !isAll(name, value)));
}

/** Two sides share the others between them; everything else begins with its first choice. */
function firstValues(
  parameters: Readonly<Record<string, LieParameter>>,
  replica: ReplicaId,
  info: RunInfo,
): Values {
  const sides = Object.entries(parameters).filter(([, { kind }]) => kind === 'side');
  const others = othersThan(replica, info.replicas);
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const choices = choicesOf(parameter, replica, info);
    const [first] = choices;
    const side = sides.findIndex(([one]) => one === name);
    if (side >= 0) values[name] = others.filter((_, at) => at % sides.length === side);
    else if (parameter.kind === 'count' || parameter.kind === 'ms') values[name] = parameter.least;
    // Left out it means all of them, and so it is shown: a puppet says nothing by itself.
    else if (parameter.kind === 'types' && parameter.optional)
      values[name] = choices.map(({ value }) => value);
    else if (parameter.kind === 'replicas' || parameter.kind === 'types')
      values[name] = first === undefined ? [] : [first.value];
    else if (first !== undefined) values[name] = first.value;
  }
  return values;
}
