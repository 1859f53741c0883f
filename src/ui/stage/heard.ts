/** Another replica as one seat knows it (VISUAL 7), in a few words. */
import type { Heard } from '../../projection/frame.ts';
import { inMs } from '../panels/words.ts';

/** "view 0, heard 42 ms ago", "silent since 184 ms", "never heard" */
export function heardWords(heard: Heard | null): string {
  if (heard === null) return 'never heard';
  if (heard.silent) return `silent since ${inMs(heard.at)}`;
  const view = heard.view === null ? '' : `${heard.viewWord ?? 'view'} ${heard.view}, `;
  return `${view}heard ${inMs(heard.ago)} ago`;
}
