/**
 * The page as a grid: header, story, stage, Inspector, transport, timeline. Panels dock and fold to rails and never
 * overlap. Feed, Inspector and timeline load when they are first opened.
 */
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { FaultMenu } from './controls/faults.tsx';
import { DropZone } from './controls/files.tsx';
import { HeaderBar } from './controls/header.tsx';
import { NoticeArea } from './controls/notice.tsx';
import { Transport } from './controls/transport.tsx';
import { DockedPanel } from './docked-panel.tsx';
import { useAddress } from './hooks/use-address.ts';
import { usePage, useUi } from './hooks/use-store.ts';
import { useApplyTheme } from './hooks/use-theme.ts';
import { listenForKeys } from './keys.ts';
import { GuideBar } from './stage/guide-bar.tsx';
import { Stage } from './stage/stage.tsx';
import { StageFoot } from './stage/stage-foot.tsx';
import { LiveSentence, TableTwin } from './stage/table-twin.tsx';

const FeedPanel = lazy(() => import('./panels/feed.tsx').then((module) => ({ default: module.FeedPanel })));
const Inspector = lazy(() =>
  import('./panels/inspector.tsx').then((module) => ({ default: module.Inspector })),
);
const Timeline = lazy(() =>
  import('./timeline/timeline.tsx').then((module) => ({ default: module.Timeline })),
);

export function App() {
  const { store } = usePage();
  const faultMenu = useUi((state) => state.faultMenu);
  useAddress();
  useApplyTheme();
  useEffect(() => listenForKeys(store), [store]);
  return (
    <DropZone>
      <div className="page">
        <HeaderBar />
        <NoticeArea />
        <DockedPanel name="feed" title="Story" edge="left">
          <Lazy>
            <FeedPanel />
          </Lazy>
        </DockedPanel>
        <main className="area-stage">
          <GuideBar />
          <Stage />
          <TableTwin />
          <StageFoot />
          <LiveSentence />
        </main>
        <DockedPanel name="inspector" title="Inspector" edge="right">
          <Lazy>
            <Inspector />
          </Lazy>
        </DockedPanel>
        <Transport />
        <DockedPanel name="timeline" title="Timeline" edge="bottom">
          <Lazy>
            <Timeline />
          </Lazy>
        </DockedPanel>
        {faultMenu !== null && <FaultMenu replica={faultMenu.replica} anchor={faultMenu.anchor} />}
      </div>
    </DropZone>
  );
}

function Lazy({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<p className="panel-wait">Loading …</p>}>{children}</Suspense>;
}
