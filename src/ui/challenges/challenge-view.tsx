/** One challenge: what is allowed, a prediction first, the judgement of the run, and the hand-in. */
import { useState } from 'react';
import { usePage, useUi } from '../hooks/use-store.ts';
import { seatName, sentenceCase } from '../panels/words.ts';
import type { OpenChallenge } from '../teaching.ts';
import { beginChallenge, checkRun, closeChallenge, predict, saveHandIn } from './challenge-actions.ts';
import { challengeHash } from './challenge-link.ts';

export function ChallengeView({ open }: { readonly open: OpenChallenge }) {
  const page = usePage();
  const { challenge, judged, tries, predictions, checking } = open;
  const { goal } = challenge;
  const predicted = predictions.possible !== undefined;
  return (
    <section className="lessons challenge" aria-label={challenge.title}>
      <h3>{challenge.title}</h3>
      {challenge.about.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <YesNo open={open} />
      {goal.goal === 'name-liar' && <NameLiar open={open} />}
      <div className="lessons-row">
        <button
          type="button"
          className="button primary"
          disabled={!predicted || checking}
          onClick={() => void checkRun(page)}
        >
          {checking ? 'Replaying …' : 'Judge this run'}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void beginChallenge(page, challenge, open.seed)}
        >
          Begin again
        </button>
        <button type="button" className="button" onClick={() => closeChallenge(page)}>
          All challenges
        </button>
      </div>
      <p className="hint">
        <a href={challengeHash({ id: challenge.id, seed: open.seed })}>Link to this challenge</a>: everybody
        who opens it begins alike.
      </p>
      {!predicted && <p className="hint">Answer the question first.</p>}
      {goal.goal === 'cannot-violate' && tries.length > 0 && (
        <p className="hint">Tries judged so far: {tries.length}.</p>
      )}
      <div role="status" aria-label="Judgement">
        {judged !== null && (
          <p className={judged.solved ? 'challenge-solved' : 'challenge-open'}>
            <strong>{judged.solved ? 'Solved' : 'Not solved'}:</strong> {sentenceCase(judged.because)}.
          </p>
        )}
      </div>
      {judged?.solved === true && <Solved open={open} />}
    </section>
  );
}

function YesNo({ open }: { readonly open: OpenChallenge }) {
  const page = usePage();
  return (
    <fieldset className="challenge-question">
      <legend>{open.challenge.question}</legend>
      {[true, false].map((possible) => (
        <label key={String(possible)} className="check">
          <input
            type="radio"
            name="possible"
            checked={open.predictions.possible === possible}
            onChange={() => predict(page, { possible })}
          />
          {possible ? 'Yes' : 'No'}
        </label>
      ))}
    </fieldset>
  );
}

function NameLiar({ open }: { readonly open: OpenChallenge }) {
  const page = usePage();
  const replicas = useUi((state) => state.info?.replicas ?? 4);
  return (
    <fieldset className="challenge-question">
      <legend>Who lies?</legend>
      {Array.from({ length: replicas }, (_, liar) => (
        <label key={seatName(liar)} className="check">
          <input
            type="radio"
            name="liar"
            checked={open.predictions.liar === liar}
            onChange={() => predict(page, { liar })}
          />
          {seatName(liar)}
        </label>
      ))}
    </fieldset>
  );
}

function Solved({ open }: { readonly open: OpenChallenge }) {
  const [name, setName] = useState('');
  return (
    <>
      {open.challenge.lesson.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <form
        className="challenge-hand-in"
        onSubmit={(submit) => {
          submit.preventDefault();
          saveHandIn(open, name.trim());
        }}
      >
        <label className="field">
          Your name
          <input
            className="input"
            value={name}
            maxLength={200}
            required
            onChange={(change) => setName(change.target.value)}
          />
        </label>
        <button type="submit" className="button">
          Save the hand-in
        </button>
      </form>
      <p className="hint">
        The file holds your name, the session and your answers. Whoever grades it replays it.
      </p>
    </>
  );
}
