/**
 * The page as a grid: header, story, stage, Inspector, transport, timeline. Panels dock and fold to rails and never
 * overlap. Feed and Inspector load when they are first opened.
 */
import { lazy, Suspense } from 'react';
import { FaultMenu } from './controls/faults.tsx';
import { HeaderBar } from './controls/header.tsx';
import { NoticeArea } from './controls/notice.tsx';
import { useUi } from './hooks/use-store.ts';

const FeedPanel = lazy(() => import('./panels/feed.tsx').then((module) => ({ default: module.FeedPanel })));
const Inspector = lazy(() =>
  import('./panels/inspector.tsx').then((module) => ({ default: module.Inspector })),
);

export function App() {
  const panels = useUi((state) => state.panels);
  const faultMenu = useUi((state) => state.faultMenu);
  return (
    <div className="page">
      <HeaderBar />
      <NoticeArea />
      <Suspense fallback={null}>
        {panels.feed && <FeedPanel />}
        {panels.inspector && <Inspector />}
      </Suspense>
      {faultMenu !== null && <FaultMenu replica={faultMenu.replica} anchor={faultMenu.anchor} />}
    </div>
  );
}
