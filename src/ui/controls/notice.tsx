/**
 * Sentences that concern the whole page: what a link could not give, what undo met. Never modal: nothing is
 * covered, and the picture goes on.
 */
import { useUi } from '../hooks/use-store.ts';
import type { ControlId } from '../state.ts';
import { NoticeFor } from './notice-for.tsx';
import '../panels/shared.css';
import './controls.css';

/** Those without a control on the page that could carry them. */
const controls: readonly ControlId[] = ['page', 'address', 'undo'];

export function NoticeArea() {
  const menuOpen = useUi((state) => state.faultMenu !== null);
  return (
    <div className="area-notice ctl-notices">
      {controls.map((control) => (
        <NoticeFor key={control} control={control} />
      ))}
      {!menuOpen && <NoticeFor control="faults" />}
    </div>
  );
}
