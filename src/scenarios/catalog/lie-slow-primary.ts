/** Row 10 of PROTOCOLS 1.11: a primary just under the timeout. */
import { told } from '../told.ts';

export const slowPrimary = told({
  id: 'lie-slow-primary',
  title: 'Lie: the primary is as slow as it may be',
  story: [
    'Replica 0 leads and keeps each proposal back for three quarters of the time that the others would wait.',
    'Nobody can call it faulty: the timers never run out, and everything it says is right.',
    'PBFT stays safe and live, yet a request takes seven times as long: a known weakness.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'slow-primary' }],
});
