/** What the diagram says of itself to those who do not see it. */

import { counted } from '../panels/words.ts';
import { type Filter, partsOf } from '../search/filter.ts';
import type { AxisKind } from './axis.ts';
import type { Sight } from './scene.ts';

const LEVELS = {
  single: 'each message drawn',
  fans: 'broadcasts drawn as fans',
  columns: 'messages counted per column',
} as const;

interface Drawn {
  readonly lanes: number;
  readonly events: number;
  readonly level: Sight['level'];
  readonly axis: AxisKind;
  readonly filter: Filter;
}

export function diagramWords({ lanes, events, level, axis, filter }: Drawn): string {
  const by = axis === 'time' ? 'over time' : 'by communication steps';
  const parts = partsOf(filter).map(({ text }) => text);
  const only = parts.length === 0 ? '' : `, only ${parts.join(', ')}`;
  const size = `${counted(lanes, 'lane')}, ${counted(events, 'event')}`;
  return (
    `Space-time diagram ${by}: ${size}, ${LEVELS[level]}${only}. ` +
    `Arrow keys walk the messages, Enter goes there. In words: the Story panel.`
  );
}

/** "simplified: broadcasts as fans", for the chip; null when every message is drawn. */
export function simplification(level: Sight['level']): string | null {
  if (level === 'single') return null;
  return level === 'fans' ? 'simplified: a broadcast is a fan' : 'simplified: messages per column';
}
