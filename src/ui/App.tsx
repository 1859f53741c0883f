/**
 * The page as a grid: header, story, stage, Inspector, transport, timeline. Panels dock and fold to rails and never
 * overlap. Feed, Inspector and timeline load when they are first opened, header and
 * menus right after the picture.
 */
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Stages } from './branches/stages.tsx';
import { DropZone } from './controls/files.tsx';
import { NoticeArea } from './controls/notice.tsx';
import { Transport } from './controls/transport.tsx';
import { DockedPanel } from './docked-panel.tsx';
import { useAddress } from './hooks/use-address.ts';
import { usePage, useUi } from './hooks/use-store.ts';
import { useApplyTheme } from './hooks/use-theme.ts';
import { listenForKeys } from './keys.ts';
import { GuideBar } from './stage/guide-bar.tsx';
import { LiveSentence } from './stage/live-sentence.tsx';
import { StageFoot } from './stage/stage-foot.tsx';
import { TableTwin } from './stage/table-twin.tsx';
import { isInLesson, type Lecture } from './teaching.ts';

// The header's fields and menus come right after the picture: their name holds the place.
const HeaderBar = lazy(() =>
  import('./controls/header.tsx').then((module) => ({ default: module.HeaderBar })),
);
const FaultMenu = lazy(() =>
  import('./controls/faults.tsx').then((module) => ({ default: module.FaultMenu })),
);
const StoryPanel = lazy(() =>
  import('./lessons/story-panel.tsx').then((module) => ({ default: module.StoryPanel })),
);
const NoteStrip = lazy(() =>
  import('./lessons/note-strip.tsx').then((module) => ({ default: module.NoteStrip })),
);
const LectureSentence = lazy(() =>
  import('./lessons/lecture.tsx').then((module) => ({ default: module.LectureSentence })),
);
const LectureBar = lazy(() =>
  import('./lessons/lecture.tsx').then((module) => ({ default: module.LectureBar })),
);
const Inspector = lazy(() =>
  import('./panels/inspector.tsx').then((module) => ({ default: module.Inspector })),
);
const Timeline = lazy(() =>
  import('./timeline/timeline.tsx').then((module) => ({ default: module.Timeline })),
);

export function App() {
  const { store } = usePage();
  const faultMenu = useUi((state) => state.faultMenu);
  const lecture = useUi((state) => state.lecture);
  useAddress();
  useApplyTheme();
  useEffect(() => listenForKeys(store), [store]);
  return (
    <DropZone>
      {lecture === null ? <Laboratory /> : <LectureHall lecture={lecture} />}
      <Suspense fallback={null}>
        {faultMenu !== null && <FaultMenu replica={faultMenu.replica} anchor={faultMenu.anchor} />}
      </Suspense>
    </DropZone>
  );
}

function Laboratory() {
  const swapped = useUi((state) => state.swapped && state.panels.timeline);
  return (
    <div className={swapped ? 'page is-swapped' : 'page'}>
      <Suspense fallback={<HeaderName />}>
        <HeaderBar />
      </Suspense>
      <NoticeArea />
      <DockedPanel name="feed" title="Story" edge="left">
        <Lazy>
          <StoryPanel />
        </Lazy>
      </DockedPanel>
      <main className="area-stage">
        <Above />
        <Stages />
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
    </div>
  );
}

/** One sentence above the stage: a note at the playhead, else the guide, unless a lesson leads. */
function Above() {
  const hasNote = useUi(({ info, cursor }) => info?.notes.some((note) => note.cursor === cursor) ?? false);
  const inLesson = useUi(({ lesson, info }) => isInLesson(lesson, info?.session));
  if (hasNote) {
    return (
      <Suspense fallback={null}>
        <NoteStrip />
      </Suspense>
    );
  }
  return inLesson ? null : <GuideBar />;
}

/** Nothing but a sentence, the picture, and what a lecturer needs. */
function LectureHall({ lecture }: { readonly lecture: Lecture }) {
  return (
    <div className="page is-lecture">
      <Suspense fallback={null}>
        <LectureSentence lecture={lecture} />
      </Suspense>
      <NoticeArea />
      <main className="area-stage">
        <Stages />
        <LiveSentence />
      </main>
      <Suspense fallback={null}>
        <LectureBar lecture={lecture} />
      </Suspense>
    </div>
  );
}

function HeaderName() {
  return (
    <header className="area-header header-name">
      <h1>Quorumscope</h1>
    </header>
  );
}

function Lazy({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<p className="panel-wait">Loading …</p>}>{children}</Suspense>;
}
