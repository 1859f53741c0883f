/**
 * The moment at which a promise is broken, above the stage: which one, which two facts contradict, how many
 * are faulty, and what one can do now (EXPERIENCE, Transport). Form first, then words (VISUAL 8). Loaded when
 * there is the first one.
 */
import type { Broken, Frame } from '../../projection/frame.ts';
import { brokenHere, brokenWords } from '../broken-words.ts';
import { useActions } from '../hooks/use-store.ts';
import { VerdictMark } from '../panels/marks.tsx';
import { STAGE_ID } from '../skip-to-stage.tsx';
import './verdict-bar.css';

export function BrokenPromise({ broken, frame }: { readonly broken: Broken; readonly frame: Frame }) {
  const { title, promise, facts, faults } = brokenWords(broken, frame);
  return (
    <section className="verdict-bar" aria-label="Verdict">
      <VerdictMark verdict="violated" />
      <div className="verdict-bar-words">
        <h2>{title}</h2>
        <p className="verdict-bar-facts">{facts}</p>
        <p className="hint">{[promise, faults].filter((part) => part !== null).join(' ')}</p>
      </div>
      <Ways broken={broken} isHere={brokenHere(frame) !== null} />
    </section>
  );
}

/** Where one can go from here. */
function Ways({ broken, isHere }: { readonly broken: Broken; readonly isHere: boolean }) {
  const { move, select, setTab } = useActions();
  const toEvidence = () => {
    select({ kind: 'event', event: broken.event });
    setTab('evidence');
  };
  // The bar goes, and the keyboard stays at the stage.
  const stepBack = async () => {
    if (await move({ kind: 'step', back: true })) document.getElementById(STAGE_ID)?.focus();
  };
  return (
    <div className="verdict-bar-ways">
      <button type="button" className="button primary" onClick={toEvidence}>
        See the evidence
      </button>
      {isHere ? (
        <button type="button" className="button" onClick={() => void stepBack()}>
          Step back
        </button>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => void move({ kind: 'event', target: broken.event + 1 })}
        >
          Go to the event
        </button>
      )}
    </div>
  );
}
