/**
 * The line under the stage: which slot it speaks about, what is in flight by type, and what is simplified.
 */
import { Pin, Table2, X } from 'lucide-react';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { BranchChip } from '../branches/branch-chip.tsx';
import { useFewControls } from '../hooks/use-first-screen.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { MessageMark } from '../panels/marks.tsx';
import { counted } from '../panels/words.ts';
import { pluralOf } from '../speech.ts';
import { showsTable } from '../state.ts';
import { commonView, focusSlot, viewWordOf } from './focus.ts';
import { groupWords } from './partition-band.tsx';
import { SeatSwitch } from './seat-switch.tsx';

export function StageFoot() {
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  const few = useFewControls();
  if (frame === null || info === null) return null;
  return (
    <div className="stage-foot">
      <SlotChip frame={frame} pin={!few} />
      <InFlight frame={frame} info={info} />
      <Faulty frame={frame} />
      <BranchChip />
      <ChangeChip frame={frame} info={info} />
      {!few && <SeatSwitch frame={frame} />}
      <Groups frame={frame} />
      <Simplified info={info} />
      {!few && <TableSwitch />}
    </div>
  );
}

/** @param pin whether it can be pinned */
function SlotChip({ frame, pin }: { readonly frame: Frame; readonly pin: boolean }) {
  const pinned = useUi((state) => state.pinnedSlot);
  const { pinSlot } = useActions();
  const slot = focusSlot(frame, pinned);
  const Icon = pinned === null ? Pin : X;
  const act = pinned === null ? `Stay at slot ${slot}` : 'Follow the run again';
  return (
    <span className="chip">
      {viewWordOf(frame)} {commonView(frame)}, slot {slot}
      {pinned !== null && ' (pinned)'}
      {pin && (
        <button
          type="button"
          className="button quiet icon"
          aria-label={act}
          title={act}
          onClick={() => pinSlot(pinned === null ? slot : null)}
        >
          <Icon size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

/** A legend of what can be seen now, on the thing itself. */
function InFlight({ frame, info }: { readonly frame: Frame; readonly info: RunInfo }) {
  const counts = new Map<string, number>();
  for (const { summary } of frame.inFlight) counts.set(summary.type, (counts.get(summary.type) ?? 0) + 1);
  if (frame.wayHidden === true) return null;
  if (counts.size === 0)
    return (
      <span className="chip">{frame.seat === undefined ? 'nothing in flight' : 'nothing sent lately'}</span>
    );
  // Beside each other the marks are the names where there is little room.
  const word = counts.size > 1 ? 'short-hidden' : 'type-word';
  return [...counts].map(([type, count]) => {
    const style = info.protocol.messages.find((one) => one.type === type);
    const [number = '', name = ''] = counted(count, type, pluralOf(type)).split(' ');
    return (
      <span key={type} className="chip" title={`${name}: ${style?.says ?? ''}`}>
        <MessageMark style={style} />
        <span>
          {number}
          <span className={word}> {name}</span>
        </span>
      </span>
    );
  });
}

/** From the first VIEW-CHANGE on: the way to its story. Where views change by the clock there is none. */
function ChangeChip({ frame, info }: { readonly frame: Frame; readonly info: RunInfo }) {
  const open = useUi((state) => state.changeOpen);
  const { showChange } = useActions();
  const changed = frame.replicas.some(({ glyph }) => glyph !== null && (glyph.change ?? glyph.view > 0));
  const told = info.protocol.messages.some(({ hue }) => hue === 'change');
  if (!(changed && told) && !open) return null;
  return (
    <button type="button" className="link" title="(g)" onClick={() => showChange(!open)}>
      {open ? 'Back to the stage' : <ChangeTold />}
    </button>
  );
}

/** "The view change, told", or where there is little room "view change". */
function ChangeTold() {
  return (
    <span className="change-told">
      <span className="short-hidden">The </span>view change<span className="short-hidden">, told</span>
    </span>
  );
}

function Faulty({ frame }: { readonly frame: Frame }) {
  const { now, limit } = frame.faulty;
  if (now.length === 0) return null;
  const over = now.length > limit;
  return (
    <span className={over ? 'chip is-over' : 'chip'}>
      <span>
        faulty<span className="short-hidden"> now</span>: {now.length}, f = {limit}
      </span>
    </span>
  );
}

/** The same as tables, for whoever reads better than looks. */
function TableSwitch() {
  const open = useUi(showsTable);
  const { setPanel } = useActions();
  return (
    <button
      type="button"
      className="button quiet stage-table"
      aria-label="Table"
      title="The stage as tables (t)"
      aria-pressed={open}
      onClick={() => setPanel('table', !open)}
    >
      <Table2 size={16} aria-hidden="true" /> <span className="stage-table-word">Table</span>
    </button>
  );
}

/** Who can still reach whom, when the network is in parts. */
function Groups({ frame }: { readonly frame: Frame }) {
  if (frame.groups.length === 0) return null;
  const parts = frame.groups.map(groupWords);
  return <span className="chip">network in parts: {parts.join(' | ')}</span>;
}

/** What a crowd leaves out of the picture, and where it is to be found. */
function crowdNote(replicas: number): string | null {
  return CROWD_NOTES.find(([from]) => replicas >= from)?.[1] ?? null;
}

/** From this many replicas on. */
const CROWD_NOTES: readonly (readonly [number, string])[] = [
  [32, 'a table instead of a ring: row sends to column, a cell is the newest message; who voted: Inspector'],
  [
    17,
    'a broadcast is one line with one mark; a replica is its number and its count: select it for the rest',
  ],
  [11, 'a broadcast is one line with one mark: point at it, or select a replica, to see its messages'],
  [8, 'only the messages of one replica are large: the selected one, else the one nearest to its quorum'],
];

function Simplified({ info }: { readonly info: RunInfo }) {
  const notes = [
    'the clock is simulated',
    info.authenticator === 'simulated' ? 'signatures are simulated' : null,
    crowdNote(info.replicas),
    ...info.protocol.simplified,
  ].filter((note) => note !== null);
  return (
    <details className="chip simplified">
      <summary>{info.replicas >= 8 ? `simplified: n = ${info.replicas}` : 'simplified'}</summary>
      <ul>
        {[...new Set(notes)].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
