/**
 * Above the diagram, in the panel's head: the axis, what is drawn, how near, and the exchange with the stage.
 */
import { ArrowUpDown, Maximize2, Minus, Plus } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { endChoices, typeChoices } from '../search/filter.ts';
import { FilterParts } from '../search/filter-parts.tsx';
import type { AxisKind } from './axis.ts';
import type { DiagramLayer } from './diagram-layer.ts';

interface ToolsProps {
  readonly info: RunInfo;
  readonly axis: AxisKind;
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

function ToolRow({ info, axis, setAxis, layer }: ToolsProps) {
  return (
    <div className="timeline-tools" role="toolbar" aria-label="Diagram">
      <select aria-label="Axis" value={axis} onChange={(change) => setAxis(change.target.value as AxisKind)}>
        <option value="time">Time</option>
        <option value="steps">Steps</option>
      </select>
      <Choice label="Messages" field="type" options={typeChoices(info)} />
      <Choice label="Sender or receiver" field="end" options={[['', 'all replicas'], ...endChoices(info)]} />
      <SlotFilter />
      <FilterParts />
      <span className="timeline-zoom">
        <IconButton label="Narrower" icon={Minus} onPress={() => layer.current?.zoom(1 / 1.6)} />
        <IconButton label="Wider" icon={Plus} onPress={() => layer.current?.zoom(1.6)} />
        <IconButton label="Whole run" icon={Maximize2} onPress={() => layer.current?.fit()} />
        <SwapButton />
      </span>
    </div>
  );
}

/** Choices of the one filter that the search has, too. */
function Choice({ label, field, options }: ChoiceProps) {
  const value = useUi((state) => state.filter[field]);
  const { setFilter } = useActions();
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => void setFilter({ [field]: target.value })}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly field: 'type' | 'end';
  readonly options: readonly (readonly [string, string])[];
}

function SlotFilter() {
  const slot = useUi(({ filter }) => filter.slot);
  const { setFilter } = useActions();
  return (
    <label className="timeline-slot">
      Slot
      <input
        type="number"
        min={1}
        step={1}
        placeholder="all"
        value={slot}
        onChange={({ target }) => void setFilter({ slot: target.value })}
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
