/** While a lie is composed: what each replica is going to hear, on the replica itself. */
import type { ReplicaId } from '../../kernel/ids.ts';
import { useUi } from '../hooks/use-store.ts';
import { hearsOf } from '../lies/composing.ts';

interface HearsChipProps {
  readonly replica: ReplicaId;
}

export function HearsChip({ replica }: HearsChipProps) {
  const word = useUi(({ composing }) => {
    if (composing === null) return null;
    return composing.liar === replica ? 'liar' : hearsOf(composing, replica);
  });
  if (word === null) return null;
  const width = word === 'nothing' ? 56 : word === 'liar' ? 36 : 24;
  return (
    <g>
      <rect className="hears-chip" x={-width / 2} y={-10} width={width} height={20} rx={2} />
      <text className="hears-word" textAnchor="middle" y={4}>
        {word}
      </text>
    </g>
  );
}
