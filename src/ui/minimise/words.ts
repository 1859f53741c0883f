/** What the page says of a run that is being made smaller, and of the smallest one. */
import type { Minimised, MinimiseProgress } from '../../runtime/client.ts';
import { counted, grouped } from '../panels/words.ts';

/** Changes only when a command is gone, so that it may be announced each time. */
export function leftSoFar(progress: MinimiseProgress | null): string {
  if (progress === null) return 'The run is repeated without some of its commands …';
  return `${progress.commands} of ${counted(progress.of, 'command')} left so far.`;
}

/** "2 of 14 commands and 1 of 20 requests are left. No single command can be left out." */
export function whatIsLeft({ commands, of, requests, requestsOf, complete, heldFor }: Minimised): string {
  const ofCommands =
    commands === of ? `All ${counted(of, 'command')}` : `${commands} of ${counted(of, 'command')}`;
  const ofRequests =
    requests === requestsOf
      ? counted(requests, 'request')
      : `${requests} of ${counted(requestsOf, 'request')}`;
  const promise = !complete
    ? 'The search was stopped: there may be a smaller one.'
    : heldFor === null
      ? 'No single command can be left out.'
      : `No single command can be left out: without it, ${grouped(heldFor)} events break nothing.`;
  return `${ofCommands} and ${ofRequests} are left. ${promise}`;
}

/** For undo and the list of branches. */
export function adoptWords({ commands }: Minimised): string {
  return `the run is minimised to ${counted(commands, 'command')}`;
}
