/** The speed of playing: from a sixteenth to as fast as it goes. */
import { useActions, useUi } from '../hooks/use-store.ts';

/** 1 is one network delay in 0.9 s. */
const SPEEDS: readonly number[] = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, Number.POSITIVE_INFINITY];

export function SpeedControl() {
  const speed = useUi((state) => state.speed);
  const { setSpeed } = useActions();
  const index = SPEEDS.indexOf(speed);
  return (
    <label className="transport-speed">
      <span className="visually-hidden">Speed</span>
      <input
        type="range"
        min={0}
        max={SPEEDS.length - 1}
        step={1}
        value={index}
        aria-valuetext={speedWords(speed)}
        title={`Speed: ${speedWords(speed)}`}
        onChange={(change) => setSpeed(SPEEDS[change.target.valueAsNumber] ?? 1)}
      />
      <span className="transport-speed-word" aria-hidden="true">
        {speedMark(speed)}
      </span>
    </label>
  );
}

function speedWords(speed: number): string {
  if (!Number.isFinite(speed)) return 'as fast as it goes';
  return speed < 1 ? `1/${Math.round(1 / speed)} speed` : `${speed} times`;
}

function speedMark(speed: number): string {
  if (!Number.isFinite(speed)) return 'max';
  return speed < 1 ? `1/${Math.round(1 / speed)}` : `${speed}×`;
}
