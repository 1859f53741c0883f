/**
 * Above the diagram, in the panel's head: the axis, what is drawn, how near, and the exchange with the stage.
 */
import { ArrowUpDown, Maximize2, Minus, Plus } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Endpoint } from '../../kernel/ids.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import type { AxisKind } from './axis.ts';
import type { DiagramLayer } from './diagram-layer.ts';
import type { Filter } from './scene.ts';

interface ToolsProps {
  readonly info: RunInfo;
  readonly axis: AxisKind;
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  readonly setAxis: (axis: AxisKind) => void;
  readonly layer: RefObject<DiagramLayer | null>;
}

/** In the head of the panel where there is one, so that the diagram keeps its height. */
export function Tools(props: ToolsProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [head, setHead] = useState<Element | null>(null);
  useLayoutEffect(() => {
    setHead(anchor.current?.closest('.panel')?.querySelector('.panel-head') ?? null);
  }, []);
  return (
    <>
      <span ref={anchor} hidden />
      {head === null ? <ToolRow {...props} /> : createPortal(<ToolRow {...props} />, head)}
    </>
  );
}

function ToolRow({ info, axis, filter, setFilter, setAxis, layer }: ToolsProps) {
  return (
    <div className="timeline-tools" role="toolbar" aria-label="Diagram">
      <select aria-label="Axis" value={axis} onChange={(change) => setAxis(change.target.value as AxisKind)}>
        <option value="time">Time</option>
        <option value="steps">Steps</option>
      </select>
      <TypeFilter info={info} filter={filter} setFilter={setFilter} />
      <EndFilter info={info} filter={filter} setFilter={setFilter} />
      <SlotFilter filter={filter} setFilter={setFilter} />
      <span className="timeline-zoom">
        <IconButton label="Narrower" icon={Minus} onPress={() => layer.current?.zoom(1 / 1.6)} />
        <IconButton label="Wider" icon={Plus} onPress={() => layer.current?.zoom(1.6)} />
        <IconButton label="Whole run" icon={Maximize2} onPress={() => layer.current?.fit()} />
        <SwapButton />
      </span>
    </div>
  );
}

type FilterProps = Pick<ToolsProps, 'filter' | 'setFilter'>;

function TypeFilter({ info, filter, setFilter }: FilterProps & Pick<ToolsProps, 'info'>) {
  const { messages, idleTypes } = info.protocol;
  return (
    <select
      aria-label="Messages"
      value={filter.type ?? ''}
      onChange={({ target }) => setFilter({ ...filter, type: target.value === '' ? null : target.value })}
    >
      <option value="">{idleTypes.length > 0 ? 'All but routine' : 'All messages'}</option>
      {idleTypes.length > 0 && <option value="routine">All messages</option>}
      {messages.map(({ type }) => (
        <option key={type} value={type}>
          {type}
        </option>
      ))}
    </select>
  );
}

function EndFilter({ info, filter, setFilter }: FilterProps & Pick<ToolsProps, 'info'>) {
  const ends: Endpoint[] = [
    ...Array.from({ length: info.replicas }, (_, id) => id),
    ...Array.from({ length: Math.min(info.clients, 64) }, (_, id) => `c${id}` as const),
  ];
  const set = (value: string) => {
    const end = value === '' ? null : value.startsWith('c') ? (value as Endpoint) : Number(value);
    setFilter({ ...filter, end });
  };
  return (
    <select
      aria-label="Sender or receiver"
      value={filter.end === null ? '' : String(filter.end)}
      onChange={({ target }) => set(target.value)}
    >
      <option value="">All replicas</option>
      {ends.map((end) => (
        <option key={end} value={String(end)}>
          {typeof end === 'number' ? `R${end}` : end}
        </option>
      ))}
    </select>
  );
}

function SlotFilter({ filter, setFilter }: FilterProps) {
  return (
    <label className="timeline-slot">
      Slot
      <input
        type="number"
        min={1}
        step={1}
        placeholder="all"
        value={filter.slot ?? ''}
        onChange={({ target }) => {
          const slot = target.valueAsNumber;
          setFilter({ ...filter, slot: Number.isInteger(slot) && slot > 0 ? slot : null });
        }}
      />
    </label>
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

interface IconButtonProps {
  readonly label: string;
  readonly icon: typeof Plus;
  readonly onPress: () => void;
}

function IconButton({ label, icon: Icon, onPress }: IconButtonProps) {
  return (
    <button type="button" className="button icon" aria-label={label} title={label} onClick={onPress}>
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}
