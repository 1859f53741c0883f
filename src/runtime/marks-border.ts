/**
 * The marks of a run cross the worker border once. Every answer to a move brings everything about the run;
 * of the marks, which grow with it to tens of thousands, it brings those that are new. The page joins them,
 * and while there are none it keeps the very list it had, so that nothing is drawn again for it.
 */
import type { RunInfo, TimelineMark } from './api.ts';

/** In the place of all marks: how many of the last answer's stay, and what comes after them. */
interface Tail {
  readonly kept: number;
  readonly added: readonly TimelineMark[];
}

/** The engine's end: gives back what is sent instead of the value of an answer. */
export function shortensMarks(): (value: unknown) => unknown {
  let sent: { readonly marks: readonly TimelineMark[]; readonly count: number } = { marks: [], count: 0 };
  return (value) => {
    const info = infoOf(value);
    if (info === null || !Array.isArray(info.marks)) return value;
    const { marks } = info as RunInfo;
    const kept = marks === sent.marks && marks.length >= sent.count ? sent.count : 0;
    sent = { marks, count: marks.length };
    return withMarks(value, { kept, added: marks.slice(kept) } satisfies Tail);
  };
}

/** The page's end: gives back the value as the engine had it. */
export function joinsMarks(): (value: unknown) => unknown {
  let known: readonly TimelineMark[] = [];
  return (value) => {
    const info = infoOf(value);
    if (info === null || Array.isArray(info.marks)) return value;
    const { kept, added } = info.marks as Tail;
    if (kept !== known.length || added.length > 0) known = [...known.slice(0, kept), ...added];
    return withMarks(value, known);
  };
}

function infoOf(value: unknown): { readonly marks: unknown } | null {
  const info = (value as { readonly info?: { readonly marks?: unknown } } | null | undefined)?.info;
  return info?.marks === undefined ? null : (info as { readonly marks: unknown });
}

function withMarks(value: unknown, marks: unknown): unknown {
  const { info } = value as { readonly info: object };
  return { ...(value as object), info: { ...info, marks } };
}
