/**
 * The page as a grid: header, story, stage, Inspector, transport, tool, timeline. Panels dock and fold to
 * rails and never overlap. Feed, Inspector and timeline load when they are first opened, header and
 * menus right after the picture.
 */
import { type CSSProperties, type ReactNode, Suspense, useEffect } from 'react';
import { Stages } from './branches/stages.tsx';
import { DropZone } from './controls/files.tsx';
import { NoticeArea } from './controls/notice.tsx';
import { Transport } from './controls/transport.tsx';
import { DockedPanel } from './docked-panel.tsx';
import { ToolDock } from './drawer.tsx';
import { useAddress } from './hooks/use-address.ts';
import { useFirstScreenEnd } from './hooks/use-first-screen.ts';
import { useLectureZoom } from './hooks/use-lecture.ts';
import { usePage, useUi } from './hooks/use-store.ts';
import { useApplyTheme } from './hooks/use-theme.ts';
import { listenForKeys } from './keys.ts';
import { lazyPart } from './lazy-part.tsx';
import { PartBoundary } from './part-boundary.tsx';
import { SkipToStage, STAGE_ID } from './skip-to-stage.tsx';
import { GuideBar } from './stage/guide-bar.tsx';
import { LiveSentence } from './stage/live-sentence.tsx';
import { StageFoot } from './stage/stage-foot.tsx';
import { VerdictBar } from './stage/verdict-bar.tsx';
import { hasTool } from './state.ts';
import { isInLesson, type Lecture } from './teaching.ts';

// The header's fields and menus come right after the picture: their name holds the place.
const HeaderBar = lazyPart(
  () => import('./controls/header.tsx'),
  (module) => module.HeaderBar,
);
const FaultMenu = lazyPart(
  () => import('./controls/faults.tsx'),
  (module) => module.FaultMenu,
);
const StoryPanel = lazyPart(
  () => import('./lessons/story-panel.tsx'),
  (module) => module.StoryPanel,
);
const NoteStrip = lazyPart(
  () => import('./lessons/note-strip.tsx'),
  (module) => module.NoteStrip,
);
const LectureSentence = lazyPart(
  () => import('./lessons/lecture.tsx'),
  (module) => module.LectureSentence,
);
const LectureBar = lazyPart(
  () => import('./lessons/lecture.tsx'),
  (module) => module.LectureBar,
);
const Inspector = lazyPart(
  () => import('./panels/inspector.tsx'),
  (module) => module.Inspector,
);
const Timeline = lazyPart(
  () => import('./timeline/timeline.tsx'),
  (module) => module.Timeline,
);

const ChangeStory = lazyPart(
  () => import('./change/change-story.tsx'),
  (module) => module.ChangeStory,
);

export function App() {
  const { store } = usePage();
  const faultMenu = useUi((state) => state.faultMenu);
  const lecture = useUi((state) => state.lecture);
  useAddress();
  useApplyTheme();
  useFirstScreenEnd();
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
  const changeOpen = useUi((state) => state.changeOpen);
  const withTool = useUi(hasTool);
  const withTimeline = useUi((state) => state.panels.timeline);
  const size = useUi((state) => state.sizes.timeline);
  const now = [
    'page',
    swapped ? 'is-swapped' : withTimeline ? 'has-timeline' : '',
    withTool ? 'has-tool' : '',
  ].join(' ');
  return (
    // React's types know no custom properties.
    <div className={now} style={{ '--timeline': `${size}px` } as CSSProperties}>
      <SkipToStage />
      <Suspense fallback={<HeaderName />}>
        <HeaderBar />
      </Suspense>
      <NoticeArea />
      <DockedPanel name="feed" title="Story" rail="Story, lessons, notes" edge="left">
        <Lazy>
          <StoryPanel />
        </Lazy>
      </DockedPanel>
      <main className="area-stage" id={STAGE_ID} tabIndex={-1}>
        <VerdictBar />
        <Above />
        <div className="stage-place">
          <PartBoundary>
            {changeOpen ? (
              <Lazy>
                <ChangeStory />
              </Lazy>
            ) : (
              <Stages />
            )}
          </PartBoundary>
        </div>
        <StageFoot />
        <LiveSentence />
      </main>
      <DockedPanel name="inspector" title="Inspector" edge="right">
        <Lazy>
          <Inspector />
        </Lazy>
      </DockedPanel>
      <Transport />
      <ToolDock />
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
  // React's types know no custom properties.
  const zoom = { '--lecture-zoom': useLectureZoom() } as CSSProperties;
  return (
    <div className="page is-lecture" style={zoom}>
      <Suspense fallback={null}>
        <LectureSentence lecture={lecture} />
      </Suspense>
      <NoticeArea />
      <main className="area-stage">
        {lecture.diagram ? (
          <div className="lecture-diagram">
            <Lazy>
              <Timeline />
            </Lazy>
          </div>
        ) : (
          <Stages />
        )}
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
