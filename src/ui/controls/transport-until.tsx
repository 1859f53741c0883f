/**
 * `until`: the next place of a chosen goal, and the one before. Choosing moves nothing; the two buttons do.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { RunInfo } from '../../runtime/api.ts';
import { type Goal, goalId, goalsOf, goalWords } from '../goals.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import '../panels/shared.css';

export function Until() {
  const info = useUi((state) => state.info);
  const goal = useUi((state) => state.goal);
  const cursor = useUi((state) => state.cursor);
  const selection = useUi((state) => state.selection);
  const { untilGoal } = useActions();
  const words = goalWords(goal, selection, info?.protocol.viewWord);
  return (
    <fieldset className="transport-group transport-goals">
      <legend className="transport-until">until</legend>
      <span className="twin">
        <button
          type="button"
          className="button icon"
          aria-label={`Back until ${words}`}
          title={`Back until ${words} (Shift u)`}
          disabled={cursor <= (info?.start ?? 0)}
          onClick={() => void untilGoal(true)}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
        {info !== null && <GoalList info={info} goal={goal} />}
        <button
          type="button"
          className="button icon"
          aria-label={`On until ${words}`}
          title={`On until ${words} (u)`}
          disabled={info === null}
          onClick={() => void untilGoal(false)}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      </span>
    </fieldset>
  );
}

function GoalList({ info, goal }: { readonly info: RunInfo; readonly goal: Goal }) {
  const selection = useUi((state) => state.selection);
  const { setGoal } = useActions();
  const goals = goalsOf(info);
  const option = (each: Goal) => (
    <option key={goalId(each)} value={goalId(each)}>
      {each.kind === 'message' ? each.type : goalWords(each, selection, info.protocol.viewWord)}
    </option>
  );
  return (
    <select
      className="input transport-goal"
      aria-label="Goal of until"
      value={goalId(goal)}
      onChange={(change) => {
        const chosen = goals.find((each) => goalId(each) === change.target.value);
        if (chosen !== undefined) setGoal(chosen);
      }}
    >
      {goals.filter((each) => each.kind !== 'message').map(option)}
      <optgroup label="a message taken in">
        {goals.filter((each) => each.kind === 'message').map(option)}
      </optgroup>
    </select>
  );
}
