/**
 * The transport: moves by event, round and goal, each with its way back, play with its speed, the time, the
 * verdict lamps, and the scrubber below all of it (EXPERIENCE, Transport).
 */
import {
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Pause,
  Play,
  Redo2,
  SkipBack,
  Undo2,
} from 'lucide-react';
import type { Move } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { NoticeFor } from './notice-for.tsx';
import { VerdictLamps } from './transport-lamps.tsx';
import { Scrubber } from './transport-scrubber.tsx';
import { SpeedControl } from './transport-speed.tsx';
import { TimeReadout } from './transport-time.tsx';
import './transport.css';

export function Transport() {
  const stopped = useUi((state) => state.stopped);
  return (
    <section className="area-transport transport" aria-label="Transport">
      <div className="transport-row">
        <Moves />
        <PlayButton />
        <SpeedControl />
        <Goals />
        <UndoRedo />
        <TimeReadout />
        <VerdictLamps />
      </div>
      <Scrubber />
      <NoticeFor control="transport" />
      {stopped !== null && <p className="transport-stopped">{stopped}</p>}
    </section>
  );
}

function Moves() {
  const { move } = useActions();
  const cursor = useUi((state) => state.cursor);
  return (
    <fieldset className="transport-group">
      <legend className="visually-hidden">By event and by round</legend>
      <button
        type="button"
        className="button icon"
        aria-label="To the start"
        title="To the start"
        disabled={cursor === 0}
        onClick={() => void move({ kind: 'start' })}
      >
        <SkipBack size={16} aria-hidden="true" />
      </button>
      <Twin kind="round" word="Round" back={ChevronsLeft} on={ChevronsRight} keys={['Shift ←', 'Shift →']} />
      <Twin kind="step" word="Step" back={ChevronLeft} on={ChevronRight} keys={['←', '→']} />
    </fieldset>
  );
}

function Goals() {
  return (
    <fieldset className="transport-group transport-goals">
      <legend className="transport-until">until</legend>
      <Twin kind="commit" word="Commit" back={ChevronLeft} on={ChevronRight} keys={['Shift c', 'c']} />
      <Twin
        kind="view-change"
        word="View change"
        back={ChevronLeft}
        on={ChevronRight}
        keys={['Shift v', 'v']}
      />
      <Twin kind="quiet" word="Quiet" back={ChevronLeft} on={ChevronRight} keys={null} />
    </fieldset>
  );
}

/** Takes back what the visitor did, the last act first, and gives it back. */
function UndoRedo() {
  const { undo, redo } = useActions();
  const canUndo = useUi((state) => state.info?.canUndo ?? false);
  const canRedo = useUi((state) => state.info?.canRedo ?? false);
  const last = useUi((state) => state.info?.interventions.at(-1)?.text);
  const what = last === undefined ? 'Undo' : `Undo: ${last}`;
  return (
    <span className="twin">
      <button
        type="button"
        className="button icon"
        aria-label={what}
        title={`${what} (z)`}
        disabled={!canUndo}
        onClick={() => void undo()}
      >
        <Undo2 size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Redo"
        title="Redo (Shift z)"
        disabled={!canRedo}
        onClick={() => void redo()}
      >
        <Redo2 size={16} aria-hidden="true" />
      </button>
    </span>
  );
}

interface TwinProps {
  readonly kind: Move['kind'];
  readonly word: string;
  readonly back: typeof Play;
  readonly on: typeof Play;
  readonly keys: readonly [string, string] | null;
}

/** One way on, with its name, and the same way back. */
function Twin({ kind, word, back: Back, on: On, keys }: TwinProps) {
  const { move } = useActions();
  const cursor = useUi((state) => state.cursor);
  const ready = useUi((state) => state.info !== null);
  const lower = word.toLowerCase();
  return (
    <span className="twin">
      <button
        type="button"
        className="button icon"
        aria-label={`Back one ${lower}`}
        title={keys === null ? `Back one ${lower}` : `Back one ${lower} (${keys[0]})`}
        disabled={cursor === 0}
        onClick={() => void move({ kind, back: true })}
      >
        <Back size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button"
        title={keys === null ? undefined : `${word} (${keys[1]})`}
        disabled={!ready}
        onClick={() => void move({ kind })}
      >
        {word} <On size={16} aria-hidden="true" />
      </button>
    </span>
  );
}

function PlayButton() {
  const playing = useUi((state) => state.playing);
  const ready = useUi((state) => state.info !== null);
  const { play, pause } = useActions();
  const Icon = playing ? Pause : Play;
  return (
    <button
      type="button"
      className="button transport-play"
      title={`${playing ? 'Pause' : 'Play'} (Space)`}
      disabled={!ready}
      onClick={playing ? pause : play}
    >
      <Icon size={16} aria-hidden="true" /> {playing ? 'Pause' : 'Play'}
    </button>
  );
}
