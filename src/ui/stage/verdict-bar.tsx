/** Above the stage while a promise is broken: what it says is in broken-promise.tsx, loaded when needed. */
import { Suspense } from 'react';
import { useUi } from '../hooks/use-store.ts';
import { lazyPart } from '../lazy-part.tsx';

const BrokenPromise = lazyPart(
  () => import('./broken-promise.tsx'),
  (module) => module.BrokenPromise,
);

export function VerdictBar() {
  const frame = useUi((state) => state.landed);
  if (frame?.broken === undefined) return null;
  return (
    <Suspense fallback={null}>
      <BrokenPromise broken={frame.broken} frame={frame} />
    </Suspense>
  );
}
