/** The whole session as one link: shown, copied, and said when it is too long for some readers of links. */
import { Check, Link } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId, useState } from 'react';
import { useUi } from '../hooks/use-store.ts';
import { NoticeFor } from './notice-for.tsx';

export function ShareButton() {
  const ready = useUi((state) => state.info !== null);
  return (
    <div className="hdr-files">
      <Popover.Root>
        <Popover.Trigger
          className="button quiet icon"
          aria-label="Share this session as a link"
          title="Share (s)"
          disabled={!ready}
        >
          <Link size={16} aria-hidden="true" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className="pop" align="end" sideOffset={4} collisionPadding={8} aria-label="Share">
            <ShareBody />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <NoticeFor control="share" />
    </div>
  );
}

function ShareBody() {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const id = useId();
  const link = window.location.href;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  };
  return (
    <div className="hdr-share">
      <h2 className="pop-title">Share this moment</h2>
      <label className="hint" htmlFor={id}>
        The link holds scenario, seed, every intervention and the playhead.
      </label>
      <div className="ctl-row">
        <input
          id={id}
          className="input mono"
          readOnly
          value={link}
          onFocus={(focus) => focus.target.select()}
        />
        <button type="button" className="button primary" onClick={() => void copy()}>
          {copied === 'yes' ? <Check size={14} aria-hidden="true" /> : null} Copy
        </button>
      </div>
      <p className="hint" role="status">
        {copied === 'yes' && 'Copied.'}
        {copied === 'refused' && 'The browser did not allow copying: select the text and copy it.'}
      </p>
    </div>
  );
}
