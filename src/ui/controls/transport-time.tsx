/**
 * Simulated time and event count. The time follows the clock by writing into its own element: no component
 * renders while marks fly.
 */
import { useEffect, useRef } from 'react';
import { usePage, useUi } from '../hooks/use-store.ts';
import { grouped, inTenths } from '../panels/words.ts';

export function TimeReadout() {
  const { clock } = usePage();
  const cursor = useUi((state) => state.cursor);
  const length = useUi((state) => state.info?.length ?? 0);
  const time = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = () => {
      if (time.current !== null) time.current.textContent = inTenths(clock.time());
    };
    write();
    return clock.subscribe(write);
  }, [clock]);
  return (
    <p className="transport-time" title="Simulated time: it passes only as fast as it is shown">
      <span>
        t = <span ref={time} />
      </span>
      <span>
        event {grouped(cursor)} / {grouped(Math.max(cursor, length))}
      </span>
    </p>
  );
}
