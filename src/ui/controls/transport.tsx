/**
 * The transport: moves by event, round and goal, each with its way back, play with its speed, the time, the
 * verdict lamps, and the scrubber below all of it (EXPERIENCE, Transport).
 */
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Pause, Play, SkipBack } from 'lucide-react';
import type { Move } from '../../runtime/api.ts';
import { useFewControls } from '../hooks/use-first-screen.ts';
import { usePlaying } from '../hooks/use-playing.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { stoppedSentence } from '../speech.ts';
import { FaultsButton } from '../stage/faults-button.tsx';
import { MoreControls } from './more-controls.tsx';
import { NoticeFor } from './notice-for.tsx';
import { VerdictLamps } from './transport-lamps.tsx';
import { LongMove } from './transport-long-move.tsx';
import { Scrubber } from './transport-scrubber.tsx';
import { SpeedControl } from './transport-speed.tsx';
import { TimeReadout } from './transport-time.tsx';
import { ToolButtons } from './transport-tools.tsx';
import { UndoRedo } from './transport-undo.tsx';
import { Until } from './transport-until.tsx';
import './transport.css';

export function Transport() {
  const looking = useUi((state) => state.progress !== null);
  const few = useFewControls();
  return (
    <section className="area-transport transport" aria-label="Transport">
      <div className="transport-row">
        {few ? <MoreControls /> : <Controls />}
        <TimeReadout />
        {!few && <VerdictLamps />}
      </div>
      <div className="transport-way">
        {looking ? <LongMove /> : <Scrubber />}
        <Stopped />
      </div>
      <NoticeFor control="transport" />
      <NoticeFor control="branches" />
      <NoticeFor control="act" />
    </section>
  );
}

/** Everything that moves the playhead, and the tools. */
function Controls() {
  return (
    <>
      <div className="transport-dock">
        <Moves />
        <PlayButton />
        <FaultsButton />
      </div>
      <SpeedControl />
      <Until />
      <UndoRedo />
      <ToolButtons />
    </>
  );
}

/** Why it went no further; a broken promise is said in full above the stage. */
function Stopped() {
  const stopped = useUi((state) => state.stopped);
  const broken = useUi((state) => state.frame?.broken !== undefined);
  if (stopped === null || broken) return null;
  return (
    <p className="transport-stopped" title={stoppedSentence(stopped)}>
      {stoppedSentence(stopped)}
    </p>
  );
}

/** Nothing lies behind the playhead. */
function useIsAtStart(): boolean {
  return useUi(({ cursor, info }) => cursor <= (info?.start ?? 0));
}

/** While the guide says Round there is no second one: on a phone the dock is there from the start. */
function Moves() {
  const { move } = useActions();
  const atStart = useIsAtStart();
  const opening = useUi((state) => state.fewControls);
  return (
    <fieldset className="transport-group">
      <legend className="visually-hidden">By event and by round</legend>
      <button
        type="button"
        className="button icon"
        aria-label="To the start"
        title="To the start"
        disabled={atStart}
        onClick={() => void move({ kind: 'start' })}
      >
        <SkipBack size={16} aria-hidden="true" />
      </button>
      {!opening && (
        <Twin
          kind="round"
          word="Round"
          back={ChevronsLeft}
          on={ChevronsRight}
          keys={['Shift ←', 'Shift →']}
        />
      )}
      <Twin kind="step" word="Step" back={ChevronLeft} on={ChevronRight} keys={['←', '→']} />
    </fieldset>
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
  const atStart = useIsAtStart();
  const ready = useUi((state) => state.info !== null);
  const lower = word.toLowerCase();
  return (
    <span className="twin">
      <button
        type="button"
        className="button icon"
        aria-label={`Back one ${lower}`}
        title={keys === null ? `Back one ${lower}` : `Back one ${lower} (${keys[0]})`}
        disabled={atStart}
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
  const playing = usePlaying();
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
