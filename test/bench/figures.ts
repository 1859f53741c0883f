/** Measurements as lines of one table: name, value, unit, and what was aimed at. */
import type { History, Timed } from './history.ts';
import type { Memory } from './memory.ts';
import type { Throughput } from './throughput.ts';

export interface Figure {
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
  readonly aim: string;
}

export function throughputFigures(measured: readonly Throughput[]): readonly Figure[] {
  const rates = measured.map(({ perSecond }) => perSecond);
  const flat = Math.round(100 * (1 - Math.min(...rates) / Math.max(...rates)));
  return [
    ...measured.flatMap(({ replicas, perSecond, baselinePerSecond }) => [
      { name: `delivered, n = ${replicas}`, value: perSecond, unit: '/s CPU', aim: '>= 200,000' },
      { name: `  a loop that counts votes`, value: baselinePerSecond, unit: '/s CPU', aim: '' },
      {
        name: `  share of it`,
        value: Math.round((1000 * perSecond) / baselinePerSecond) / 10,
        unit: '%',
        aim: '',
      },
    ]),
    { name: 'slowest below fastest', value: flat, unit: '%', aim: '<= 30' },
  ];
}

export function memoryFigures({ replicas, slots, peakMb, delivered, seconds }: Memory): readonly Figure[] {
  const name = `${slots} slots at n = ${replicas}`;
  return [
    { name: `${name}, peak memory`, value: peakMb, unit: 'MB', aim: replicas === 128 ? '<= 400' : '' },
    { name: `${name}, on the wall`, value: Math.round(10 * seconds) / 10, unit: 's', aim: '' },
    { name: `${name}, delivered`, value: delivered, unit: '', aim: '' },
  ];
}

export function historyFigures({
  replicas,
  events,
  bytesPerEvent,
  display,
  resume,
}: History): readonly Figure[] {
  const name = `history of ${events} events, n = ${replicas}`;
  return [
    { name: `${name}: kept per event`, value: bytesPerEvent, unit: 'bytes', aim: '<= 600' },
    ...timedFigures(`${name}: moment shown`, display, '<= 5'),
    ...timedFigures(`${name}: resumed`, resume, '<= 50'),
  ];
}

/** A run of which most is forgotten. */
export function longFigures({
  replicas,
  events,
  bytesPerEvent,
  heapMb,
  display,
  resume,
}: History): readonly Figure[] {
  const name = `history of ${events} events, n = ${replicas}`;
  return [
    { name: `${name}: heap`, value: heapMb, unit: 'MB', aim: '<= 500' },
    { name: `${name}: kept per event`, value: bytesPerEvent, unit: 'bytes', aim: '<= 600' },
    ...timedFigures(`${name}: forgotten moment shown`, display, '<= 150'),
    ...timedFigures(`${name}: resumed`, resume, '<= 150'),
  ];
}

function timedFigures(name: string, { wall, cpu }: Timed, aim: string): readonly Figure[] {
  return [
    { name: `${name}, p50`, value: cpu.p50, unit: 'ms CPU', aim: '' },
    { name: `${name}, p95`, value: cpu.p95, unit: 'ms CPU', aim },
    { name: `${name}, p95 by the clock`, value: wall.p95, unit: 'ms', aim },
  ];
}
