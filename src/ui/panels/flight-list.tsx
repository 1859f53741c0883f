/**
 * What is on the network at this moment, by due time, and what the last event did to a message: each line
 * opens it.
 */
import type { Fate, Flight, Frame } from '../../projection/frame.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { MessageMark } from './marks.tsx';
import { counted, inMs, seatName } from './words.ts';

/** Lines shown; the rest is a number. */
const linesMost = 60;

export function FlightList() {
  const frame = useUi((state) => state.frame);
  if (frame === null) return null;
  const { fates, inFlight } = frame;
  return (
    <>
      {fates.length > 0 && (
        <section className="insp-section">
          <h3>In the last event</h3>
          <ul className="insp-flights">
            {fates.slice(0, linesMost).map((fate) => (
              <FlightLine key={fate.id} flight={fate} when={fateWords(fate)} />
            ))}
          </ul>
        </section>
      )}
      <section className="insp-section">
        <h3>{headingOf(frame)}</h3>
        <ul className="insp-flights">
          {inFlight.slice(0, linesMost).map((flight) => (
            <FlightLine key={flight.id} flight={flight} when={dueWords(flight)} />
          ))}
        </ul>
        {inFlight.length > linesMost && (
          <p className="hint">and {inFlight.length - linesMost} more, due later</p>
        )}
      </section>
    </>
  );
}

/** From a seat it is known what was sent, and not whether it is on its way. */
function headingOf({ seat, wayHidden, inFlight: { length } }: Frame): string {
  if (wayHidden === true) return 'What was sent is not shown';
  if (seat !== undefined)
    return length === 0 ? 'Nothing sent lately' : `${counted(length, 'message')} sent lately`;
  return length === 0 ? 'Nothing is on its way' : `${counted(length, 'message')} on the way`;
}

function dueWords({ unsure, dueAt }: Flight): string {
  return unsure === true ? 'sent, fate unknown' : `due ${inMs(dueAt)}`;
}

function FlightLine({ flight, when }: { readonly flight: Flight; readonly when: string }) {
  const style = useUi((state) =>
    state.info?.protocol.messages.find(({ type }) => type === flight.summary.type),
  );
  const { select } = useActions();
  return (
    <li>
      <button type="button" onClick={() => select({ kind: 'message', id: flight.id })}>
        <MessageMark style={style} hollow={flight.summary.hollow} />
        <span>
          {seatName(flight.from)} → {seatName(flight.to)} {flight.summary.text}
        </span>
        <span className="hint">{when}</span>
      </button>
    </li>
  );
}

function fateWords({ fate, why }: Fate): string {
  return why === null ? fate : `${fate}: ${why}`;
}
