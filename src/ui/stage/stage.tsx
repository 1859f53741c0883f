/**
 * The stage: links below, messages on a canvas above them, replicas and clients on top. React owns everything
 * but the canvas, which draws by itself whenever the clock moves.
 */
import { Suspense, useCallback, useMemo, useRef } from 'react';
import type { Target } from '../canvas/message-layer.ts';
import { useLectureZoom } from '../hooks/use-lecture.ts';
import { useSize } from '../hooks/use-size.ts';
import { useUi } from '../hooks/use-store.ts';
import { listed } from '../speech.ts';
import { hidesSomething, useShownFrame } from '../veil.ts';
import { Figures } from './figures.tsx';
import { focusSlot } from './focus.ts';
import { stageLayout } from './geometry.ts';
import { LISTED_ON_SMALL, MATRIX_FROM } from './level.ts';
import { type Link, linkWords } from './link-words.ts';
import { Links } from './links.tsx';
import { MessageStop } from './message-stop.tsx';
import { PartitionBand } from './partition-band.tsx';
import { StrokeView } from './stroke-view.tsx';
import { Textures } from './textures.tsx';
import { showTip } from './tip.ts';
import { type StageScene, useMessageLayer, useStageFocus } from './use-message-layer.ts';
import { useStagePointer } from './use-stage-pointer.ts';
import { useWalk } from './walk.ts';
import './stage.css';
import './asked.css';
import '../phone.css';
import { lazyPart } from '../lazy-part.tsx';

const ValuesKey = lazyPart(
  () => import('./values-key.tsx'),
  (module) => module.ValuesKey,
);
const SmallList = lazyPart(
  () => import('./small-list.tsx'),
  (module) => module.SmallList,
);
const LinkMatrix = lazyPart(
  () => import('./matrix.tsx'),
  (module) => module.LinkMatrix,
);
const MessageMenu = lazyPart(
  () => import('../controls/message-menu.tsx'),
  (module) => module.MessageMenu,
);

export function Stage() {
  const frame = useShownFrame();
  const info = useUi((state) => state.info);
  const zoom = useLectureZoom();
  const lecture = zoom > 1 ? zoom : null;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [replicas, clients] = [info?.replicas ?? 0, info?.clients ?? 0];
  const layout = useMemo(
    () =>
      size === null || replicas === 0
        ? null
        : stageLayout(replicas, clients, size.width, size.height, lecture),
    [size, replicas, clients, lecture],
  );
  return (
    <section className="stage" ref={box} aria-label="Stage">
      {frame !== null && info !== null && layout !== null && <Picture {...{ frame, info, layout }} />}
    </section>
  );
}

function Picture(scene: StageScene) {
  const pinned = useUi((state) => state.pinnedSlot);
  return (
    <>
      <Drawn {...scene} />
      {scene.frame.contested.length > 0 && (
        <Suspense fallback={null}>
          <ValuesKey frame={scene.frame} slot={focusSlot(scene.frame, pinned)} />
        </Suspense>
      )}
      {hidesSomething(scene.frame) && <p className="stage-asked">? stands for what the lesson asks</p>}
    </>
  );
}

function Drawn(scene: StageScene) {
  const { info, layout, frame } = scene;
  const isListed = layout.width < 500 && info.replicas >= LISTED_ON_SMALL;
  if (!isListed && info.replicas < MATRIX_FROM) return <RingStage {...scene} />;
  return (
    <Suspense fallback={null}>
      {isListed ? <SmallList frame={frame} /> : <LinkMatrix frame={frame} info={info} />}
    </Suspense>
  );
}

const STAGE_NAME =
  'Stage. Up and down walk replicas, clients and messages in flight; Enter opens one, F its menu';

function RingStage({ frame, info, layout }: StageScene) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tip = useRef<HTMLOutputElement>(null);
  const onHover = useCallback((target: Target | null) => showTip(tip.current, target, layout), [layout]);
  const layer = useMessageLayer(canvas, { frame, info, layout }, onHover);
  const pointer = useStagePointer(layer, layout);
  const walk = useWalk(root, frame);
  const onMenu = (id: string, opener: HTMLElement) => pointer.setMenu({ id, anchor: opener, opener });
  return (
    <div
      ref={root}
      className="ring-stage"
      data-figure="Stage"
      role="application"
      aria-label={STAGE_NAME}
      {...pointer.handlers}
      onKeyDown={(event) => {
        pointer.handlers.onKeyDown(event);
        walk.onKeyDown(event);
      }}
    >
      <Ground frame={frame} layout={layout} hovered={pointer.link} />
      <canvas ref={canvas} className="stage-canvas" role="img" aria-label={inFlightWords(frame)} />
      <Figures frame={frame} layout={layout} walking={walk.message !== null} />
      {walk.message !== null && (
        <MessageStop
          flight={walk.message}
          layer={layer}
          layout={layout}
          onMenu={onMenu}
          // Its menu takes the focus and gives it back: until then it stays.
          onLeave={() => pointer.menu === null && walk.setMessage(null)}
        />
      )}
      {pointer.stroke !== null && <StrokeView stroke={pointer.stroke} layout={layout} />}
      {pointer.link !== null && pointer.stroke === null && (
        <p className="link-tip" aria-hidden="true">
          {linkWords(frame, pointer.link, info.delayMs)}
        </p>
      )}
      <output className="stage-tip" ref={tip} hidden aria-hidden="true" />
      <Menu menu={pointer.menu} setMenu={pointer.setMenu} />
    </div>
  );
}

/** What lies below the messages. */
function Ground({ frame, layout, hovered }: Omit<StageScene, 'info'> & { readonly hovered: Link | null }) {
  const focus = useStageFocus(frame, layout);
  return (
    <svg className="stage-svg" viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true">
      <Textures />
      <PartitionBand frame={frame} layout={layout} />
      <Links {...{ frame, layout, focus, hovered }} />
    </svg>
  );
}

function Menu({ menu, setMenu }: Pick<ReturnType<typeof useStagePointer>, 'menu' | 'setMenu'>) {
  if (menu === null) return null;
  return (
    <Suspense fallback={null}>
      <MessageMenu {...menu} onClose={() => setMenu(null)} />
    </Suspense>
  );
}

function inFlightWords({ inFlight }: StageScene['frame']): string {
  return inFlight.length === 0 ? 'No message is in flight' : `In flight: ${listed(inFlight)}`;
}
