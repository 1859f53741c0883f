/** The sentence that the last action of one control got back, beside that control. */
import { X } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import type { ControlId } from '../state.ts';
import './controls.css';

interface NoticeForProps {
  readonly control: ControlId;
  /** For `aria-describedby` of the control. */
  readonly id?: string;
}

export function NoticeFor({ control, id }: NoticeForProps) {
  const notice = useUi((state) => state.notices[control]);
  const { notify } = useActions();
  if (notice === undefined) return null;
  return (
    <div className={notice.tone === 'problem' ? 'problem ctl-notice' : 'hint ctl-notice'}>
      <p id={id} role={notice.tone === 'problem' ? 'alert' : 'status'}>
        {notice.text}
        {notice.offer !== undefined && (
          <>
            {' '}
            Nearest: <a href={notice.offer.hash}>{notice.offer.text}</a>.
          </>
        )}
      </p>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Dismiss this message"
        onClick={() => notify(control, null)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
