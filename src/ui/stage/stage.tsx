/**
 * The stage: links below, messages on a canvas above them, replicas and clients on top. React owns everything but the
 * canvas, which draws by itself whenever the clock moves.
 */
import { useEffect, useMemo, useRef } from 'react';
import type { Endpoint, Slot } from '../../kernel/ids.ts';
import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { createMessageLayer, type LayerView, type MessageLayer } from '../canvas/message-layer.ts';
import { useSize } from '../hooks/use-size.ts';
import { usePage, useUi } from '../hooks/use-store.ts';
import { usePalette, useReducedMotion } from '../hooks/use-theme.ts';
import { listed } from '../speech.ts';
import { ClientView } from './client.tsx';
import { commonView, focusSlot, slotGlyph } from './focus.ts';
import { CLIENTS_SHOWN, type Layout, stageLayout } from './geometry.ts';
import { MATRIX_FROM } from './level.ts';
import { Links } from './links.tsx';
import { LinkMatrix } from './matrix.tsx';
import { ReplicaGlyphView } from './replica.tsx';
import { rootMarks } from './root-mark.ts';
import { useStagePointer } from './use-stage-pointer.ts';
import { contestedValues, type Letters, valueKey } from './values.ts';
import './stage.css';

export function Stage() {
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [replicas, clients] = [info?.replicas ?? 0, info?.clients ?? 0];
  const layout = useMemo(
    () => (size === null || replicas === 0 ? null : stageLayout(replicas, clients, size.width, size.height)),
    [size, replicas, clients],
  );
  const ready = frame !== null && info !== null && layout !== null;
  return (
    <section className="stage" ref={box} aria-label="Stage">
      {ready &&
        (info.replicas >= MATRIX_FROM ? (
          <LinkMatrix frame={frame} info={info} />
        ) : (
          <Ring frame={frame} info={info} layout={layout} />
        ))}
    </section>
  );
}

interface RingProps {
  readonly frame: Frame;
  readonly info: RunInfo;
  readonly layout: Layout;
}

function Ring({ frame, info, layout }: RingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const focus = useFocus();
  const layer = useMessageLayer(canvas, { frame, info, layout });
  const pointer = useStagePointer(layer, layout);
  const box = `0 0 ${layout.width} ${layout.height}`;
  return (
    <div className="ring-stage" data-figure="Stage" {...pointer.handlers}>
      <svg className="stage-svg" viewBox={box} aria-hidden="true">
        <Stripes />
        <Links frame={frame} layout={layout} focus={focus} />
      </svg>
      <canvas ref={canvas} className="stage-canvas" role="img" aria-label={inFlightWords(frame)} />
      <Figures frame={frame} layout={layout} />
      <output className="stage-tip" ref={pointer.tip} hidden aria-hidden="true" />
    </div>
  );
}

function Figures({ frame, layout }: { readonly frame: Frame; readonly layout: Layout }) {
  const selection = useUi((state) => state.selection);
  const pinned = useUi((state) => state.pinnedSlot);
  const slot = focusSlot(frame, pinned);
  const marks = rootMarks(frame);
  const selected = selection?.kind === 'replica' ? selection.replica : null;
  const blocked = frame.blocked.length > 0;
  const letters = useMemo(() => contestedValues(frame), [frame]);
  const box = `0 0 ${layout.width} ${layout.height}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture whose parts are buttons has no HTML element of its own.
    <svg
      className="stage-svg stage-figures"
      viewBox={box}
      role="group"
      aria-label="Replicas and clients; up and down arrows walk them"
    >
      {frame.clients.slice(0, CLIENTS_SHOWN).map((client, index) => (
        <ClientView
          key={client.id}
          client={client}
          layout={layout}
          index={index}
          count={frame.clients.length}
          selected={selection?.kind === 'client' && selection.client === client.id}
          tabbable={false}
        />
      ))}
      {frame.replicas.map((replica) => (
        <ReplicaGlyphView
          key={replica.id}
          replica={replica}
          layout={layout}
          slot={slot}
          mark={marks[replica.id] ?? { kind: 'none' }}
          selected={replica.id === selected}
          tabbable={replica.id === (selected ?? 0)}
          blocked={blocked}
          letter={letterAt(letters, replica, slot)}
          commonView={commonView(frame)}
        />
      ))}
    </svg>
  );
}

/** The letter of the value that a replica holds at a slot, when the slot has more than one. */
function letterAt(letters: Letters, { glyph }: ReplicaFrame, slot: Slot): string | null {
  const digest = slotGlyph(glyph, slot)?.digest ?? null;
  return letters.get(valueKey(slot, digest)) ?? null;
}

function useMessageLayer(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  { frame, info, layout }: RingProps,
) {
  const { clock, loop } = usePage();
  const palette = usePalette();
  const stepped = useReducedMotion();
  const focus = useFocus();
  const selected = useUi(({ selection }) => (selection?.kind === 'message' ? selection.id : null));
  const letters = useMemo(() => contestedValues(frame), [frame]);
  const styles = useMemo(
    () => new Map(info.protocol.messages.map((style) => [style.type, style])),
    [info.protocol.messages],
  );
  const view = useRef<LayerView | null>(null);
  view.current = { frame, layout, styles, letters, palette, focus, selected, stepped, time: clock.time() };
  const layer = useRef<MessageLayer | null>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const created = createMessageLayer(canvas.current, loop, () =>
      view.current === null ? null : { ...view.current, time: clock.time() },
    );
    layer.current = created;
    const unsubscribe = clock.subscribe(created.update);
    return () => {
      unsubscribe();
      created.destroy();
      layer.current = null;
    };
  }, [canvas, loop, clock]);
  useEffect(() => {
    layer.current?.update();
  });
  return layer;
}

/** Whose messages are drawn in full: the selected replica's or client's. */
function useFocus(): Endpoint | null {
  return useUi(({ selection }) => {
    if (selection?.kind === 'replica') return selection.replica;
    return selection?.kind === 'client' ? selection.client : null;
  });
}

/** Textures for a second value at a slot, one per hue. */
function Stripes() {
  return (
    <defs>
      {(['neutral', 'proposal', 'vote1', 'vote2', 'change'] as const).map((hue) => (
        <pattern
          key={hue}
          id={`stripes-${hue}`}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className={`stripe hue-${hue}`} width="2" height="4" />
        </pattern>
      ))}
    </defs>
  );
}

function inFlightWords(frame: Frame): string {
  return frame.inFlight.length === 0 ? 'No message is in flight' : `In flight: ${listed(frame.inFlight)}`;
}
