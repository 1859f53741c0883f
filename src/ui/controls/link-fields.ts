/** What is typed about one link, read as a command's fields: delays in ms, shares as rates from 0 to 1. */
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { bounds, readNumber } from './header-fields.ts';

export interface LinkTexts {
  readonly least: string;
  readonly most: string;
  readonly lossPercent: string;
  readonly twicePercent: string;
}

export type LinkProblems = Readonly<Partial<Record<keyof LinkTexts, string>>>;

/** What holds on a link now; as the rest of the network where nobody has set it otherwise. */
export function linkTexts(
  { links }: Pick<Frame, 'links'>,
  [from, to]: readonly [number, number],
  network: Pick<RunInfo, 'delayMs' | 'lossRate' | 'duplicateRate'>,
): LinkTexts {
  const own = links.find((link) => link.from === from && link.to === to);
  const delay = own?.delay ?? null;
  return {
    least: String(delay === null ? network.delayMs.min : delay.min / 1000),
    most: String(delay === null ? network.delayMs.max : delay.max / 1000),
    lossPercent: percent(own?.lossRate ?? network.lossRate),
    twicePercent: percent(own?.duplicateRate ?? network.duplicateRate),
  };
}

/** 0.125 as "12.5". */
export function percent(rate: number): string {
  return String(Number((rate * 100).toFixed(3)));
}

interface LinkSettings {
  readonly delayMs: { readonly min: number; readonly max: number };
  readonly lossRate: number;
  readonly duplicateRate: number;
}

export function readLink(
  texts: LinkTexts,
): { readonly link: LinkSettings } | { readonly problems: LinkProblems } {
  const min = readNumber(texts.least, bounds.delayLeastMs, bounds.delayMostMs, false);
  const max = readNumber(texts.most, bounds.delayLeastMs, bounds.delayMostMs, false);
  const loss = readNumber(texts.lossPercent, 0, 100, false);
  const twice = readNumber(texts.twicePercent, 0, 100, false);
  if (
    typeof min === 'number' &&
    typeof max === 'number' &&
    typeof loss === 'number' &&
    typeof twice === 'number'
  ) {
    if (min <= max)
      return { link: { delayMs: { min, max }, lossRate: loss / 100, duplicateRate: twice / 100 } };
    return { problems: { most: `Expected at least the shortest delay, ${min}; found ${max}.` } };
  }
  return {
    problems: {
      ...(typeof min === 'string' ? { least: min } : {}),
      ...(typeof max === 'string' ? { most: max } : {}),
      ...(typeof loss === 'string' ? { lossPercent: loss } : {}),
      ...(typeof twice === 'string' ? { twicePercent: twice } : {}),
    },
  };
}
