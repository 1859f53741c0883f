/**
 * Replicas sorted into groups by letter: whoever shares a letter can talk. One press on Partition makes it
 * so.
 */
import { useId, useState } from 'react';
import type { Frame } from '../../projection/frame.ts';
import { useActions } from '../hooks/use-store.ts';
import { seatName } from '../panels/words.ts';
import type { ControlId } from '../state.ts';
import { groupNumbers, groupsOf, partitionOf } from './links.ts';
import './controls.css';

interface PartitionEditorProps {
  readonly frame: Frame;
  readonly control: ControlId;
  readonly onDone?: () => void;
}

const letters = ['A', 'B', 'C', 'D'] as const;

export function PartitionEditor({ frame, control, onDone }: PartitionEditorProps) {
  const { intervene } = useActions();
  const replicas = frame.replicas.length;
  const [numbers, setNumbers] = useState(() => startingGroups(frame));
  const name = useId();
  const command = partitionOf(numbers);
  const apply = async (heal: boolean) => {
    if (await intervene(heal ? { do: 'heal' } : command, control)) onDone?.();
  };
  const cut = frame.groups.length > 0;
  return (
    <div className="ctl-groups">
      <div className="ctl-group-list">
        {frame.replicas.map(({ id }) => (
          <fieldset key={id} className="ctl-group">
            <legend>{seatName(id)}</legend>
            {letters.slice(0, Math.min(letters.length, replicas)).map((letter, group) => (
              <label key={letter}>
                <input
                  type="radio"
                  name={`${name}${id}`}
                  checked={numbers[id] === group}
                  onChange={() => setNumbers(numbers.map((old, other) => (other === id ? group : old)))}
                />
                <span>{letter}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <p className="hint">{groupSentence(numbers)}</p>
      <div className="ctl-row">
        <button
          type="button"
          className="button primary"
          aria-disabled={command.do === 'heal'}
          onClick={() => command.do !== 'heal' && void apply(false)}
        >
          Partition
        </button>
        <button type="button" className="button" aria-disabled={!cut} onClick={() => cut && void apply(true)}>
          Heal
        </button>
      </div>
    </div>
  );
}

/** The groups as they are, or two halves to begin with. */
function startingGroups(frame: Frame): number[] {
  const count = frame.replicas.length;
  if (frame.groups.length > 0) return groupNumbers(groupsOf(frame), count).map((group) => Math.min(group, 3));
  return frame.replicas.map((_, id) => (id < Math.ceil(count / 2) ? 0 : 1));
}

/** "A: R0 and R1 · B: R2" */
function groupSentence(numbers: readonly number[]): string {
  const parts = letters.map((letter, group) => {
    const members = numbers.flatMap((number, id) => (number === group ? [seatName(id)] : []));
    return members.length === 0 ? '' : `${letter}: ${members.join(', ')}`;
  });
  const used = parts.filter((part) => part !== '');
  return used.length < 2 ? 'All in one group: nothing would be cut.' : used.join(' · ');
}
