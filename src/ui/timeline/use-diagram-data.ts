/**
 * Holds what the diagram is drawn from and lets it grow with the run: arrows and marks are asked for from
 * where the last answer ended. Another run, or another past, begins anew.
 */
import { useEffect, useRef, useState } from 'react';
import type { Engine, RunInfo } from '../../runtime/api.ts';
import { useEngine, useUi } from '../hooks/use-store.ts';
import { pastKey, runKey } from '../panels/feed-window.ts';
import { ArrowStore, FATES, partOf } from './arrow-store.ts';
import { type LaneMark, MarkStore } from './mark-store.ts';
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
  // Elsewhere the diagram is thinned on the page, and every seat draws from the same rows.
  const run = info.sealed === true ? runKey(info) : pastKey(info);
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
  const firstMark = data.marks.count;
  const marks = await marksUpTo(engine, firstMark, length);
  if (!data.marks.append(firstMark, marks)) return false;
  const idle = new Set(info.protocol.idleTypes);
  const isIdle = info.protocol.messages.map(({ type }) => idle.has(type));
  let joined = 0;
  for (;;) {
    const rows = await engine.arrows(data.arrows.count, ROWS_ASKED);
    for (let part = 0; part < rows.count; part += ROWS_AT_ONCE) {
      if (part > 0) await breath();
      const next = data.arrows.count;
      if (!data.arrows.append(partOf(rows, part, ROWS_AT_ONCE))) return false;
      joined = addBusy(data, next, isIdle, marks, joined);
    }
    if (rows.count < ROWS_ASKED) break;
  }
  for (const mark of marks.slice(joined)) data.busy.add(mark.at, mark.at);
  data.length = length;
  data.version += 1;
  return true;
}

/** So much is taken in before the page may draw again: a long run comes with a million rows. */
const ROWS_AT_ONCE = 8_192;
/** So many cross the worker border at a time: what a million need at once stays as garbage for long. */
const ROWS_ASKED = 8 * ROWS_AT_ONCE;
const MARKS_AT_ONCE = 8_192;

function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function marksUpTo(engine: Engine, from: number, length: number): Promise<LaneMark[]> {
  const found: LaneMark[] = [];
  for (;;) {
    const part = await engine.laneMarks(from + found.length, MARKS_AT_ONCE);
    for (const mark of part) if (mark.cursor <= length) found.push(mark);
    if (part.length < MARKS_AT_ONCE || (part.at(-1)?.cursor ?? 0) > length) return found;
  }
}

/** Rows and marks joined in the order of time; gives back how many marks are joined so far. */
function addBusy(
  { arrows, busy }: DiagramData,
  firstRow: number,
  isIdle: readonly boolean[],
  marks: readonly { readonly at: number }[],
  joined: number,
): number {
  const { sentAt, endAt, type, fate } = arrows.columns;
  let next = joined;
  for (let row = firstRow; row < arrows.count; row += 1) {
    const end = endAt.at(row) as number;
    for (; next < marks.length; next += 1) {
      const { at } = marks[next] as { readonly at: number };
      if (at > end) break;
      busy.add(at, at);
    }
    if (isIdle[type.at(row) as number] !== true && FATES[fate.at(row) as number] !== undefined)
      busy.add(sentAt.at(row) as number, end);
  }
  return next;
}
