/** Row 4 of PROTOCOLS 1.11: slots above the high watermark. */
import { told } from '../told.ts';

export const sequenceJump = told({
  id: 'lie-sequence-jump',
  title: 'Lie: slots out of the window',
  story: [
    'Replica 0 leads and gives its requests slots beyond the window that the last checkpoint allows.',
    'Every backup refuses such a proposal, or memory would fill with slots that are never reached.',
    'Nothing is ordered until the timers run out and replica 1 leads.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'sequence-jump' }],
  view: 1,
});
