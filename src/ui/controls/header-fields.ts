/**
 * What is typed into the header's fields, read as a restart: a number, or one sentence that says what was
 * expected and what was found. Limits of the whole (how many events, which n a scenario allows) are the
 * engine's to judge.
 */
import type { RestartWith, RunInfo } from '../../runtime/api.ts';

export interface FieldTexts {
  readonly replicas: string;
  readonly seed: string;
  readonly delayLeast: string;
  readonly delayMost: string;
  readonly count: string;
  readonly everyMs: string;
}

export type FieldName = keyof FieldTexts;
export type FieldProblems = Readonly<Partial<Record<FieldName, string>>>;

/** What the open run says: the texts to begin with. */
export function textsOf(info: RunInfo): FieldTexts {
  const { load } = info;
  return {
    replicas: String(info.replicas),
    seed: String(info.seed),
    delayLeast: String(info.delayMs.min),
    delayMost: String(info.delayMs.max),
    count: load === undefined ? '' : String(load.count),
    everyMs: load === undefined ? '' : String(load.everyMs),
  };
}

/** Changes against the open run, or a sentence per field that cannot be read. */
export function readFields(
  texts: FieldTexts,
  open: FieldTexts,
): { readonly changes: RestartWith } | { readonly problems: FieldProblems } {
  const problems: Partial<Record<FieldName, string>> = {};
  const number = (name: FieldName, least: number, most: number, whole = true): number | undefined => {
    const read = readNumber(texts[name], least, most, whole);
    if (typeof read === 'string') problems[name] = read;
    return typeof read === 'number' ? read : undefined;
  };
  const replicas = number('replicas', bounds.replicasLeast, bounds.replicasMost);
  if (problems.replicas !== undefined) problems.replicas = `${problems.replicas} ${WHY_FOUR}`;
  const seed = number('seed', 0, Number.MAX_SAFE_INTEGER);
  const min = number('delayLeast', bounds.delayLeastMs, bounds.delayMostMs, false);
  const max = number('delayMost', bounds.delayLeastMs, bounds.delayMostMs, false);
  const count = texts.count.trim() === '' ? undefined : number('count', 1, bounds.countMost);
  const everyMs = texts.everyMs.trim() === '' ? undefined : number('everyMs', 0, bounds.delayMostMs, false);
  if (min !== undefined && max !== undefined && min > max) {
    problems.delayMost = `Expected at least the shortest delay, ${min}; found ${max}.`;
  }
  if (Object.keys(problems).length > 0) return { problems };
  return { changes: changesOf(texts, open, { replicas, seed, min, max, count, everyMs }) };
}

/** Why fewer are refused. */
const WHY_FOUR = 'To survive f faults takes n = 3f + 1: four for one.';

interface Read {
  readonly replicas: number | undefined;
  readonly seed: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly count: number | undefined;
  readonly everyMs: number | undefined;
}

/**
 * Only what differs is sent, so that what a scenario says in detail (single links, clients) stays as it is.
 */
function changesOf(texts: FieldTexts, open: FieldTexts, read: Read): RestartWith {
  const { replicas, seed, min, max, count, everyMs } = read;
  const differs = (name: FieldName) => texts[name].trim() !== open[name];
  return {
    ...(replicas !== undefined && differs('replicas') ? { replicas } : {}),
    ...(seed !== undefined && differs('seed') ? { seed } : {}),
    ...(min !== undefined && max !== undefined && (differs('delayLeast') || differs('delayMost'))
      ? { delayMs: { min, max } }
      : {}),
    ...(count !== undefined && differs('count') ? { count } : {}),
    ...(everyMs !== undefined && differs('everyMs') ? { everyMs } : {}),
  };
}

/** A decimal number within bounds, or what is wrong with the text. */
export function readNumber(text: string, least: number, most: number, whole: boolean): number | string {
  const trimmed = text.trim();
  const kind = whole ? 'a whole number' : 'a number';
  const range = `${kind} from ${least} to ${most}`;
  if (!(whole ? wholeNumber : decimalNumber).test(trimmed)) {
    return `Expected ${range}; found ${trimmed === '' ? 'nothing' : `“${trimmed.slice(0, 24)}”`}.`;
  }
  const value = Number(trimmed);
  return value < least || value > most ? `Expected ${range}; found ${trimmed.slice(0, 24)}.` : value;
}

const wholeNumber = /^\d+$/;
const decimalNumber = /^\d+(\.\d{1,3})?$/;

/** What a field takes at all; the engine's own limits may be tighter. */
export const bounds = {
  replicasLeast: 4,
  replicasMost: 128,
  delayLeastMs: 0.001,
  delayMostMs: 1_000_000,
  countMost: 100_000,
} as const;
