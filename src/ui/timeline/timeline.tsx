/**
 * The timeline strip: the run as the space-time diagram of the papers. A click moves the playhead there; two buttons
 * make it wider and narrower. What it shows stands in words in the story panel.
 */
import { ArrowUpDown, Minus, Plus } from 'lucide-react';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { type PrintScene, printable } from '../canvas/printable.ts';
import { useSize } from '../hooks/use-size.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { usePalette } from '../hooks/use-theme.ts';
import { type Diagram, diagramOf } from './diagram.ts';
import { type DiagramView, drawDiagram, LEFT, timeUnder } from './draw-diagram.ts';
import { useStrip } from './use-strip.ts';
import './timeline.css';

/** CSS px per network delay. */
const SCALES: readonly number[] = [6, 12, 24, 40, 64, 96, 144];
const FIRST_SCALE = 4;

export function Timeline() {
  const info = useUi((state) => state.info);
  const frame = useUi((state) => state.frame);
  // Null until the visitor chooses: then a short run fills the strip.
  const [chosen, setZoom] = useState<number | null>(null);
  const zoom = chosen ?? FIRST_SCALE;
  if (info === null || frame === null) return null;
  return (
    <div className="timeline">
      <Strip info={info} frame={frame} scale={chosen === null ? null : (SCALES[chosen] ?? 64)} />
      <div className="timeline-zoom">
        <SwapButton />
        <ZoomButton
          label="Wider"
          icon={Plus}
          disabled={zoom === SCALES.length - 1}
          onPress={() => setZoom(zoom + 1)}
        />
        <ZoomButton label="Narrower" icon={Minus} disabled={zoom === 0} onPress={() => setZoom(zoom - 1)} />
      </div>
    </div>
  );
}

function SwapButton() {
  const swapped = useUi((state) => state.swapped);
  const { setSwapped } = useActions();
  const label = 'Swap stage and diagram';
  return (
    <button
      type="button"
      className="button icon"
      aria-label={label}
      title={`${label} (d)`}
      aria-pressed={swapped}
      onClick={() => setSwapped(!swapped)}
    >
      <ArrowUpDown size={16} aria-hidden="true" />
    </button>
  );
}

interface ZoomButtonProps {
  readonly label: string;
  readonly icon: typeof Plus;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

function ZoomButton({ label, icon: Icon, disabled, onPress }: ZoomButtonProps) {
  return (
    <button
      type="button"
      className="button icon"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}

interface StripProps {
  readonly info: RunInfo;
  readonly frame: Frame;
  /** CSS px per network delay; null is as fits. */
  readonly scale: number | null;
}

function Strip({ info, frame, scale }: StripProps) {
  const { clock, loop } = usePage();
  const { move } = useActions();
  const palette = usePalette();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const diagram = useDiagram(info, frame);
  const shown = useRef<{ diagram: Diagram; view: Omit<DiagramView, 'time'> } | null>(null);
  shown.current =
    size === null
      ? null
      : {
          diagram,
          view: {
            ...size,
            scale: scale ?? fitting(diagram, frame.at, size.width),
            palette,
            cursor: frame.cursor,
          },
        };
  useEffect(() => {
    const paint = () => {
      const pen = canvas.current?.getContext('2d');
      if (!pen || shown.current === null) return;
      const { view } = shown.current;
      const ratio = sizeTo(pen.canvas, view.width, view.height);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawDiagram(pen, shown.current.diagram, { ...view, time: clock.time() });
    };
    const scene = () => {
      if (shown.current === null) return null;
      const { diagram, view } = shown.current;
      const { width, height } = view;
      const draw: PrintScene['draw'] = (pen, colours) =>
        drawDiagram(pen, diagram, { ...view, palette: colours, time: clock.time() });
      return { width, height, draw };
    };
    if (canvas.current !== null) printable(canvas.current, scene);
    const stop = loop.paint(paint);
    const unsubscribe = clock.subscribe(loop.invalidate);
    return () => {
      stop();
      unsubscribe();
    };
  }, [clock, loop]);
  useEffect(() => loop.invalidate());
  const onClick = (event: MouseEvent) => {
    if (shown.current === null) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const target = timeUnder(shown.current.diagram, { ...shown.current.view, time: clock.time() }, x);
    void move({ kind: 'time', target: Math.max(0, Math.round(target)) });
  };
  const words = `Space-time diagram: ${diagram.lanes.length} lanes, ${diagram.arrows.length} messages around the playhead. The story panel says it in words.`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the scrubber above is its keyboard twin.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above.
    <div className="timeline-strip" data-figure="Timeline" ref={box} onClick={onClick}>
      <canvas ref={canvas} role="img" aria-label={words} />
    </div>
  );
}

/** As wide as shows all up to the playhead, within reason. */
function fitting({ map }: Diagram, now: number, width: number): number {
  const units = Math.max(1, map.position(now));
  return Math.min(144, Math.max(SCALES[FIRST_SCALE] ?? 64, ((width - LEFT) * 0.7) / units));
}

function useDiagram(info: RunInfo, frame: Frame): Diagram {
  const events = useStrip();
  return useMemo(
    () =>
      diagramOf({
        events,
        flying: frame.inFlight,
        clients: info.clients,
        replicas: info.replicas,
        styles: new Map(info.protocol.messages.map((style) => [style.type, style])),
        delay: info.delayMs.max * 1000,
        now: frame.at,
      }),
    [events, frame, info],
  );
}

/** Fits the canvas to its box and returns device pixels per CSS px. */
function sizeTo(canvas: HTMLCanvasElement, width: number, height: number): number {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  return ratio;
}
