/** A link with words, for notes and issues written in Markdown. */
import { inMs } from '../panels/words.ts';
import type { UiState } from '../state.ts';

/** `[The primary crashes: t = 430 ms, event 184](link)`. */
export function markdownNow(
  { info, frame }: Pick<UiState, 'info'> & { readonly frame: { at: number; cursor: number } | null },
  link: string,
): string {
  const title = (info?.scenario.title ?? 'Session').replace(/[[\]\\]/g, '\\$&');
  const place = frame === null ? '' : `: t = ${inMs(frame.at)}, event ${frame.cursor}`;
  return `[${title}${place}](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}
