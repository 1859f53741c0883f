/**
 * One stage, or two branches of the session side by side under one clock: the open one on the left, where
 * acts go, and the other one, which only follows. The stage is the same component both times.
 */
import { Suspense } from 'react';
import { useUi } from '../hooks/use-store.ts';
import { Stage } from '../stage/stage.tsx';
import './stages.css';
import { lazyPart } from '../lazy-part.tsx';

const PairHead = lazyPart(
  () => import('./pair.tsx'),
  (module) => module.PairHead,
);
const HereOverlay = lazyPart(
  () => import('./pair.tsx'),
  (module) => module.HereOverlay,
);
const KnownAndTrue = lazyPart(
  () => import('./known-and-true.tsx'),
  (module) => module.KnownAndTrue,
);
const OtherStage = lazyPart(
  () => import('./pair.tsx'),
  (module) => module.OtherStage,
);

export function Stages() {
  const beside = useUi((state) => state.beside !== null);
  const seat = useUi((state) => state.beside?.seat);
  if (seat !== undefined) return <KnownAndTrue seat={seat} />;
  return (
    <div className={beside ? 'stages is-pair' : 'stages'} data-figure={beside ? 'two branches' : undefined}>
      {beside && (
        <Suspense fallback={null}>
          <PairHead />
        </Suspense>
      )}
      <div className="stages-seat">
        <Stage />
        {beside && (
          <Suspense fallback={null}>
            <HereOverlay />
          </Suspense>
        )}
      </div>
      {beside && (
        <Suspense fallback={<div className="stages-seat" />}>
          <OtherStage />
        </Suspense>
      )}
    </div>
  );
}
