/**
 * What a learner does with a challenge: begin it, have the present run judged, and hand it in. What counts is
 * the session and its replay; the page only collects them.
 */
import type { Attempt, Challenge, HandIn, Predictions } from '../../scenarios/challenges/types.ts';
import type { ScenarioCommand } from '../../scenarios/types.ts';
import type { Page } from '../hooks/use-store.ts';
import { download } from '../share/download.ts';
import type { OpenChallenge } from '../teaching.ts';
import { noteSolved } from './progress.ts';

type Stage = Pick<Page, 'store' | 'engine'>;

/** Tries of one hand-in: the file's own limit is larger. */
const triesMost = 16;

/** Opens the challenge's own session; returns what was wrong, or null. */
export async function beginChallenge(
  { store }: Stage,
  challenge: Challenge,
  seed: number,
): Promise<string | null> {
  const value = { version: 1, session: { scenario: challenge.scenario, seed, commands: [] } };
  const { actions } = store.getState();
  if (!(await actions.open({ kind: 'json', value })))
    return store.getState().notices.scenario?.text ?? 'The challenge could not be opened.';
  const open: OpenChallenge = { challenge, seed, predictions: {}, tries: [], judged: null, checking: false };
  store.setState({ challenge: open, lesson: null, storyTab: 'challenges', guide: false });
  return null;
}

export function predict({ store }: Stage, predictions: Predictions): void {
  const { challenge } = store.getState();
  if (challenge === null) return;
  store.setState({
    challenge: { ...challenge, predictions: { ...challenge.predictions, ...predictions }, judged: null },
  });
}

/** Replays the present session, with the tries before it where the challenge counts them. */
export async function checkRun({ store, engine }: Stage): Promise<void> {
  const { challenge: open, info } = store.getState();
  if (open === null || info === null || open.checking) return;
  const attempt = attemptOf(info.session, open.challenge);
  if (attempt === null) {
    const because = 'this is another scenario; begin the challenge again';
    store.setState({ challenge: { ...open, judged: { solved: false, because } } });
    return;
  }
  const tries = [...open.tries, attempt].slice(-triesMost);
  store.setState({ challenge: { ...open, checking: true } });
  const judged = await engine.gradeChallenge(handInOf({ ...open, tries }, '', false));
  const now = store.getState().challenge;
  if (now?.challenge !== open.challenge) return;
  const judgement = 'problem' in judged ? { solved: false, because: judged.problem } : judged;
  store.setState({ challenge: { ...now, tries, judged: judgement, checking: false } });
  if (judgement.solved) noteSolved(open.challenge.id);
}

/** The file to hand in, saved where the browser saves. */
export function saveHandIn(open: OpenChallenge, name: string): void {
  const text = `${JSON.stringify(handInOf(open, name, open.judged?.solved === true), null, 2)}\n`;
  download(`hand-in-${open.challenge.id}.json`, text, 'application/json');
}

export function closeChallenge(page: Stage): void {
  const { challenge, actions } = page.store.getState();
  page.store.setState({ challenge: null });
  // A liar that has not been named stays hidden.
  if (challenge?.challenge.goal.goal !== 'name-liar' || challenge.judged?.solved === true)
    void actions.sit(null);
}

function handInOf({ challenge, tries, predictions }: OpenChallenge, name: string, solved: boolean): HandIn {
  const counted = challenge.goal.goal === 'cannot-violate' ? tries : tries.slice(-1);
  const verdict = solved ? 'solved' : 'not solved';
  return {
    version: 1,
    handIn: { name, challenge: challenge.id, attempts: counted, predictions, verdict },
  };
}

/** Null when the open session is not one of the challenge's scenario. */
function attemptOf(session: unknown, challenge: Challenge): Attempt | null {
  const { scenario, seed, commands } = (session as { session: SessionLike }).session;
  if (scenario !== challenge.scenario) return null;
  return { seed: seed ?? 42, commands };
}

interface SessionLike {
  readonly scenario: unknown;
  readonly seed?: number;
  readonly commands: readonly ScenarioCommand[];
}
