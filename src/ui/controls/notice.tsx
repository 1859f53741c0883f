/**
 * Sentences that concern the whole page: what a link could not give, what undo met. Never modal: nothing is
 * covered, and the picture goes on.
 */
import { useMedia } from '../hooks/use-media.ts';
import { useUi } from '../hooks/use-store.ts';
import type { ControlId } from '../state.ts';
import { NoticeFor } from './notice-for.tsx';
import '../panels/shared.css';
import './controls.css';

/** Those of the header's controls, and those without a control on the page that could carry them. */
const controls: readonly ControlId[] = ['page', 'address', 'undo', 'scenario', 'files', 'share'];

/** The numbers of the run are folded into a panel, which then carries their notice. */
export const FOLDED_FIELDS = '(max-width: 1439px)';

export function NoticeArea() {
  const menuOpen = useUi((state) => state.faultMenu !== null);
  const folded = useMedia(FOLDED_FIELDS);
  return (
    <div className="area-notice ctl-notices">
      {controls.map((control) => (
        <NoticeFor key={control} control={control} />
      ))}
      {!folded && <NoticeFor control="parameters" />}
      {!menuOpen && <NoticeFor control="faults" />}
    </div>
  );
}
