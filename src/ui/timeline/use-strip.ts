/**
 * Holds the stretch of events around the playhead that the diagram draws, and asks for another when the playhead nears
 * its edge or the run behind it changes.
 */
import { useEffect, useState } from 'react';
import type { StripEvent } from '../../projection/strip.ts';
import { useEngine, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';

interface Stretch {
  readonly run: string;
  readonly from: number;
  readonly to: number;
  readonly events: readonly StripEvent[];
}

/** Events held before and after the playhead, and how near its edge another stretch is asked for. */
const BEFORE = 1200;
const AFTER = 600;
const EDGE = 200;

const NOTHING: Stretch = { run: '', from: 0, to: 0, events: [] };

export function useStrip(): readonly StripEvent[] {
  const engine = useEngine();
  const info = useUi((state) => state.info);
  const cursor = useUi((state) => state.cursor);
  const [held, setHeld] = useState(NOTHING);
  const run = info === null ? '' : runKey(info);
  const wanted = run === '' ? null : wantedFrom(held, run, cursor, info?.length ?? 0);
  // What is held may be too short again by the time it arrives.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  useEffect(() => {
    if (wanted === null) return;
    let stale = false;
    engine.strip(wanted, BEFORE + AFTER).then((events) => {
      if (!stale) setHeld({ run, from: wanted, to: wanted + events.length, events });
    });
    return () => {
      stale = true;
    };
  }, [engine, run, wanted, held]);
  return held.run === run ? held.events : NOTHING.events;
}

/** Where the stretch to ask for begins; null when what is held will do. */
function wantedFrom(held: Stretch, run: string, cursor: number, length: number): number | null {
  const from = Math.max(0, cursor - BEFORE);
  if (held.run !== run) return from;
  const hasBefore = held.from === 0 || cursor - held.from >= EDGE;
  const hasAfter = held.to >= Math.min(length, cursor + EDGE);
  return hasBefore && hasAfter ? null : from;
}
