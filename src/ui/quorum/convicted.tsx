/** Who is convicted at this moment, each with the signed statements that do it. */
import type { AccusationTold } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { seatName } from '../panels/words.ts';

export function Convicted() {
  const cursor = useUi((state) => state.landed?.cursor ?? 0);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const asked = useAsk<readonly AccusationTold[]>(`${cursor}|${run}`, (engine) => engine.accusations(cursor));
  const all = asked.value ?? [];
  const replicas = [...new Set(all.map(({ replica }) => replica))];
  return (
    <section className="insp-section">
      <h3>Convicted by what they signed</h3>
      <p className="hint">
        Out of signed statements that correct replicas hold. Anybody can check them; no knowledge of who lies
        goes in.
      </p>
      {replicas.length === 0 && <p>Nobody.</p>}
      {replicas.map((replica) => (
        <Proofs key={replica} replica={replica} proofs={all.filter((one) => one.replica === replica)} />
      ))}
    </section>
  );
}

interface ProofsProps {
  readonly replica: number;
  readonly proofs: readonly AccusationTold[];
}

/** Proofs shown of one replica: one would do. */
const proofsMost = 3;

function Proofs({ replica, proofs }: ProofsProps) {
  const { move } = useActions();
  return (
    <div className="quorum-convicted">
      <h4>{seatName(replica)}</h4>
      <ul>
        {proofs.slice(0, proofsMost).map(({ because, texts, event }) => (
          <li key={because}>
            <p>It {because}.</p>
            <ul className="quorum-statements">
              {texts.map((text) => (
                <li key={text}>
                  <span className="quorum-signed">signed {seatName(replica)}</span> {text}
                </li>
              ))}
            </ul>
            <button
              type="button"
              className="link"
              onClick={() => void move({ kind: 'event', target: event + 1 })}
            >
              Go to where the proof was complete
            </button>
          </li>
        ))}
      </ul>
      {proofs.length > proofsMost && <p className="hint">And {proofs.length - proofsMost} more.</p>}
    </div>
  );
}
