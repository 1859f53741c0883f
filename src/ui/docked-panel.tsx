/**
 * A panel at one edge of the page: folded it is a rail with its name, open it has a heading, a way to fold
 * it, and an edge that can be dragged or moved with the arrow keys. Its size is remembered.
 */
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { useMedia } from './hooks/use-media.ts';
import { useActions, useUi } from './hooks/use-store.ts';
import { SIZE_LIMITS } from './preferences.ts';

type Dock = keyof typeof SIZE_LIMITS;

interface DockedPanelProps {
  readonly name: Dock;
  readonly title: string;
  /** What the folded panel says it holds; absent: its title. */
  readonly rail?: string;
  readonly edge: 'left' | 'right' | 'bottom';
  readonly children: ReactNode;
}

const ICONS = {
  left: { fold: ChevronLeft, open: ChevronRight },
  right: { fold: ChevronRight, open: ChevronLeft },
  bottom: { fold: ChevronDown, open: ChevronUp },
} as const;

export function DockedPanel({ name, title, rail, edge, children }: DockedPanelProps) {
  const open = useUi((state) => state.panels[name]);
  const size = useUi((state) => state.sizes[name]);
  const stacked = useMedia('(max-width: 760px)');
  const swapped = useUi((state) => state.swapped) && edge === 'bottom';
  const { setPanel } = useActions();
  const [body, heading] = [useId(), useId()];
  const toggle = useKeptFocus(open);
  const area = useRef<HTMLElement>(null);
  useInSight(area, open && stacked);
  const Icon = ICONS[edge][open ? 'fold' : 'open'];
  if (!open) {
    return (
      <div className={`area-${name}`}>
        <button
          ref={toggle}
          type="button"
          className={`rail ${edge === 'bottom' ? 'foot' : 'side'}`}
          aria-expanded={false}
          onClick={() => setPanel(name, true)}
        >
          <Icon size={16} aria-hidden="true" /> {rail ?? title}
        </button>
      </div>
    );
  }
  // The page's grid has the timeline's height: it must give way to the stage.
  const extent = stacked || edge === 'bottom' ? undefined : { width: size };
  return (
    <section ref={area} className={`area-${name}`} style={extent} aria-labelledby={heading}>
      <div className="panel">
        <div className="panel-head">
          <h2 id={heading}>{title}</h2>
          <button
            ref={toggle}
            type="button"
            className="button quiet icon"
            aria-label={`Fold ${title}`}
            title={`Fold ${title}`}
            aria-expanded={true}
            aria-controls={body}
            onClick={() => setPanel(name, false)}
          >
            <Icon size={16} aria-hidden="true" />
          </button>
        </div>
        <div className="panel-body" id={body}>
          {children}
        </div>
      </div>
      {!stacked && !swapped && <Resizer name={name} title={title} edge={edge} size={size} />}
    </section>
  );
}

const LOADED_AFTER_MS = 300;

/**
 * On a phone a panel that opens stands below the picture, out of sight: its head comes up to the middle of
 * the window, so that the picture and the panel are both seen.
 */
function useInSight(area: RefObject<HTMLElement | null>, stacked: boolean): void {
  const wasOpen = useRef(stacked);
  useEffect(() => {
    const opened = stacked && !wasOpen.current;
    wasOpen.current = stacked;
    if (!opened) return;
    const rise = () => {
      const top = area.current?.getBoundingClientRect().top ?? 0;
      const middle = window.innerHeight / 2;
      if (top > middle) window.scrollBy({ top: top - middle });
    };
    rise();
    // What is loaded for the panel makes it longer: only then there is room to rise.
    const timer = setTimeout(rise, LOADED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [area, stacked]);
}

/** Rail and fold button take turns: whoever pressed one by key goes on at the other. */
function useKeptFocus(open: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  const had = useRef(false);
  // While it is drawn anew, the button that gives way still stands, and may have the focus.
  if (wasOpen.current !== open) had.current = button.current !== null && isFocused(button.current);
  useLayoutEffect(() => {
    if (wasOpen.current !== open && had.current) button.current?.focus();
    wasOpen.current = open;
    had.current = false;
  }, [open]);
  return button;
}

function isFocused(element: Element): boolean {
  return element.ownerDocument.activeElement === element;
}

interface ResizerProps {
  readonly name: Dock;
  readonly title: string;
  readonly edge: 'left' | 'right' | 'bottom';
  readonly size: number;
}

const KEY_STEP = 16;

function Resizer({ name, title, edge, size }: ResizerProps) {
  const { setSize } = useActions();
  const [least, most] = SIZE_LIMITS[name];
  const set = (next: number) => setSize(name, Math.min(most, Math.max(least, next)));
  const grows = edge === 'left' ? 1 : -1;
  const onPointerDown = (down: ReactPointerEvent<HTMLElement>) => {
    const bar = down.currentTarget;
    const start = edge === 'bottom' ? down.clientY : down.clientX;
    bar.setPointerCapture(down.pointerId);
    const onMove = (move: PointerEvent) =>
      set(size + grows * ((edge === 'bottom' ? move.clientY : move.clientX) - start));
    const onUp = () => {
      bar.removeEventListener('pointermove', onMove);
      bar.removeEventListener('pointerup', onUp);
    };
    bar.addEventListener('pointermove', onMove);
    bar.addEventListener('pointerup', onUp);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const more = edge === 'bottom' ? 'ArrowUp' : edge === 'left' ? 'ArrowRight' : 'ArrowLeft';
    const less = edge === 'bottom' ? 'ArrowDown' : edge === 'left' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    set(size + (event.key === more ? KEY_STEP : -KEY_STEP));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; this separator can.
    <div
      className={`resizer ${edge === 'bottom' ? 'horizontal' : 'vertical'}`}
      role="separator"
      aria-label={`Size of ${title}`}
      aria-orientation={edge === 'bottom' ? 'horizontal' : 'vertical'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={size}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
