/**
 * The statecharts that this replica runs, live: what it is doing as a whole, and where each open slot stands.
 */
import type { ChartGraph } from '../../kernel/present.ts';
import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import type { ReplicaInspection } from '../../runtime/api.ts';
import { useUi } from '../hooks/use-store.ts';
import { ChartHistory } from './chart-history.tsx';
import { litByPath, movesBetween, slotsByPhase } from './chart-lit.ts';
import { ChartView } from './chart-view.tsx';
import { inMs, seatName } from './words.ts';

interface ReplicaChartsProps {
  readonly now: ReplicaInspection;
  /** The same replica one event earlier; null at the start or when another one is compared with. */
  readonly before: ReplicaInspection | null;
}

export function ReplicaCharts({ now, before }: ReplicaChartsProps) {
  const charts = useUi((state) => state.info?.protocol.charts);
  const frame = useUi((state) => state.frame);
  const replica = frame?.replicas[now.replica];
  if (charts === undefined || charts.length === 0 || !frame || replica === undefined) return null;
  return (
    <section className="insp-section">
      <h3>Statecharts</h3>
      {charts.map((graph) =>
        graph.of === 'slot' ? (
          <SlotChart key={graph.of} graph={graph} replica={replica} now={now} before={before} />
        ) : (
          <ModeChart key={graph.of} graph={graph} frame={frame} replica={replica} now={now} before={before} />
        ),
      )}
      <ChartHistory replica={now.replica} />
    </section>
  );
}

interface ChartProps extends ReplicaChartsProps {
  readonly graph: ChartGraph;
  readonly replica: ReplicaFrame;
}

function ModeChart({ graph, frame, replica, now, before }: ChartProps & { readonly frame: Frame }) {
  const chart = now.detail?.chart ?? '';
  const lit = litByPath(chart);
  const fired = frame.line?.where === now.replica && frame.line.message === null;
  const taken = movesBetween(graph, litByPath(before?.detail?.chart ?? chart), lit, fired);
  const timers = new Map(
    replica.timers.map(({ name, dueAt }) => [name, inMs(Math.max(0, dueAt - frame.at))]),
  );
  return (
    <>
      <p className="hint">The whole replica</p>
      <ChartView
        graph={graph}
        label={`Mode of ${seatName(now.replica)}: ${chart}`}
        lit={lit}
        taken={taken}
        timers={timers}
      />
    </>
  );
}

function SlotChart({ graph, replica, now, before }: ChartProps) {
  const phases = slotsByPhase(replica.glyph);
  const lit = new Set(phases.keys());
  const notes = new Map([...phases].map(([phase, slots]) => [phase, slotWords(slots)]));
  const words = [...notes].map(([phase, slots]) => `${slots} ${phase}`).join(', ');
  return (
    <>
      <p className="hint">Each slot of the log</p>
      <ChartView
        graph={graph}
        label={`Slots of ${seatName(now.replica)}: ${words === '' ? 'none open' : words}`}
        lit={lit}
        taken={movesOfSlots(graph, now, before)}
        notes={notes}
      />
    </>
  );
}

/** Moves of every slot whose reached cells changed with the last event: the number of them is the phase. */
function movesOfSlots(graph: ChartGraph, now: ReplicaInspection, before: ReplicaInspection | null) {
  const paths = graph.states.map(({ path }) => path);
  const phaseOf = (inspection: ReplicaInspection, slot: number) => {
    const row = inspection.detail?.log.rows.find((one) => one.slot === slot);
    const reached = row?.cells.findLastIndex((cell) => cell.reached) ?? -1;
    return row === undefined || reached < 0 ? paths[0] : inspection.detail?.log.columns[reached];
  };
  const taken = (now.detail?.log.rows ?? []).flatMap(({ slot }) => {
    if (before === null) return [];
    const [from, to] = [phaseOf(before, slot), phaseOf(now, slot)];
    if (from === undefined || to === undefined || from === to) return [];
    return [...movesBetween(graph, new Set([from]), new Set([to]), false)];
  });
  return new Set(taken);
}

/** "slot 3", "slots 3, 4, 5" and then a number. */
function slotWords(slots: readonly number[]): string {
  const shown = slots.slice(0, 4).join(', ');
  const more = slots.length > 4 ? ` +${slots.length - 4}` : '';
  return `${slots.length === 1 ? 'slot' : 'slots'} ${shown}${more}`;
}
