/**
 * All keys in one place, the switch that turns single letters off, and the one that brings the guide back.
 */
import { CircleQuestionMark } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { DropDown } from './drop-down.tsx';

/** Key caps and what they do; keys.ts acts on them. */
const keys: readonly (readonly [readonly string[], string])[] = [
  [['Space'], 'play or pause'],
  [['→', '←'], 'one event on or back'],
  [['Shift →', 'Shift ←'], 'one Round on or back'],
  [['c', 'v'], 'next commit, next view change (with Shift: back)'],
  [['u'], 'on until the chosen goal (with Shift: back)'],
  [['n'], 'next difference, or next event found (with Shift: back)'],
  [['w'], 'why is nothing happening?'],
  [['b'], 'branches'],
  [['Shift k'], 'what is true, and beside it what a replica knows'],
  [['h'], 'what is held back, and who is heard first'],
  [['g'], 'the change of view, told'],
  [['k'], 'what the selected replica knows, or what is true'],
  [['/'], 'search events'],
  [['0', '…', '9'], 'select R0 to R9'],
  [['f'], 'faults of the selected replica'],
  [['x'], 'crash or recover the selected replica'],
  [['z', 'Shift z'], 'undo, redo'],
  [['t'], 'stage as a table'],
  [['d'], 'swap stage and diagram; in a lecture too'],
  [['m'], 'write a note at this moment'],
  [['l'], 'lecture: the picture alone, enlarged'],
  [['PageDown', 'PageUp'], 'in a lecture: next cue, cue before'],
  [['r', '.'], 'in a lecture: reveal what happened'],
  [['s'], 'copy the link to this moment'],
  [['Delete'], 'drop the selected message'],
  [['Esc'], 'close what is open; in a lecture: back to the cue'],
  [['?'], 'this list'],
];

export function HelpButton() {
  const open = useUi((state) => state.panels.keys);
  const letterKeys = useUi((state) => state.letterKeys);
  const guide = useUi((state) => state.guide);
  const { setPanel, setLetterKeys, setGuide } = useActions();
  return (
    <DropDown
      button={{ label: 'Keys', title: 'Keys (?)', face: <CircleQuestionMark size={16} aria-hidden="true" /> }}
      label="Keys"
      className="hdr-keys"
      open={open}
      onOpenChange={(next) => setPanel('keys', next)}
    >
      <h2 className="pop-title">Keys</h2>
      <dl>
        {keys.map(([caps, meaning]) => (
          <div key={meaning}>
            <dt>{caps.map((cap) => (cap === '…' ? '…' : <kbd key={cap}>{cap}</kbd>))}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(change) => setLetterKeys(change.target.checked)}
        />
        letters and digits act as keys
      </label>
      <label className="check">
        <input type="checkbox" checked={guide} onChange={(change) => setGuide(change.target.checked)} />
        the guide stands above the stage
      </label>
    </DropDown>
  );
}
