/**
 * The fields of a message: what version B can say differently, and, struck through, what it cannot and why.
 */
import type { LieChoice, LieField, LieValue } from '../../kernel/lie.ts';
import type { Edits } from './composing.ts';

interface FieldEditorProps {
  readonly fields: readonly LieField[];
  readonly edits: Edits;
  readonly onEdit: (edits: Edits) => void;
}

export function FieldEditor({ fields, edits, onEdit }: FieldEditorProps) {
  const set = (field: LieField, value: LieValue) => {
    const { [field.field]: _before, ...others } = edits;
    onEdit(same(value, field.value) ? others : { ...others, [field.field]: value });
  };
  return (
    <dl className="lie-fields">
      {fields.map((field) => (
        <div key={field.field} className={field.edit === null ? 'is-fixed' : ''}>
          <dt>{field.field}</dt>
          <dd>
            {field.edit === null ? (
              <>
                <s>{field.text}</s> <span className="hint">{field.cannot}</span>
              </>
            ) : (
              <Editor
                field={field}
                value={(edits[field.field] as LieValue | undefined) ?? field.value}
                onChange={(value) => set(field, value)}
              />
            )}
            {Object.hasOwn(edits, field.field) && <strong className="lie-changed">changed</strong>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface EditorProps {
  readonly field: LieField;
  readonly value: LieValue;
  readonly onChange: (value: LieValue) => void;
}

function Editor({ field, value, onChange }: EditorProps) {
  const { edit } = field;
  const label = `${field.field} of version B`;
  switch (edit?.kind) {
    case 'number':
      return (
        <input
          className="input lie-number"
          type="number"
          aria-label={label}
          min={edit.least}
          max={edit.most}
          value={String(value)}
          onChange={({ target }) => Number.isInteger(target.valueAsNumber) && onChange(target.valueAsNumber)}
        />
      );
    case 'flag':
      return (
        <input
          type="checkbox"
          aria-label={label}
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />
      );
    case 'choice': {
      const choices = withHonest(edit.choices, field);
      return (
        <select
          className="input"
          aria-label={label}
          value={indexOf(choices, value)}
          onChange={({ target }) => onChange(choices[target.selectedIndex]?.value ?? null)}
        >
          {choices.map((choice, at) => (
            <option key={choice.text} value={at}>
              {choice.text}
            </option>
          ))}
        </select>
      );
    }
    case 'subset':
      return <Subset field={field} members={edit.members} value={value} onChange={onChange} />;
    default:
      return null;
  }
}

interface SubsetProps extends EditorProps {
  readonly members: readonly LieChoice[];
}

function Subset({ field, members, value, onChange }: SubsetProps) {
  const held: readonly (string | number)[] = Array.isArray(value) ? value : [];
  const toggle = (member: LieChoice) => {
    const own = member.value as string | number;
    onChange(held.includes(own) ? held.filter((one) => one !== own) : [...held, own]);
  };
  if (members.length === 0) return <span className="hint">none</span>;
  return (
    <fieldset className="lie-subset">
      <legend className="visually-hidden">{field.field} of version B</legend>
      {members.map((member) => (
        <label key={member.text} className="check">
          <input
            type="checkbox"
            checked={held.includes(member.value as string | number)}
            onChange={() => toggle(member)}
          />
          {member.text}
        </label>
      ))}
    </fieldset>
  );
}

/** What it honestly says is a choice too. */
function withHonest(choices: readonly LieChoice[], { value, text }: LieField): readonly LieChoice[] {
  const own = typeof value === 'string' || typeof value === 'number' || value === null ? value : null;
  return choices.some((choice) => choice.value === own) ? choices : [{ value: own, text }, ...choices];
}

function indexOf(choices: readonly LieChoice[], value: LieValue): number {
  return Math.max(
    0,
    choices.findIndex((choice) => choice.value === value),
  );
}

function same(a: LieValue, b: LieValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
