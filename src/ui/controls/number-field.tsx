/** A labelled number with its unit, and its own problem sentence, announced and tied to the field. */
import { useId } from 'react';

interface NumberFieldProps {
  readonly label: string;
  /** Said instead of `label` when that is too short to stand alone. */
  readonly spoken?: string;
  readonly unit?: string;
  readonly value: string;
  /** CSS px. */
  readonly width?: number;
  readonly problem?: string | null | undefined;
  readonly disabled?: boolean;
  readonly onChange: (text: string) => void;
}

export function NumberField(props: NumberFieldProps) {
  const { label, spoken, unit, value, width = 64, problem = null, disabled = false, onChange } = props;
  const id = useId();
  return (
    <div className="ctl-field">
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input is-number"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={spoken}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}p`}
        disabled={disabled}
        value={value}
        style={{ width }}
        onChange={(change) => onChange(change.target.value)}
      />
      {unit !== undefined && <span className="field">{unit}</span>}
      {problem !== null && (
        <p id={`${id}p`} role="alert" className="problem ctl-under">
          {problem}
        </p>
      )}
    </div>
  );
}
