/**
 * The same moment twice (VISUAL 7): on the left as it is, on the right as one replica knows it. Acts and
 * moves belong to the left; the right one follows, and can be another replica's.
 */
import { X } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { Stage } from '../stage/stage.tsx';
import { BesideStage } from './beside-stage.tsx';
import './branches.css';

export function KnownAndTrue({ seat }: { readonly seat: number }) {
  return (
    <div className="stages is-pair" data-figure="what is true and what one replica knows">
      <Head seat={seat} />
      <section className="stages-seat" aria-label="As it is">
        <Stage />
        <p className="pair-name">
          <strong>As it is</strong>
        </p>
      </section>
      <section className="stages-seat" aria-label={`As R${seat} knows it`}>
        <BesideStage />
        <p className="pair-name">
          <strong>As R{seat} knows it</strong>
        </p>
      </section>
    </div>
  );
}

function Head({ seat }: { readonly seat: number }) {
  const replicas = useUi((state) => state.info?.replicas ?? 0);
  const { sitBeside } = useActions();
  return (
    <section className="pair-head" aria-label="What is true and what is known">
      <label className="field">
        Beside what is true: what{' '}
        <select
          className="input"
          value={seat}
          onChange={({ target }) => void sitBeside(Number(target.value))}
        >
          {seatsOf(replicas).map((id) => (
            <option key={id} value={id}>
              R{id}
            </option>
          ))}
        </select>{' '}
        knows
      </label>
      <p className="hint pair-sentence">
        Others are as it last heard them. Of its own messages it knows that they were sent.
      </p>
      <button
        type="button"
        className="button quiet icon"
        aria-label="What is true alone"
        title="What is true alone (Esc)"
        onClick={() => void sitBeside(null)}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </section>
  );
}

function seatsOf(replicas: number): readonly number[] {
  return Array.from({ length: replicas }, (_, id) => id);
}
