/**
 * The stage as text: a table of replicas and a list of the messages in flight, both reachable by keyboard, and the live
 * region that says one sentence per move (VISUAL 10).
 */
import { X } from 'lucide-react';
import type { Frame } from '../../projection/frame.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { inMs, seatName, shortDigest } from '../panels/words.ts';
import { BADGE_WORDS, badgesOf } from './badges.tsx';
import { focusSlot, phaseWord, ringsOf } from './focus.ts';
import { rootMarks } from './root-mark.ts';

/** Rows of messages shown at most. */
const MESSAGES_SHOWN = 200;

export function LiveSentence() {
  const spoken = useUi((state) => state.spoken);
  const playing = useUi((state) => state.playing);
  return (
    <p className="visually-hidden" role="status" aria-label="What just happened">
      {playing ? '' : spoken}
    </p>
  );
}

export function TableTwin() {
  const frame = useUi((state) => state.frame);
  const open = useUi((state) => state.panels.table);
  const { setPanel } = useActions();
  if (!open || frame === null) return null;
  return (
    <section className="table-twin" aria-label="The stage as tables">
      <div className="panel-head">
        <h2>Table</h2>
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
  const { select } = useActions();
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
          <th scope="col">view</th>
          <th scope="col">phase</th>
          <th scope="col">votes</th>
          <th scope="col">executed</th>
          <th scope="col">state</th>
          <th scope="col">waits for</th>
        </tr>
      </thead>
      <tbody>
        {frame.replicas.map((replica) => {
          const { glyph } = replica;
          const mark = marks[replica.id];
          const leads = glyph?.leader === replica.id ? 'leader' : null;
          return (
            <tr key={replica.id}>
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
                {[replica.status, leads, ...badgesOf(replica).map((badge) => BADGE_WORDS[badge])]
                  .filter(Boolean)
                  .join(', ')}
              </td>
              <td>{glyph?.view ?? 'none'}</td>
              <td>{glyph === null ? 'none' : phaseWord(glyph, slot)}</td>
              <td>
                {ringsOf(glyph, slot)
                  .map((ring) => `${ring.label} ${ring.count}/${ring.threshold}`)
                  .join(', ')}
              </td>
              <td>{glyph?.executedSlot ?? 'none'}</td>
              <td>
                {shortDigest(replica.root)}
                {mark?.kind === 'differs' && `, differs at slot ${mark.slot}`}
                {mark?.kind === 'behind' && `, ${mark.slots} behind`}
              </td>
              <td>{replica.waiting ?? ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function MessageTable({ frame }: { readonly frame: Frame }) {
  const { select } = useActions();
  return (
    <table>
      <caption>Messages in flight: {frame.inFlight.length}</caption>
      <thead>
        <tr>
          <th scope="col">from</th>
          <th scope="col">to</th>
          <th scope="col">type</th>
          <th scope="col">slot</th>
          <th scope="col">value</th>
          <th scope="col">due</th>
        </tr>
      </thead>
      <tbody>
        {frame.inFlight.slice(0, MESSAGES_SHOWN).map((flight) => (
          <tr key={flight.id}>
            <td>{seatName(flight.from)}</td>
            <td>{seatName(flight.to)}</td>
            <th scope="row">
              <button
                type="button"
                className="button quiet"
                onClick={() => select({ kind: 'message', id: flight.id })}
              >
                {flight.summary.type}
              </button>
            </th>
            <td>{flight.summary.slot ?? 'none'}</td>
            <td>{shortDigest(flight.summary.digest)}</td>
            <td>{inMs(flight.dueAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
