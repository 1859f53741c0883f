/** The diagram itself: canvas, minimap, tip and tools around one layer; one tab stop that arrows walk. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { useLectureZoom } from '../hooks/use-lecture.ts';
import { useSize } from '../hooks/use-size.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import type { AxisKind } from './axis.ts';
import { createDiagramLayer, type DiagramLayer } from './diagram-layer.ts';
import { listenToGestures, listenToMinimap } from './gestures.ts';
import { type Hit, markWords, messageId, rowWords } from './hit.ts';
import type { RowRef, Sight } from './scene.ts';
import { Tools } from './tools.tsx';
import { useSceneInput } from './use-scene-input.ts';
import { movesView, walked } from './walk.ts';
import { diagramWords, simplification } from './words.ts';

export interface StripProps {
  readonly info: RunInfo;
  readonly frame: Frame;
  readonly axis: AxisKind;
  readonly turned: boolean;
  readonly setAxis: (axis: AxisKind) => void;
}

export function Strip(props: StripProps) {
  const { loop, clock } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLCanvasElement>(null);
  const mini = useRef<HTMLCanvasElement>(null);
  const tip = useRef<HTMLOutputElement>(null);
  const layer = useRef<DiagramLayer | null>(null);
  const [level, setLevel] = useState<Sight['level']>('single');
  const [scrolled, setScrolled] = useState(0);
  const size = useSize(box);
  const zoom = useLectureZoom();
  const filter = useUi((state) => state.filter);
  const input = useSceneInput(props, size, scrolled);
  const go = useGoing(layer);
  useEffect(() => {
    if (main.current === null || mini.current === null || box.current === null) return;
    const canvases = { main: main.current, mini: mini.current };
    const onSight = (sight: Sight) => setLevel(sight.level);
    const made = createDiagramLayer(canvases, loop, clock, () => input.current, onSight);
    layer.current = made;
    const targets = {
      hover: (a: number, c: number) => showTip(tip.current, made, made.hit(a, c)),
      leave: () => showTip(tip.current, made, null),
      click: (a: number, c: number) => go.current?.(made.hit(a, c), made.positionAt(a)),
      scroll: (by: number) => setScrolled((before) => Math.max(0, before + by)),
    };
    const endGestures = listenToGestures(box.current, made, () => input.current?.geometry ?? null, targets);
    const endMinimap = listenToMinimap(mini.current, made);
    window.addEventListener('beforeprint', made.paint);
    return () => {
      window.removeEventListener('beforeprint', made.paint);
      endGestures();
      endMinimap();
      made.destroy();
      layer.current = null;
    };
  }, [loop, clock, input, go]);
  useEffect(() => loop.invalidate());
  const words = useMemo(() => {
    const { replicas, clients, length } = props.info;
    return diagramWords({ lanes: replicas + clients, events: length, level, axis: props.axis, filter });
  }, [props.info, level, props.axis, filter]);
  const chip = simplification(level);
  return (
    <>
      <Tools {...props} layer={layer} />
      <Walker layer={layer} words={words}>
        <div className="timeline-strip" data-figure="Timeline" ref={box}>
          <canvas ref={main} data-zoom={zoom} />
          <output className="stage-tip timeline-tip" ref={tip} hidden aria-hidden="true" />
        </div>
      </Walker>
      {chip !== null && <span className="timeline-chip">{chip}</span>}
      <canvas ref={mini} className="timeline-mini" />
    </>
  );
}

interface WalkerProps {
  readonly layer: React.RefObject<DiagramLayer | null>;
  readonly words: string;
  readonly children: React.ReactNode;
}

/** The one tab stop: what the walk has come to is drawn, and said. */
function Walker({ layer, words, children }: WalkerProps) {
  const { move, select } = useActions();
  const [walk, setWalk] = useState<RowRef | null>(null);
  const [said, setSaid] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    const now = layer.current?.current() ?? null;
    if (layer.current === null || now === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const { scene } = now;
    const to = event.shiftKey ? null : walked(scene, walk, event.key);
    if (to !== null) {
      setWalk(to);
      setSaid(rowWords(scene, to));
      layer.current.reveal(to);
      layer.current.point(to);
    } else if (event.key === 'Enter' && walk !== null) {
      const target = scene.arrows.columns.cursor.at(walk.row) ?? 0;
      void move({ kind: 'event', target }).then(() =>
        select({ kind: 'message', id: messageId(scene.arrows, walk.row) }),
      );
    } else if (event.key === 'Escape' && walk !== null) {
      setWalk(null);
      setSaid('');
      layer.current.point(null);
    } else if (!movesView(layer.current, event.key, scene.geometry.along) && !event.key.startsWith('Arrow'))
      return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="timeline-walk"
      role="application"
      aria-label={words}
      data-arrows
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys walk it.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => layer.current?.point(null)}
    >
      {children}
      <output className="visually-hidden" aria-live="polite" aria-label="Message in the diagram">
        {said}
      </output>
    </div>
  );
}

/** What a click does: a message is selected, a mark selected and gone to, an empty place gone to. */
function useGoing(layer: React.RefObject<DiagramLayer | null>) {
  const { move, select } = useActions();
  const go = useRef<((hit: Hit | null, position: number) => void) | null>(null);
  go.current = (hit, position) => {
    const scene = layer.current?.current()?.scene;
    if (scene === undefined) return;
    if (hit?.kind === 'row') {
      const { live, row } = hit.ref;
      const store = live ? scene.live : scene.arrows;
      const id = messageId(store, row);
      const isSent = live || (store.columns.sentAt.at(row) as number) <= scene.time;
      const arrived = isSent
        ? Promise.resolve(true)
        : move({ kind: 'event', target: store.columns.cursor.at(row) as number });
      void arrived.then(() => select({ kind: 'message', id }));
    } else if (hit?.kind === 'mark') {
      const { cursor } = hit.mark;
      void move({ kind: 'event', target: cursor, back: cursor < scene.cursor }).then(() =>
        select({ kind: 'event', event: cursor - 1 }),
      );
    } else {
      const target = scene.axis.target(position);
      const isBack = target.kind === 'time' ? target.target < scene.time : target.target < scene.cursor;
      void move({ ...target, ...(isBack && target.kind === 'event' && { back: true }) });
    }
  };
  return go;
}

function showTip(tip: HTMLOutputElement | null, layer: DiagramLayer, hit: Hit | null): void {
  const scene = layer.current()?.scene;
  if (tip === null || scene === undefined) return;
  layer.point(hit?.kind === 'row' ? hit.ref : null);
  tip.hidden = hit === null;
  if (hit === null) return;
  tip.textContent =
    hit.kind === 'row' ? rowWords(scene, hit.ref) : hit.kind === 'mark' ? markWords(hit.mark) : hit.words;
  const { turned, along, across } = scene.geometry;
  const [x, y] = turned ? [hit.across, hit.along] : [hit.along, hit.across];
  const [width, height] = turned ? [across, along] : [along, across];
  const onRight = x < width * 0.6;
  tip.style.left = onRight ? `${x + 12}px` : '';
  tip.style.right = onRight ? '' : `${width - x + 12}px`;
  const above = y > height * 0.55;
  tip.style.top = above ? '' : `${y + 14}px`;
  tip.style.bottom = above ? `${height - y + 10}px` : '';
}
