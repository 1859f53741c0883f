/**
 * A part of the page that is loaded when it is first needed. If it cannot be (the server is gone, or has
 * newer files), the part says so in its place and everything else goes on; loading the page again loses
 * nothing, because the session is in the address.
 */
import { type ComponentType, lazy, type ReactNode } from 'react';

export function lazyPart<M, P>(
  load: () => Promise<M>,
  pick: (module: M) => (props: P) => ReactNode,
): ComponentType<P> {
  return lazy<ComponentType<P>>(() =>
    load().then(
      (module) => ({ default: pick(module) }),
      () => ({ default: NotLoaded }),
    ),
  );
}

function NotLoaded() {
  return (
    <p className="problem not-loaded" role="alert">
      This part of the page could not be loaded: the server did not answer, or has newer files.{' '}
      <button type="button" className="button" onClick={() => location.reload()}>
        Load the page again
      </button>{' '}
      The session stays in the address.
    </p>
  );
}
