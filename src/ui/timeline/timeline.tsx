/**
 * The timeline: the run as the space-time diagram of the papers, over time or by communication steps, with a
 * line below it that stands for the whole run. What it shows stands in words in the story panel.
 */
import { useState } from 'react';
import { useMedia } from '../hooks/use-media.ts';
import { useUi } from '../hooks/use-store.ts';
import type { AxisKind } from './axis.ts';
import { Strip } from './strip.tsx';
import './timeline.css';

export function Timeline() {
  const info = useUi((state) => state.info);
  const frame = useUi((state) => state.frame);
  const inLesson = useUi((state) => state.lesson !== null && !state.lesson.free);
  const stacked = useMedia('(max-width: 760px)');
  const [chosen, setAxis] = useState<AxisKind | null>(null);
  if (info === null || frame === null) return null;
  // The first figure is that of the papers; long runs are read over time.
  const isFigure = inLesson || info.scenario.id === 'first-light';
  const axis = chosen ?? (isFigure ? 'steps' : 'time');
  return (
    <div className="timeline">
      <Strip info={info} frame={frame} axis={axis} turned={stacked} setAxis={setAxis} />
    </div>
  );
}
