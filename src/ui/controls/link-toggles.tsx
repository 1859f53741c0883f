/** The links of one replica, one button per direction: pressed means cut. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import { useActions } from '../hooks/use-store.ts';
import { othersThan, seatName } from '../panels/words.ts';

/** Beyond this many others the Network tab is the place. */
const othersMost = 15;

export function LinkToggles({ frame, replica }: { readonly frame: Frame; readonly replica: ReplicaId }) {
  const others = othersThan(replica, frame.replicas.length);
  if (others.length > othersMost)
    return <p className="hint ctl-condition">Single links: use groups below.</p>;
  return (
    <div className="ctl-links">
      {others.map((other) => (
        <span key={other} className="ctl-pair">
          <LinkToggle frame={frame} from={replica} to={other} />
          <LinkToggle frame={frame} from={other} to={replica} />
        </span>
      ))}
    </div>
  );
}

interface LinkToggleProps {
  readonly frame: Frame;
  readonly from: ReplicaId;
  readonly to: ReplicaId;
}

function LinkToggle({ frame, from, to }: LinkToggleProps) {
  const { intervene } = useActions();
  const cut = frame.cuts.some(([a, b]) => a === from && b === to);
  const word = `${seatName(from)} → ${seatName(to)}`;
  return (
    <button
      type="button"
      className="button ctl-link"
      aria-pressed={cut}
      aria-label={`${cut ? 'Mend' : 'Cut'} ${seatName(from)} to ${seatName(to)}`}
      onClick={() => void intervene({ do: cut ? 'mend' : 'cut', from, to }, 'faults')}
    >
      {cut ? <s>{word}</s> : word}
    </button>
  );
}
