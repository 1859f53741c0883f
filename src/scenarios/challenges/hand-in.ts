/**
 * The file that a learner hands in: read without trust, like every file. Each attempt comes out as a checked
 * scenario that can run.
 */
import * as v from 'valibot';
import { findScenario } from '../catalog.ts';
import { findChallenge } from '../challenges.ts';
import { check, choice, flag, integer, list, matching, object, replica, text } from '../fields.ts';
import { readJson } from '../json.ts';
import { limits } from '../limits.ts';
import { plainFault } from '../plain.ts';
import { accept, type Checked, refuse, sentence, show } from '../problem.ts';
import type { Known, Scenario } from '../types.ts';
import { checkCommands } from '../validate.ts';
import type { Attempt, Challenge, HandIn } from './types.ts';

/** A hand-in that fits its challenge, with the runs that it stands for. */
export interface CheckedHandIn {
  readonly handIn: HandIn['handIn'];
  readonly challenge: Challenge;
  /** One per attempt: the challenge's scenario with the attempt's seed and commands. */
  readonly runs: readonly Scenario[];
}

const handInSchema = object({
  version: v.literal(1, '1'),
  handIn: object({
    name: text(limits.titleCharacters),
    challenge: matching(/^[a-z][a-z0-9-]*$/, 'the id of a challenge'),
    attempts: list(
      object({ seed: integer(0, Number.MAX_SAFE_INTEGER), commands: v.array(v.unknown(), 'a list') }),
      limits.attempts,
    ),
    predictions: v.optional(
      object({ possible: v.exactOptional(flag()), liar: v.exactOptional(replica) }),
      {},
    ),
    verdict: choice(['solved', 'not solved']),
  }),
});

export function parseHandIn(text: string, known: Known): Checked<CheckedHandIn> {
  const json = readJson(text, limits.scenarioCharacters);
  return json.ok ? checkHandIn(json.value.value, known) : json;
}

/** A hand-in given as data. */
export function checkHandIn(value: unknown, known: Known): Checked<CheckedHandIn> {
  const plain = plainFault(value);
  if (plain !== null) return refuse(sentence(plain));
  const checked = check(handInSchema, value);
  if ('fault' in checked) return refuse(sentence(checked.fault));
  const { handIn } = checked.value;
  const challenge = findChallenge(handIn.challenge);
  const scenario = challenge && findScenario(challenge.scenario, known);
  if (challenge === null || scenario === null)
    return refuse(`expected the id of a challenge, found ${show(handIn.challenge)}, at /handIn/challenge`);
  const runs: Scenario[] = [];
  const attempts: Attempt[] = [];
  for (const [at, { seed, commands }] of handIn.attempts.entries()) {
    const done = checkCommands(scenario, commands, known);
    if (!done.ok) return refuse(done.problem.replace('at /commands', `at /handIn/attempts/${at}/commands`));
    runs.push({ ...scenario, seed, commands: [...scenario.commands, ...done.value] });
    attempts.push({ seed, commands: done.value });
  }
  const { name, predictions, verdict } = handIn;
  return accept({
    handIn: { name, challenge: challenge.id, attempts, predictions: predictions as object, verdict },
    challenge,
    runs,
  });
}
