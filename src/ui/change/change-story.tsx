/**
 * The view change as a story (VISUAL 5), over the stage: why the replicas left, who brought what, and what
 * the new leader may propose. Leaving a row out is a what-if: the engine computes O again with the protocol's
 * own function, and the frame says that it is not part of the run.
 */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ChangeTold, ChangeWhatIf } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { seatName } from '../panels/words.ts';
import { ChangeRows } from './change-rows.tsx';
import { WhyLeft } from './why-left.tsx';
import '../panels/shared.css';
import '../panels/inspector.css';
import './change.css';

const asItWas: ChangeWhatIf = { included: null, needed: null };
const steps = ['Why', 'Who brings what', 'What may be proposed'] as const;

export function ChangeStory() {
  const cursor = useUi((state) => state.landed?.cursor ?? 0);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const { showChange } = useActions();
  const [step, setStep] = useState(0);
  const [whatIf, setWhatIf] = useState(asItWas);
  const key = `${cursor}|${run}|${whatIf.included?.join() ?? '-'}|${whatIf.needed}`;
  const asked = useAsk<ChangeTold>(key, (engine) => engine.changeStory(cursor, whatIf));
  const box = useFocusWhileOpen();
  const told = asked.value;
  return (
    <section
      className={told?.whatIf ? 'change is-what-if' : 'change'}
      aria-labelledby="change-title"
      ref={box}
      tabIndex={-1}
      onKeyDown={(press) => {
        if (press.key !== 'Escape') return;
        press.preventDefault();
        showChange(false);
      }}
    >
      <div className="change-head">
        <h2 id="change-title">
          {told === null
            ? 'The change of view'
            : `To view ${told.story.view}, led by ${seatName(told.story.leader)}`}
        </h2>
        {told?.whatIf && <strong className="change-mark">What if: not part of the run</strong>}
        <button
          type="button"
          className="button quiet icon"
          aria-label="Back to the stage"
          title="Back to the stage (Esc)"
          onClick={() => showChange(false)}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {asked.problem !== null && <p>{asked.problem}. Step on until one sends a VIEW-CHANGE.</p>}
      {told !== null && (
        <>
          <nav className="change-steps" aria-label="The story">
            {steps.map((title, at) => (
              <button
                key={title}
                type="button"
                className="button"
                aria-current={at === step ? 'step' : undefined}
                onClick={() => setStep(at)}
              >
                {at + 1} {title}
              </button>
            ))}
          </nav>
          {step === 0 && <WhyLeft told={told} />}
          {step > 0 && (
            <ChangeRows told={told} withProposals={step === 2} whatIf={whatIf} onWhatIf={setWhatIf} />
          )}
          {step < 2 && (
            <button type="button" className="button primary change-next" onClick={() => setStep(step + 1)}>
              Next: {steps[step + 1]}
            </button>
          )}
        </>
      )}
    </section>
  );
}

/** Whoever opened it by key goes on in it by key; closing gives the focus back. */
function useFocusWhileOpen() {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return box;
}
