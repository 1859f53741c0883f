/**
 * Sentences that concern the whole page: what a link could not give, what undo met, and, before something is
 * replaced, what it would replace. Never modal: nothing is covered, and the picture goes on.
 */
import { useEffect, useRef } from 'react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { counted } from '../panels/words.ts';
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
      <ReplaceNotice />
    </div>
  );
}

function ReplaceNotice() {
  const pending = useUi((state) => state.pendingReplace);
  const { confirmReplace, cancelReplace } = useActions();
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (pending !== null) yes.current?.focus();
  }, [pending]);
  if (pending === null) return null;
  return (
    <div className="ctl-replace" role="alertdialog" aria-labelledby="replace-text">
      <p id="replace-text">
        Acting here replaces {counted(pending.count, 'later intervention')}. Undo brings{' '}
        {pending.count === 1 ? 'it' : 'them'} back.
      </p>
      <button type="button" ref={yes} className="button primary" onClick={() => void confirmReplace()}>
        Act here
      </button>
      <button type="button" className="button" onClick={cancelReplace}>
        Leave it
      </button>
    </div>
  );
}
