/**
 * The moment on screen as one link, plain or as Markdown: shown, copied, and said when it is too long for
 * some readers of links. Below it the figures of the page, as files.
 */
import { Check, Link } from 'lucide-react';
import { Suspense, useEffect, useId, useState } from 'react';
import { LINK_LIMITS } from '../../scenarios/link-limits.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { lazyPart } from '../lazy-part.tsx';
import { markdownNow } from '../share/markdown.ts';
import { linkNow } from '../share/standpoint.ts';
import { DropDown } from './drop-down.tsx';

const FigureButtons = lazyPart(
  () => import('../export/figure-buttons.tsx'),
  (module) => module.FigureButtons,
);

export function ShareButton() {
  const ready = useUi((state) => state.info !== null);
  return (
    <div className="hdr-files">
      <DropDown
        button={{
          label: 'Share this session as a link',
          title: 'Share (s)',
          face: <Link size={16} aria-hidden="true" />,
        }}
        label="Share"
        disabled={!ready}
      >
        <ShareBody />
        <Suspense fallback={null}>
          <FigureButtons />
        </Suspense>
      </DropDown>
    </div>
  );
}

type Copied = 'no' | 'link' | 'markdown' | 'refused';

function ShareBody() {
  const { store } = usePage();
  const [copied, setCopied] = useState<Copied>('no');
  const id = useId();
  const link = useLink();
  const copy = async (text: string, as: Copied) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(as);
    } catch {
      setCopied('refused');
    }
  };
  return (
    <div className="hdr-share">
      <h2 className="pop-title">Share this moment</h2>
      <label className="hint" htmlFor={id}>
        The link holds scenario, seed, every intervention, the branch beside this one, the playhead, the
        selection and what is open.
      </label>
      <div className="ctl-row">
        <input
          id={id}
          className="input mono"
          readOnly
          value={link ?? ''}
          onFocus={(focus) => focus.target.select()}
        />
        <button
          type="button"
          className="button primary"
          disabled={!link}
          onClick={() => void copy(link ?? '', 'link')}
        >
          {copied === 'link' ? <Check size={14} aria-hidden="true" /> : null} Copy
        </button>
        <button
          type="button"
          className="button"
          disabled={!link}
          onClick={() => void copy(markdownNow(store.getState(), link ?? ''), 'markdown')}
        >
          {copied === 'markdown' ? <Check size={14} aria-hidden="true" /> : null} Copy as Markdown
        </button>
      </div>
      <p className="hint" role="status">
        {(copied === 'link' || copied === 'markdown') && 'Copied.'}
        {copied === 'refused' && 'The browser did not allow copying: select the text and copy it.'}
        {link === null && 'This session is too large for a link: save it as a file.'}
        {copied === 'no' && (link?.length ?? 0) > LINK_LIMITS.comfortable && tooLong(link?.length ?? 0)}
      </p>
    </div>
  );
}

function tooLong(length: number): string {
  return `${length} characters: some programs cut links as long as this. A saved file is safer.`;
}

/** The link to what is on screen: empty for the moment that writing it takes, null when there is none. */
function useLink(): string | null {
  const { store } = usePage();
  const info = useUi((state) => state.info);
  const cursor = useUi((state) => state.cursor);
  const [link, setLink] = useState<string | null>('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: run and playhead are read from the store.
  useEffect(() => {
    let stale = false;
    linkNow(store).then((text) => {
      if (!stale) setLink(text);
    });
    return () => {
      stale = true;
    };
  }, [store, info, cursor]);
  return link;
}
