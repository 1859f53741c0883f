/** What is typed about one link, read as a command's fields: delays in ms, loss as a rate from 0 to 1. */
import { bounds, readNumber } from './header-fields.ts';

export interface LinkTexts {
  readonly least: string;
  readonly most: string;
  readonly lossPercent: string;
}

export type LinkProblems = Readonly<Partial<Record<keyof LinkTexts, string>>>;

interface LinkSettings {
  readonly delayMs: { readonly min: number; readonly max: number };
  readonly lossRate: number;
}

export function readLink(
  texts: LinkTexts,
): { readonly link: LinkSettings } | { readonly problems: LinkProblems } {
  const min = readNumber(texts.least, bounds.delayLeastMs, bounds.delayMostMs, false);
  const max = readNumber(texts.most, bounds.delayLeastMs, bounds.delayMostMs, false);
  const loss = readNumber(texts.lossPercent, 0, 100, false);
  if (typeof min === 'number' && typeof max === 'number' && typeof loss === 'number') {
    if (min <= max) return { link: { delayMs: { min, max }, lossRate: loss / 100 } };
    return { problems: { most: `Expected at least the shortest delay, ${min}; found ${max}.` } };
  }
  return {
    problems: {
      ...(typeof min === 'string' ? { least: min } : {}),
      ...(typeof max === 'string' ? { most: max } : {}),
      ...(typeof loss === 'string' ? { lossPercent: loss } : {}),
    },
  };
}
