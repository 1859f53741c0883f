/**
 * A part of the page that is loaded when it is first needed. If it cannot be (the server is gone, or has
 * newer files), the part says so in its place and everything else goes on. Trying again loads the whole page,
 * because its files belong together, but only when the server answers: the session is in the address.
 */
import { type ComponentType, createElement, lazy, type ReactNode, useState } from 'react';
import { PartBoundary } from './part-boundary.tsx';

export function lazyPart<M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => (props: P) => ReactNode,
): ComponentType<P> {
  const Part = lazy<ComponentType<P>>(() =>
    load().then(
      (module) => ({ default: pick(module) }),
      () => ({ default: NotLoaded }),
    ),
  );
  return (props: P) => <PartBoundary>{createElement(Part, props)}</PartBoundary>;
}

function NotLoaded() {
  const [silent, setSilent] = useState(false);
  const again = async () => {
    setSilent(false);
    if (await isServed()) location.reload();
    else setSilent(true);
  };
  return (
    <p className="problem not-loaded" role="alert">
      {silent
        ? 'The server still does not answer; what is on screen goes on without it.'
        : 'This part of the page could not be loaded: the server did not answer, or has newer files.'}{' '}
      <button type="button" className="button" onClick={() => void again()}>
        Try again
      </button>{' '}
      The session stays in the address.
    </p>
  );
}

async function isServed(): Promise<boolean> {
  try {
    const { ok } = await fetch(location.href.replace(/#.*/, ''), { method: 'HEAD', cache: 'no-store' });
    return ok;
  } catch {
    return false;
  }
}
