/** Challenges: the list, or the open one. */
import { useState } from 'react';
import { useAsk } from '../hooks/use-ask.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { beginChallenge } from './challenge-actions.ts';
import { ChallengeView } from './challenge-view.tsx';
import { solvedChallenges } from './progress.ts';
import './challenges.css';

export function ChallengesTab() {
  const open = useUi((state) => state.challenge);
  return open === null ? <ChallengeList /> : <ChallengeView open={open} />;
}

function ChallengeList() {
  const { store, engine } = usePage();
  const challenges = useAsk('challenges', (asked) => asked.challenges()).value ?? [];
  const [problem, setProblem] = useState<string | null>(null);
  const solved = solvedChallenges();
  const next = challenges.find(({ id }) => !solved.includes(id))?.id;
  return (
    <section className="lessons" aria-label="Challenges">
      <p className="lessons-lead">
        Attack the protocol. What counts is the run: it is replayed, and the verdicts grade it.
      </p>
      <ol className="lessons-list">
        {challenges.map((challenge) => (
          <li key={challenge.id} className="lessons-entry">
            <h3>{challenge.title}</h3>
            <p>{challenge.about[0]}</p>
            <div className="lessons-row">
              <button
                type="button"
                className={challenge.id === next ? 'button primary' : 'button'}
                aria-label={`Begin: ${challenge.title}`}
                onClick={async () =>
                  setProblem(await beginChallenge({ store, engine }, challenge, freshSeed()))
                }
              >
                Begin
              </button>
              <span className="hint">{solved.includes(challenge.id) ? 'solved' : ''}</span>
            </div>
          </li>
        ))}
      </ol>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** Another liar each time; the seed stands in the session and in the hand-in. */
function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 42;
}
