/** The stage beside the open one: the same components over the frame that stands beside, once it is here. */
import { useMemo } from 'react';
import { PageContext, usePage } from '../hooks/use-store.ts';
import { Stage } from '../stage/stage.tsx';
import { useBesideFrame, useOtherStore } from './other-store.ts';

export function BesideStage() {
  const page = usePage();
  const frame = useBesideFrame();
  const store = useOtherStore(frame);
  const other = useMemo(() => ({ ...page, store }), [page, store]);
  if (frame === null) return null;
  return (
    <PageContext.Provider value={other}>
      <Stage />
    </PageContext.Provider>
  );
}
