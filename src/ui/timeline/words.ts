/** What the diagram says of itself to those who do not see it. */
import type { AxisKind } from './axis.ts';
import type { Filter, Sight } from './scene.ts';

const LEVELS = {
  single: 'each message drawn',
  fans: 'broadcasts drawn as fans',
  columns: 'messages counted per column',
} as const;

export function diagramWords(lanes: number, messages: number, level: Sight['level'], axis: AxisKind): string {
  const by = axis === 'time' ? 'over time' : 'by communication steps';
  return (
    `Space-time diagram ${by}: ${lanes} lanes, ${messages} messages, ${LEVELS[level]}. Arrow ` +
    `keys walk the messages, Enter goes there. In words: the Story panel.`
  );
}

/** "simplified: broadcasts as fans", for the chip; null when every message is drawn. */
export function simplification(level: Sight['level']): string | null {
  if (level === 'single') return null;
  return level === 'fans' ? 'simplified: a broadcast is a fan' : 'simplified: messages per column';
}

export function filterWords({ type, end, slot }: Filter): string {
  const parts = [
    ...(type === null || type === 'routine' ? [] : [type]),
    ...(end === null ? [] : [typeof end === 'number' ? `R${end}` : end]),
    ...(slot === null ? [] : [`slot ${slot}`]),
  ];
  return parts.join(', ');
}
