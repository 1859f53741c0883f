/**
 * The stage as text: a table of replicas and one of the messages, those in flight and those that the last
 * event ended, both reachable by keyboard (VISUAL 10).
 */
import { X } from 'lucide-react';
import type { Slot } from '../../kernel/ids.ts';
import type { Flight, Frame, ReplicaFrame } from '../../projection/frame.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { inMs, namedSeats, seatName, shortDigest } from '../panels/words.ts';
import { useShownFrame } from '../veil.ts';
import { BADGE_WORDS, badgesOf } from './badges.tsx';
import { countText, focusSlot, phaseWord, ringsOf, viewWordOf } from './focus.ts';
import { heardWords } from './heard.ts';
import { type RootMark, rootMarks } from './root-mark.ts';
import { SPEECH_LEVELS, setSpeechLevel, useSpeechLevel } from './speech-level.ts';
import { type Letters, lettersOf, valueKey } from './values.ts';

/** Rows of messages shown at most. */
const MESSAGES_SHOWN = 200;

export function TableTwin() {
  const frame = useShownFrame();
  const { setPanel } = useActions();
  if (frame === null) return null;
  return (
    <section className="table-twin" aria-label="The stage as tables">
      <div className="panel-head">
        <h2>Table</h2>
        <SpeechChoice />
        <button
          type="button"
          className="button quiet icon"
          aria-label="Close the tables"
          onClick={() => setPanel('table', false)}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls. */}
      <section className="panel-body" aria-label="Replicas and messages in flight" tabIndex={0}>
        <ReplicaTable frame={frame} />
        <MessageTable frame={frame} />
      </section>
    </section>
  );
}

function ReplicaTable({ frame }: { readonly frame: Frame }) {
  const pinned = useUi((state) => state.pinnedSlot);
  const slot = focusSlot(frame, pinned);
  const marks = rootMarks(frame);
  return (
    <table>
      <caption>Replicas, slot {slot}</caption>
      <thead>
        <tr>
          <th scope="col">replica</th>
          <th scope="col">status</th>
          <th scope="col">{viewWordOf(frame)}</th>
          <th scope="col">phase</th>
          <th scope="col">votes</th>
          <th scope="col">executed</th>
          <th scope="col">state</th>
          <th scope="col">waits for</th>
        </tr>
      </thead>
      <tbody>
        {frame.replicas.map((replica) => (
          <ReplicaRow key={replica.id} replica={replica} slot={slot} mark={marks[replica.id]} />
        ))}
      </tbody>
    </table>
  );
}

interface ReplicaRowProps {
  readonly replica: ReplicaFrame;
  readonly slot: Slot;
  readonly mark: RootMark | undefined;
}

function ReplicaRow({ replica, slot, mark }: ReplicaRowProps) {
  const { select } = useActions();
  const { glyph, heard } = replica;
  const leads = glyph?.leader === replica.id ? 'leader' : null;
  // From another one's seat nobody knows more than what it last said.
  const status = heard === undefined ? replica.status : heardWords(heard);
  const none = heard === undefined ? 'none' : 'not known';
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="button quiet"
          onClick={() => select({ kind: 'replica', replica: replica.id })}
        >
          R{replica.id}
        </button>
      </th>
      <td>
        {[status, leads, ...badgesOf(replica).map((badge) => BADGE_WORDS[badge])].filter(Boolean).join(', ')}
      </td>
      <td>{glyph?.view ?? heard?.view ?? none}</td>
      <td>{glyph === null ? none : phaseWord(glyph, slot)}</td>
      <td>
        {ringsOf(glyph, slot)
          .map((ring) => `${ring.label} ${countText(ring)}`)
          .join(', ')}
      </td>
      <td>{glyph?.executedSlot ?? none}</td>
      <td>
        {shortDigest(replica.root)}
        {mark?.kind === 'differs' && `, differs at slot ${mark.slot}`}
        {mark?.kind === 'behind' && `, ${mark.slots} behind`}
      </td>
      <td>{heard === undefined ? namedSeats(replica.waiting ?? '') : none}</td>
    </tr>
  );
}

function MessageTable({ frame }: { readonly frame: Frame }) {
  const letters = lettersOf(frame);
  const shown = frame.inFlight.slice(0, MESSAGES_SHOWN);
  const more = frame.inFlight.length - shown.length;
  return (
    <table>
      <caption>
        {captionOf(frame)}
        {more > 0 && `, the first ${MESSAGES_SHOWN} by due time`}
      </caption>
      <thead>
        <tr>
          <th scope="col">sender</th>
          <th scope="col">receiver</th>
          <th scope="col">type</th>
          <th scope="col">slot</th>
          <th scope="col">value</th>
          <th scope="col">due</th>
          <th scope="col">fate</th>
        </tr>
      </thead>
      <tbody>
        {frame.fates.map((fate) => (
          <MessageRow
            key={`ended${fate.id}`}
            flight={fate}
            letters={letters}
            fate={fate.why === null || fate.why === fate.fate ? fate.fate : `${fate.fate}: ${fate.why}`}
          />
        ))}
        {shown.map((flight) => (
          <MessageRow key={flight.id} flight={flight} letters={letters} fate={fateOf(flight)} />
        ))}
      </tbody>
    </table>
  );
}

function captionOf({ seat, wayHidden, inFlight }: Frame): string {
  if (wayHidden === true) return 'Messages sent from here: not shown';
  return `${seat === undefined ? 'Messages in flight' : 'Messages sent lately'}: ${inFlight.length}`;
}

/** "in flight", with what is unusual about it; from its sender's seat nobody knows that it is. */
function fateOf({ held, resend, duplicate, altered, atSender, unsure }: Flight): string {
  const notes = [
    held && 'held back',
    atSender && 'not let go by its sender yet',
    resend && 'sent again',
    duplicate && 'second copy',
    altered && 'altered',
  ].filter(Boolean);
  return [unsure === true ? 'not known' : 'in flight', ...notes].join(', ');
}

interface MessageRowProps {
  readonly flight: Flight;
  readonly letters: Letters;
  readonly fate: string;
}

function MessageRow({ flight, letters, fate }: MessageRowProps) {
  const { select } = useActions();
  const { summary } = flight;
  const letter = letters.get(valueKey(summary.slot, summary.digest));
  return (
    <tr>
      <td>{seatName(flight.from)}</td>
      <td>{seatName(flight.to)}</td>
      <th scope="row">
        <button
          type="button"
          className="button quiet"
          onClick={() => select({ kind: 'message', id: flight.id })}
        >
          {summary.type}
        </button>
      </th>
      <td>{summary.slot ?? 'none'}</td>
      <td>
        {letter === undefined ? '' : `${letter} `}
        {shortDigest(summary.digest)}
      </td>
      <td>{flight.unsure === true ? 'not known' : inMs(flight.dueAt)}</td>
      <td>{fate}</td>
    </tr>
  );
}

/** What the live region says. */
function SpeechChoice() {
  const level = useSpeechLevel();
  return (
    <label className="speech-choice">
      read aloud
      <select
        value={level}
        onChange={({ target }) =>
          setSpeechLevel(SPEECH_LEVELS.find((name) => name === target.value) ?? level)
        }
      >
        {SPEECH_LEVELS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
