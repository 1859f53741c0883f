/**
 * Holds what the diagram is drawn from and lets it grow with the run: arrows and marks are asked for from
 * where the last answer ended. Another run, or another past, begins anew.
 */
import { useEffect, useRef, useState } from 'react';
import type { Engine, RunInfo } from '../../runtime/api.ts';
import { useEngine, useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { ArrowStore, FATES } from './arrow-store.ts';
import { MarkStore } from './mark-store.ts';
import { Busy } from './time-map.ts';

export interface DiagramData {
  readonly run: string;
  readonly arrows: ArrowStore;
  readonly marks: MarkStore;
  /** Stretches in which something but routine is on its way. */
  readonly busy: Busy;
  /** Events that are held. */
  length: number;
  /** Changes whenever something is added. */
  version: number;
}

export function emptyData(run: string): DiagramData {
  return { run, arrows: new ArrowStore(), marks: new MarkStore(), busy: new Busy(), length: 0, version: 0 };
}

/** The data of the open run; the number changes when it has grown. */
export function useDiagramData(info: RunInfo): readonly [DiagramData, number] {
  const engine = useEngine();
  const reach = Math.max(
    info.length,
    useUi((state) => state.reach),
  );
  const run = runKey(info);
  const data = useRef(emptyData(run));
  const asking = useRef(false);
  const [version, setVersion] = useState(0);
  if (data.current.run !== run || reach < data.current.length) data.current = emptyData(run);
  useEffect(() => {
    if (asking.current || (data.current.length >= reach && reach > 0)) return;
    const mine = data.current;
    asking.current = true;
    void grow(mine, engine, info, reach)
      .then((grown) => {
        if (!grown && data.current === mine) data.current = emptyData(mine.run);
      })
      .finally(() => {
        asking.current = false;
        setVersion((before) => before + 1);
      });
  });
  return [data.current, version];
}

/** False when the answer does not follow on what is held. */
export async function grow(
  data: DiagramData,
  engine: Engine,
  info: RunInfo,
  length = info.length,
): Promise<boolean> {
  const [firstRow, firstMark] = [data.arrows.count, data.marks.count];
  const [rows, marks] = await Promise.all([engine.arrows(firstRow), engine.laneMarks(firstMark)]);
  if (!data.arrows.append(rows) || !data.marks.append(firstMark, marks)) return false;
  const idle = new Set(info.protocol.idleTypes);
  const isIdle = info.protocol.messages.map(({ type }) => idle.has(type));
  addBusy(data, firstRow, isIdle, marks);
  data.length = length;
  data.version += 1;
  return true;
}

/** Rows and marks joined in the order of time. */
function addBusy(
  { arrows, busy }: DiagramData,
  firstRow: number,
  isIdle: readonly boolean[],
  marks: readonly { readonly at: number; readonly kind: string }[],
): void {
  const { sentAt, endAt, type, fate } = arrows.columns;
  let next = 0;
  for (let row = firstRow; row < arrows.count; row += 1) {
    const end = endAt[row] as number;
    for (; next < marks.length && (marks[next]?.at ?? 0) <= end; next += 1) addMark(busy, marks[next]);
    if (isIdle[type[row] as number] !== true && FATES[fate[row] as number] !== undefined)
      busy.add(sentAt[row] as number, end);
  }
  for (; next < marks.length; next += 1) addMark(busy, marks[next]);
}

function addMark(busy: Busy, mark: { readonly at: number } | undefined): void {
  if (mark !== undefined) busy.add(mark.at, mark.at);
}
