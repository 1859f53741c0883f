/**
 * On a phone more than seven replicas have no room on a ring: a list of them, each with its phase and count.
 */
import type { Frame } from '../../projection/frame.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { BADGE_WORDS, badgesOf } from './badges.tsx';
import { currentRing, focusSlot, phaseWord, ringsOf, shortCount } from './focus.ts';
import { answerOnStage, pointAt } from './point-at.ts';
import { rootMarks } from './root-mark.ts';

export function SmallList({ frame }: { readonly frame: Frame }) {
  const { openFaultMenu } = useActions();
  const { store } = usePage();
  const selection = useUi((state) => state.selection);
  const answer = useUi(answerOnStage);
  const pinned = useUi((state) => state.pinnedSlot);
  const slot = focusSlot(frame, pinned);
  const marks = rootMarks(frame);
  return (
    <ul className="small-list" aria-label="Replicas">
      {frame.replicas.map((replica) => {
        const { id, glyph, status } = replica;
        const [ring] = currentRing(ringsOf(glyph, slot));
        const mark = marks[id];
        const notes = [
          glyph === null ? status : phaseWord(glyph, slot),
          ring === undefined ? '' : shortCount(ring),
          mark?.kind === 'differs' ? `differs at slot ${mark.slot}` : '',
          mark?.kind === 'behind' ? `−${mark.slots} slots` : '',
          ...badgesOf(replica).map((badge) => BADGE_WORDS[badge]),
        ];
        return (
          <li key={id}>
            <button
              type="button"
              className="button"
              data-replica={id}
              aria-pressed={id === answer || (selection?.kind === 'replica' && selection.replica === id)}
              aria-label={`R${id}, ${notes.filter((note) => note !== '').join(', ')}`}
              onClick={() => pointAt(store, { kind: 'replica', replica: id })}
              onContextMenu={(event) => {
                event.preventDefault();
                openFaultMenu(id, event.currentTarget);
              }}
            >
              <strong>
                {glyph?.leader === id ? '♛ ' : ''}R{id}
              </strong>
              <span>{notes.filter((note) => note !== '').join(' · ')}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
