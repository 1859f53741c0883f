/** The verdicts at a glance: form first, the word beside it; a press opens them in full. */
import type { Verdict } from '../../kernel/property.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { VerdictMark } from '../panels/marks.tsx';
import { nameOfProperty } from '../panels/property-names.ts';

export function VerdictLamps() {
  const verdicts = useUi((state) => state.verdicts);
  const { setPanel, setTab } = useActions();
  const open = () => {
    setTab('verdicts');
    setPanel('inspector', true);
  };
  const worst = worstOf(verdicts);
  return (
    <button
      type="button"
      className="button transport-lamps"
      title={`Verdicts of every property: ${sentence(worst)}`}
      onClick={open}
    >
      {groups(verdicts).map(([verdict, count]) => (
        <span key={verdict} className="lamp">
          <VerdictMark verdict={verdict} />
          {count}
        </span>
      ))}
      <span className={worst?.verdict === 'violated' ? 'lamp-word is-violated' : 'lamp-word'}>
        {sentence(worst)}
      </span>
    </button>
  );
}

function groups(verdicts: readonly Verdict[]): (readonly [Verdict['verdict'], number])[] {
  const kinds = ['violated', 'pending', 'holds'] as const;
  return kinds
    .map((kind) => [kind, verdicts.filter((verdict) => verdict.verdict === kind).length] as const)
    .filter(([, count]) => count > 0);
}

function worstOf(verdicts: readonly Verdict[]): Verdict | null {
  return (
    verdicts.find((verdict) => verdict.verdict === 'violated') ??
    verdicts.find((verdict) => verdict.verdict === 'pending') ??
    verdicts[0] ??
    null
  );
}

function sentence(worst: Verdict | null): string {
  if (worst === null) return 'Verdicts';
  if (worst.verdict === 'holds') return 'all hold so far';
  return `${nameOfProperty(worst.property).title} ${worst.verdict}`;
}
