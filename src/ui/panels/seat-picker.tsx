/** Which replica or client is looked at: one button per seat up to ten, a list beyond. */
import type { Endpoint } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import { seatName } from './words.ts';

interface SeatPickerProps {
  readonly frame: Frame;
  readonly chosen: Endpoint;
  readonly onChoose: (end: Endpoint) => void;
}

/** More seats than this are a list. */
const buttonsMost = 11;

export function SeatPicker({ frame, chosen, onChoose }: SeatPickerProps) {
  const seats: readonly Endpoint[] = [
    ...frame.replicas.map(({ id }) => id),
    ...frame.clients.map(({ id }) => id),
  ];
  if (seats.length > buttonsMost) {
    return (
      <label className="field insp-seats">
        Replica or client
        <select
          className="input"
          value={seatName(chosen)}
          onChange={(change) => onChoose(seats[change.target.selectedIndex] ?? 0)}
        >
          {seats.map((end) => (
            <option key={end} value={seatName(end)}>
              {seatName(end)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <fieldset className="insp-seats">
      <legend className="visually-hidden">Replica or client</legend>
      {seats.map((end) => (
        <button
          key={end}
          type="button"
          className="button"
          aria-pressed={end === chosen}
          onClick={() => onChoose(end)}
        >
          {seatName(end)}
        </button>
      ))}
    </fieldset>
  );
}
