/**
 * Below a violated verdict: make the run that broke it as small as it can be, see how far that is, stop it,
 * and open or hand on what is left.
 */
import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../kernel/property.ts';
import type { Minimised } from '../../runtime/client.ts';
import { NoticeFor } from '../controls/notice-for.tsx';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { nameOfProperty } from '../panels/property-names.ts';
import { counted, inMs } from '../panels/words.ts';
import { linkToSession } from '../share/standpoint.ts';
import type { MinimisingView } from '../tools.ts';
import './minimise.css';
import { leftSoFar, whatIsLeft } from './words.ts';

export function Minimise({ verdict }: { readonly verdict: Verdict }) {
  const minimising = useUi((state) => state.minimising);
  const { minimise } = useActions();
  const own = minimising?.verdict === verdict.property ? minimising : null;
  const busy = minimising !== null && minimising.result === null;
  const place = useKeptFocus(phaseOf(own));
  return (
    <div className="minimise" ref={place}>
      <div role="status" className="minimise-status">
        {own === null ? '' : own.result === null ? leftSoFar(own.progress) : whatIsLeft(own.result)}
      </div>
      {own === null && (
        <>
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            aria-label={`Minimise what violates ${nameOfProperty(verdict.property).title}`}
            onClick={() => !busy && void minimise(verdict)}
          >
            Minimise
          </button>{' '}
          <span className="hint">Finds the fewest commands that still break this.</span>
        </>
      )}
      {own !== null && own.result === null && <Searching view={own} />}
      {own !== null && own.result !== null && <Smallest view={own} result={own.result} />}
      <NoticeFor control="minimise" />
    </div>
  );
}

function phaseOf(view: MinimisingView | null): string {
  if (view === null) return 'idle';
  return view.result === null ? 'searching' : `found, open as ${view.branch}`;
}

/** A button that was pressed may be gone now: then the next one takes its focus. */
function useKeptFocus(phase: string) {
  const place = useRef<HTMLDivElement>(null);
  const was = useRef({ phase, focused: false });
  useEffect(() => {
    const element = place.current;
    if (was.current.phase !== phase && was.current.focused && document.activeElement === document.body) {
      element?.querySelector('button')?.focus();
    }
    const note = () => {
      was.current = { phase, focused: element?.contains(document.activeElement) ?? false };
    };
    note();
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [phase]);
  return place;
}

function Searching({ view: { progress, stopping } }: { readonly view: MinimisingView }) {
  const { stopMinimising } = useActions();
  return (
    <>
      <progress className="minimise-bar" aria-label="Minimising" />
      <p>
        {counted(progress?.runs ?? 0, 'run')} made.{' '}
        <button
          type="button"
          className="button"
          aria-disabled={stopping}
          onClick={() => !stopping && stopMinimising()}
        >
          {stopping ? 'Stopping …' : 'Cancel'}
        </button>
      </p>
    </>
  );
}

function Smallest({ view, result }: { readonly view: MinimisingView; readonly result: Minimised }) {
  const { openMinimal } = useActions();
  const current = useUi((state) => state.info?.branches.find((branch) => branch.current)?.id);
  const isOpen = view.branch !== null && view.branch === current;
  const acts = result.acts.map((act, at) => ({ ...act, key: `${at} ${act.text}` }));
  return (
    <>
      <ul className="minimise-acts">
        {acts.map(({ key, at, text }) => (
          <li key={key}>
            <span className="hint">{inMs(at)}</span> {text}
          </li>
        ))}
      </ul>
      {isOpen ? (
        <p>This is the minimal run: undo goes back to the one that it came from.</p>
      ) : (
        <button type="button" className="button primary" onClick={() => void openMinimal()}>
          Open the minimal run
        </button>
      )}
      <LinkRow result={result} />
    </>
  );
}

function LinkRow({ result }: { readonly result: Minimised }) {
  const link = useLink(result);
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  if (link === null)
    return <p className="hint">It is too large for a link: open it and save it as a file.</p>;
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  return (
    <div className="minimise-link">
      <input
        className="input mono"
        readOnly
        aria-label="Link to the minimal run"
        value={link}
        onFocus={(focus) => focus.target.select()}
      />
      <button type="button" className="button" onClick={() => void copy()}>
        {copied === 'yes' ? <Check size={14} aria-hidden="true" /> : null} Copy link
      </button>
      <p className="hint" role="status">
        {copied === 'yes' && 'Copied.'}
        {copied === 'refused' && 'The browser did not allow copying: select the text and copy it.'}
      </p>
    </div>
  );
}

/** Empty for the moment that writing it takes; null when the session is too large for one. */
function useLink(result: Minimised): string | null {
  const { store } = usePage();
  const [link, setLink] = useState<string | null>('');
  useEffect(() => {
    let stale = false;
    void linkToSession(store, result.session, result.event + 1).then((text) => {
      if (!stale) setLink(text);
    });
    return () => {
      stale = true;
    };
  }, [store, result]);
  return link;
}
