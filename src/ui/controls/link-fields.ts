/** What is typed about one link, read as a command's fields: delays in ms, loss as a rate from 0 to 1. */
import type { Frame } from '../../projection/frame.ts';
import { bounds, readNumber } from './header-fields.ts';

export interface LinkTexts {
  readonly least: string;
  readonly most: string;
  readonly lossPercent: string;
}

export type LinkProblems = Readonly<Partial<Record<keyof LinkTexts, string>>>;

/** What holds on a link now; `network` where nobody has set it otherwise. */
export function linkTexts(
  { links }: Pick<Frame, 'links'>,
  [from, to]: readonly [number, number],
  network: { readonly min: number; readonly max: number },
): LinkTexts {
  const own = links.find((link) => link.from === from && link.to === to);
  const delay = own?.delay ?? null;
  return {
    least: String(delay === null ? network.min : delay.min / 1000),
    most: String(delay === null ? network.max : delay.max / 1000),
    lossPercent: String(Number(((own?.lossRate ?? 0) * 100).toFixed(3))),
  };
}

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
